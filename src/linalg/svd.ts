import { decompose, transposed } from "./decompose.ts";

/** A thin singular value decomposition A = U·diag(s)·Vᵀ, largest value first; k = min(rows, columns). */
export interface Svd {
  /** [rows, k] row-major. */
  readonly u: Float64Array;
  /** [k]. */
  readonly s: Float64Array;
  /** [columns, k] row-major. */
  readonly v: Float64Array;
}

/**
 * Decomposes a dense matrix in float64, with the signs of LAPACK's dgesdd: `numpy.linalg.svd(a, full_matrices=False)`.
 *
 * Shapes: a [rows, columns] row-major. Domain: of any rank and magnitude; a NaN or infinity makes everything NaN. Signs are
 * LAPACK's (before 3.10) for full rank and singular values well apart.
 * Source: behaviour of LAPACK 3.2–3.9 with NumPy 1.14–1.23. Golden: goldens/linalg/numpy-1.14-svd.json.
 */
export function svd(a: Float64Array, rows: number, columns: number): Svd {
  const k = Math.min(rows, columns);
  const { s, left, right } = decompose(a, rows, columns, { left: true, right: true });
  return { u: transposed(left, k, rows), s, v: transposed(right, k, columns) };
}
