import { type Floats, GatewiseError, type Shape, show } from "../base/index.ts";
import type { Tensors } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { Batch } from "./data.ts";
import { isOneTensor } from "./is-one-tensor.ts";
import { stepKernels } from "./step-kernels.ts";
import type { Trainable } from "./trainable.ts";

type Parameter = Trainable["parameters"] extends ReadonlyMap<string, infer P> ? P : never;

/** Where a number that is not finite stands: which weight, which gate, and what of it. */
interface Fault {
  readonly parameter: Parameter;
  readonly of: "weight" | "gradient";
  readonly gate: string | null;
  readonly value: number;
}

/**
 * The refusal to go on from a loss or gradient that is not finite: names the step, the layer and the gate where it is found first.
 *
 * The weights are those from before the step: nothing is harmed.
 */
export function notFinite(model: Trainable, step: number, loss: number, batch: Batch): GatewiseError {
  const given = findGiven("input", batch.input) ?? findGiven("target", batch.target);
  if (given !== null) {
    return new GatewiseError("not-finite", {
      where: `training, step ${step}, ${given.name}`,
      received: `a loss of ${loss}; the ${given.what} itself is ${given.value} at ${show(given.place)}`,
      expected: "finite inputs and targets",
      fix: `mend the data: look where the ${given.what} becomes ${given.value}, and pass such samples over; the weights before this step are kept`,
    });
  }
  const fault = find(model, "weight") ?? find(model, "gradient");
  const place =
    fault === null
      ? "no weight and no gradient: look at the inputs and targets"
      : `${fault.parameter.name}${fault.gate === null ? "" : `, gate ${fault.gate}`}, whose ${fault.of} is ${fault.value}`;
  return new GatewiseError("not-finite", {
    where: `training, step ${step}${layerOf(fault)}`,
    received: `a loss of ${loss}; found first in ${place}`,
    expected: "finite losses, weights and gradients",
    fix: "choose a smaller rate, clip gradients by their norm, or go on from the last checkpoint with either; the weights before this step are kept",
  });
}

/** Tells whether a gradient of a parameter is not finite. */
export function hasNonFiniteGradient(model: Trainable): boolean {
  for (const { value } of model.parameters.values()) if (value.grad !== null && !areFinite(value.grad.data as Floats)) return true;
  return false;
}

/** A sum of finite squares that overflows is looked at again. */
function areFinite(values: Floats): boolean {
  const sum = stepKernels(values).sumOfSquares(values.length, values);
  return Number.isFinite(sum) || values.every((value) => Number.isFinite(value));
}

function find(model: Trainable, of: Fault["of"]): Fault | null {
  for (const parameter of model.parameters.values()) {
    const values = of === "weight" ? parameter.value.data : parameter.value.grad?.data;
    if (values === undefined) continue;
    const at = values.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return { parameter, of, gate: gateAt(parameter, at), value: values[at] };
  }
  return null;
}

/** Where the data of a step is not finite. */
function findGiven(
  what: "input" | "target",
  tensors: Tensors,
): { readonly what: string; readonly name: string; readonly value: number; readonly place: readonly number[] } | null {
  const named: readonly (readonly [string, Tensor])[] = isOneTensor(tensors)
    ? [[what, tensors]]
    : Object.entries(tensors).map(([name, tensor]) => [`${what} ${name}`, tensor]);
  for (const [name, { data, shape }] of named) {
    const at = data.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return { what, name, value: data[at], place: placeOf(at, shape) };
  }
  return null;
}

function placeOf(index: number, shape: Shape): number[] {
  const place = shape.map(() => 0);
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return place;
}

/** The gate whose block an element lies in; null where the weight has none. */
function gateAt({ definition, value: { shape } }: Parameter, index: number): string | null {
  const place = placeOf(index, shape);
  const block = definition?.blocks.find(({ box }) => box.every(([from, to], axis) => place[axis] >= from && place[axis] < to));
  return block?.gate ?? null;
}

function layerOf(fault: Fault | null): string {
  if (fault === null) return "";
  const { name, definition } = fault.parameter;
  return `, layer ${definition?.blocks[0]?.owner ?? name}`;
}
