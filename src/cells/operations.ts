import type { Activation } from "./activation.ts";

/**
 * What an equation may do. An equation is written once over these; who runs it decides what a value is: a tensor, or its text.
 *
 * Values are [B, width], weights [rows, columns] or [columns]; a weight of one axis repeats over the batch.
 */
export interface Operations<T> {
  /** The product of a value with a matrix. */
  matmul(value: T, matrix: T): T;
  add(a: T, b: T | number): T;
  sub(a: T | number, b: T): T;
  /** Element by element. */
  mul(a: T, b: T | number): T;
  activation(which: Activation, value: T): T;
  /** Limits to a range. */
  clip(value: T, low: number, high: number): T;
  /**
   * Cuts along the last axis into parts of equal width, or of the widths that are given as multiples of one. A part is named by its
   * gate's letter, one of several gates by all of theirs.
   */
  split(value: T, names: readonly string[], widths?: readonly number[]): T[];
  /** Gives a value a name, under which the printed equation shows it. */
  name(name: string, value: T): T;
}
