import { svd } from "./svd.ts";

/** Gives the singular values of a dense matrix, largest first. Shapes: a [rows, columns] row-major. */
export function singularValues(a: Float64Array, rows: number, columns: number): Float64Array {
  return svd(a, rows, columns).s;
}
