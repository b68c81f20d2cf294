import { decompose } from "./decompose.ts";

/**
 * Gives the min(rows, columns) singular values of a dense matrix, largest first.
 *
 * Shapes: a [rows, columns] row-major. Domain: of any rank and magnitude, within about 1e-15 of the largest value; a NaN or
 * infinity makes all NaN. Order: as `singularVectors`, without vectors. Source: Golub and Kahan, 1965; signs aside, any
 * accurate decomposition gives these. Golden: goldens/linalg/singular-values.json, numpy-1.14-svd.json.
 */
export function singularValues(a: Float64Array, rows: number, columns: number): Float64Array {
  return decompose(a, rows, columns, { left: false, right: false }).s;
}
