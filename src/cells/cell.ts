import type { Shape } from "../base/index.ts";
import type { Operations } from "./operations.ts";

/** Sizes of a cell: I inputs, H units, O outputs (H, or the width of the projection). */
export interface CellSizes {
  readonly I: number;
  readonly H: number;
  readonly O: number;
}

/** Values by name. */
export type Named<T> = Readonly<Record<string, T>>;

/** What a weight's shape is for some sizes, [rows, columns] or [columns]. */
export type ShapeRule = (sizes: CellSizes) => Shape;

/**
 * A recurrent cell as its equation. A user's own is a value of this kind, and trains like those that are here.
 *
 * `step` is generic over what a value is: it calls nothing but the operations that it is handed.
 */
export interface Cell {
  readonly name: string;
  /** Letters of the gates, in the order in which the columns of stacked weights lie; empty: no gates. */
  readonly gates: readonly string[];
  /** States by name, with their widths; the first is the output. */
  readonly states: { readonly [state: string]: (sizes: CellSizes) => number };
  /** Weights by name, in canonical form: matrices act from the right. */
  readonly weights: { readonly [weight: string]: ShapeRule };
  /**
   * The part of the equation that reads only x: it runs once for all steps, x being [T·B, I]. What it gives is the `x` of step.
   * Absent: step reads x itself.
   */
  fromInput?<T>(operations: Operations<T>, x: T, weights: Named<T>): T;
  /** The part that reads only weights: it runs once for all steps. What it gives is the `weights` of step. Absent: the weights. */
  prepare?<T>(operations: Operations<T>, weights: Named<T>): Named<T>;
  /** One step: the states after it. */
  step<T>(operations: Operations<T>, x: T, states: Named<T>, weights: Named<T>): Record<string, T>;
}
