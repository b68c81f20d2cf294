import { GatewiseError } from "../base/index.ts";
import type { CallContext, Called, State, Tensors } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { Batch } from "./data.ts";
import { isOneTensor } from "./is-one-tensor.ts";
import type { Trainable } from "./trainable.ts";

/** How many samples a batch has: the length of its input's first axis (of several, the first one's), or where steps come first of the second. */
export function samplesOf({ input }: Batch, { layers = [] }: Trainable): number {
  const one = isOneTensor(input);
  const timeFirst = one && layers.some(({ definition }) => definition?.kind === "recurrent" && definition.batchFirst === false);
  const [first] = one ? [input] : Object.values(input);
  return first?.shape[timeFirst && first.shape.length > 1 ? 1 : 0] ?? 1;
}

/**
 * Which steps of a model's output count for the loss: what the model hands on of the batch's mask or lengths, laid as its output is.
 *
 * A model of functions may hand on none: then the mask as it is given, or none where the output has no steps. Absent: all.
 * Throws: not-supported where such a model gives an output with steps and hands on nothing of the lengths.
 */
export function countedSteps(
  { mask, lengths }: Batch,
  { definition }: Trainable,
  { output, mask: handed, masks }: Called<Tensors>,
): Tensor | undefined {
  if (definition === undefined && lengths !== undefined && handed === undefined && mask === undefined && masks === undefined) {
    checkStepless(output);
  }
  if (handed !== undefined || mask === undefined) return handed;
  return definition !== undefined && isOneTensor(output) && output.shape.length < 3 ? undefined : mask;
}

function checkStepless(output: Tensors): void {
  const outputs = isOneTensor(output) ? [output] : Object.values(output);
  if (outputs.every(({ shape }) => shape.length < 3)) return;
  throw new GatewiseError("not-supported", {
    where: "loss, lengths",
    received: "lengths, and a model of functions that does not say which steps of its output count",
    expected: "a mask laid as the output is",
    fix: "have the model's function give it beside its output: { output, state, mask }; or give the batch a mask in place of lengths",
  });
}

/**
 * What a model is told of a batch: the state before where it goes on, that of stateful layers where the batch does not say.
 *
 * Stateful layers stand there too, and begin anew where it does not go on: no batch depends on more than the states that are handed here.
 */
export function contextOf({ carried, mask, lengths }: Batch, model: Trainable, state: State | null, training: boolean): CallContext {
  const stateful = (model.layers ?? []).filter(({ definition }) => definition?.kind === "recurrent" && definition.stateful === true);
  const names = stateful.map(({ definition }) => definition?.name as string);
  const goesOn = carried ?? names.length > 0;
  const kept = Object.entries(state ?? {}).filter(([name]) => carried === true || names.includes(name));
  if (!goesOn || state === null) model.resetStates?.();
  else
    for (const layer of stateful) {
      const own = state[layer.definition?.name as string];
      if (own !== undefined) layer.ownState = own;
    }
  return {
    training,
    ...(goesOn && kept.length > 0 ? { state: Object.fromEntries(kept), carried: "batch" as const } : {}),
    ...(mask === undefined ? {} : { mask }),
    ...(lengths === undefined ? {} : { lengths }),
  };
}
