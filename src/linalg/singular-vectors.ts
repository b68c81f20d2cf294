import { decompose, transposed } from "./decompose.ts";

/**
 * Gives the singular vectors of A that have its own shape: U where rows ≥ columns, else Vᵀ.
 *
 * Shapes: a and the result [rows, columns] row-major. Domain: of any rank and magnitude; a NaN or infinity makes everything
 * NaN. Signs are those of LAPACK before 3.10 for full rank and singular values well apart, at any size.
 * Source: what Keras 2.0–2.3 initializers.py Orthogonal takes of NumPy 1.14–1.23's `linalg.svd(a, full_matrices=False)`.
 * Golden: goldens/linalg/numpy-1.14-svd.json, numpy-1.14-signs.json.
 */
export function singularVectors(a: Float64Array, rows: number, columns: number): Float64Array {
  if (rows < columns) return decompose(a, rows, columns, { left: false, right: true }).right;
  return transposed(decompose(a, rows, columns, { left: true, right: false }).left, columns, rows);
}
