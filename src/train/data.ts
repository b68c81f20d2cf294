import type { CallContext, Called, State, Tensors } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { Examples, type ExamplesDefinition } from "./examples.ts";
import { isOneTensor } from "./is-one-tensor.ts";
import type { Trainable } from "./trainable.ts";
import { Windows, type WindowsDefinition } from "./windows.ts";

/** What one step of training sees. */
export interface Batch<T extends Tensors = Tensors> {
  /** One tensor, or those of a model of several inputs by name. */
  readonly input: T;
  /** One tensor, or those of a model of several outputs by name. */
  readonly target: T;
  /**
   * Whether it goes on where the batch before it ended, whose last states are then the first ones here; stateful layers begin anew too
   * where it does not. Absent: stateful layers go on, through epochs too, and the others begin anew.
   */
  readonly carried?: boolean;
  /** Which steps count, [B, T] whatever the input's order; those that are 0 add nothing to the loss and are passed over by recurrent layers. */
  readonly mask?: Tensor;
  /** How many steps of each sample count: the others add nothing to the loss, and recurrent layers end before them. */
  readonly lengths?: readonly number[];
}

/**
 * Batches by number, the same ones whenever they are asked for: where training stands in its data is one number.
 *
 * Data of {@link windows} and {@link examples} has a definition and crosses to a worker; data of one's own trains on the caller's
 * thread or from a module.
 */
export interface Data<T extends Tensors = Tensors> {
  /** Batches of an epoch. */
  readonly batches: number;
  batch(number: number): Batch<T>;
  /** Which data it is: what it consists of as plain values and arrays. */
  readonly definition?: DataDefinition;
}

/** Data as plain values and arrays. */
export type DataDefinition = WindowsDefinition | ExamplesDefinition;

/** Makes data again of what defines it. */
export function dataOf(definition: DataDefinition): Data {
  return definition.kind === "windows" ? new Windows(definition) : new Examples(definition);
}

/** The length of the first axis of a batch's input, the first of several. */
export function samplesOf({ input }: Batch): number {
  const first = isOneTensor(input) ? input : Object.values(input)[0];
  return first?.shape[0] ?? 1;
}

/**
 * Which steps of a model's output count for the loss: what the model hands on of the batch's mask or lengths, laid as its output is.
 *
 * A model of functions may hand on none: then the mask as it is given, or none where the output has no steps. Absent: all.
 */
export function countedSteps({ mask }: Batch, { definition }: Trainable, { output, mask: handed }: Called<Tensors>): Tensor | undefined {
  if (handed !== undefined || mask === undefined) return handed;
  return definition !== undefined && isOneTensor(output) && output.shape.length < 3 ? undefined : mask;
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
