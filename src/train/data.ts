import type { CallContext, State, Tensors } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { Examples, type ExamplesDefinition } from "./examples.ts";
import { isOneTensor } from "./is-one-tensor.ts";
import { Windows, type WindowsDefinition } from "./windows.ts";

/** What one step of training sees. */
export interface Batch<T extends Tensors = Tensors> {
  /** One tensor, or those of a model of several inputs by name. */
  readonly input: T;
  /** One tensor, or those of a model of several outputs by name. */
  readonly target: T;
  /** Goes on where the batch before it ended: its last states are the first ones here. */
  readonly carried: boolean;
  /** Which steps count, [B, T]; those that are 0 add nothing to the loss and are passed over by recurrent layers. */
  readonly mask?: Tensor;
  /** How many steps of each sample count. */
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

/** What a model is told of a batch: the state before where it goes on. */
export function contextOf({ carried, mask, lengths }: Batch, state: State | null, training: boolean): CallContext {
  return {
    training,
    ...(carried && state !== null ? { state } : {}),
    ...(mask === undefined ? {} : { mask }),
    ...(lengths === undefined ? {} : { lengths }),
  };
}
