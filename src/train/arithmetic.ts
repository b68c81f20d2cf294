import type { Floats } from "../base/index.ts";

/** How a framework's optimiser rounds. Every number of a formula is rounded to the parameter's dtype; these say what happens before. */
export interface Rounding {
  /**
   * Whether what is made of hyperparameters (1 - β, a decayed rate) is computed in float64 and rounded once, or of rounded
   * hyperparameters, in the parameter's dtype.
   */
  readonly scalars: "double" | "tensor";
  /** Whether a product that is added at once is rounded with the sum (a fused multiply-add) and not before it. */
  readonly fused: boolean;
}

/** The roundings of one array's dtype. */
export interface Arithmetic {
  /** To the parameter's dtype. */
  readonly round: (x: number) => number;
  /** Whether a product that is added at once is rounded with the sum. */
  readonly fused: boolean;
  /** Of a product that is added at once. */
  readonly product: (x: number) => number;
  /** Of hyperparameters, before they meet each other. */
  readonly scalar: (x: number) => number;
}

const exact = (x: number): number => x;

/**
 * Chooses the roundings for an array.
 *
 * Domain: in float32, a product of two float32 is exact in float64, so a fused step differs from a true one only where rounding to
 * float64 and then to float32 differs from rounding once. In float64 nothing is fused.
 */
export function arithmeticOf({ scalars, fused }: Rounding, array: Floats): Arithmetic {
  const round = array instanceof Float32Array ? Math.fround : exact;
  return { round, fused, product: fused ? exact : round, scalar: scalars === "tensor" ? round : exact };
}
