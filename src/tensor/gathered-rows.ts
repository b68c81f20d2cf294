import type { Floats } from "../base/index.ts";
import type { Tensor } from "./tensor.ts";

/** A table's gradient before it is added up: a row for each time that one was looked up. */
export interface GatheredRows {
  /** Shapes: indices [n], values [n, width], in the order in which they are added up. */
  readonly indices: ArrayLike<number>;
  readonly values: Floats;
}

/** Has backward note, beside the gradient of a leaf, the rows of which it is the sum. What was noted before is forgotten. */
export function noteRows(table: Tensor): void {
  if (table.node !== null) table.node.rows = [];
}

/** Takes the rows that were noted; null where the gradient is not their sum, since the table was used otherwise too. */
export function takeRows(table: Tensor): GatheredRows | null {
  const noted = table.node?.rows ?? null;
  if (table.node !== null) table.node.rows = null;
  if (noted === null || noted.length === 0 || table.grad === null) return null;
  const whole = table.grad.data as Floats;
  const width = table.size / table.shape[0];
  const sum = whole.slice().fill(0);
  for (const rows of noted) addRows(rows, width, sum);
  if (sum.some((value, i) => value !== whole[i])) return null;
  if (noted.length === 1) return noted[0];
  const values = whole.slice(0, 0);
  const joined = new (values.constructor as new (size: number) => Floats)(noted.reduce((size, rows) => size + rows.values.length, 0));
  let at = 0;
  for (const rows of noted) {
    joined.set(rows.values, at);
    at += rows.values.length;
  }
  return { indices: Int32Array.from(noted.flatMap(({ indices }) => Array.from(indices))), values: joined };
}

/** Adds rows to those of a table, each to the one of its index. */
export function addRows({ indices, values }: GatheredRows, width: number, sum: Floats): void {
  for (let k = 0, i = 0; k < indices.length; k++) {
    const to = indices[k] * width;
    for (let j = 0; j < width; j++, i++) sum[to + j] += values[i];
  }
}
