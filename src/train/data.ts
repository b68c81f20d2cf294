import type { Shape } from "../base/index.ts";
import type { Tensors } from "../layers/index.ts";
import type { Numbers, Tensor } from "../tensor/index.ts";

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

/** A long sequence of whole numbers as plain values. */
export interface WindowsDefinition {
  readonly kind: "windows";
  readonly sequence: Int32Array;
  readonly batch: number;
  readonly window: number;
}

/** Values with a shape, as they cross to a worker. */
export interface PlainTensor {
  readonly data: Numbers;
  readonly shape: Shape;
}

/** One tensor, or several by name. */
export type PlainTensors = PlainTensor | { readonly named: Readonly<Record<string, PlainTensor>> };

/** Samples as plain values: the first axis of each counts them. */
export interface ExamplesDefinition {
  readonly kind: "examples";
  readonly inputs: PlainTensors;
  readonly targets: PlainTensors;
  readonly batch: number;
  readonly mask?: PlainTensor;
  readonly lengths?: readonly number[];
}
