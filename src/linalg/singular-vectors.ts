import { svd } from "./svd.ts";

/**
 * Gives the singular vectors of A that have its own shape: U where rows ≥ columns, else Vᵀ.
 *
 * Shapes: a and the result [rows, columns] row-major. Domain: the sign of each vector is not LAPACK's.
 */
export function singularVectors(a: Float64Array, rows: number, columns: number): Float64Array {
  const { u, v } = svd(a, rows, columns);
  if (rows >= columns) return u;
  const out = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) for (let k = 0; k < rows; k++) out[k * columns + j] = v[j * rows + k];
  return out;
}
