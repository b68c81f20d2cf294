import { type Floats, GatewiseError } from "../base/index.ts";
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
export function notFinite(model: Trainable, step: number, loss: number): GatewiseError {
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

/** The gate whose block an element lies in; null where the weight has none. */
function gateAt({ definition, value: { shape } }: Parameter, index: number): string | null {
  const place = shape.map(() => 0);
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  const block = definition?.blocks.find(({ box }) => box.every(([from, to], axis) => place[axis] >= from && place[axis] < to));
  return block?.gate ?? null;
}

function layerOf(fault: Fault | null): string {
  if (fault === null) return "";
  const { name, definition } = fault.parameter;
  return `, layer ${definition?.blocks[0]?.owner ?? name}`;
}
