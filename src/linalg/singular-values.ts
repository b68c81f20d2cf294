import { decompose } from "./decompose.ts";

/**
 * Gives the min(rows, columns) singular values of a dense matrix, largest first.
 *
 * Shapes: a [rows, columns] row-major. Domain: of any rank and magnitude; accurate to about 1e-15 of the largest value; a NaN
 * or infinity makes all NaN. Golden: goldens/linalg/numpy-1.14-svd.json.
 */
export function singularValues(a: Float64Array, rows: number, columns: number): Float64Array {
  return decompose(a, rows, columns, { left: false, right: false }).s;
}
