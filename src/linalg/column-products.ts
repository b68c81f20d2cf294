/**
 * Products of column-major matrices, four columns by two at a time, so that eight sums live in registers.
 *
 * A column starts at `at + j·step`. Every sum runs over the rows in ascending order from its first product, with a
 * multiplication and an addition rounded apart: the bits depend on the shapes alone, not on engine or blocking of columns.
 */

/** A run of columns inside a buffer. */
export interface Columns {
  readonly data: Float64Array;
  /** Index of the first row that counts, in the first column that counts. */
  readonly at: number;
  /** From a column to the next one. */
  readonly step: number;
  readonly count: number;
}

/** Writes XᵀY. Shapes: x `rows` × k, y `rows` × n, out k × n with out[j·k + i] = x_i·y_j. */
export function innerProducts(x: Columns, y: Columns, rows: number, out: Float64Array): void {
  const k = x.count;
  let j = 0;
  for (; j + 1 < y.count; j += 2) {
    const second = y.at + (j + 1) * y.step;
    let i = 0;
    for (; i + 3 < k; i += 4) dot4x2(x.data, x.at + i * x.step, x.step, y.data, second - y.step, second, rows, out, j * k + i, k);
    for (; i < k; i++) {
      out[j * k + i] = dot(x.data, x.at + i * x.step, y.data, second - y.step, rows);
      out[(j + 1) * k + i] = dot(x.data, x.at + i * x.step, y.data, second, rows);
    }
  }
  if (j < y.count) for (let i = 0; i < k; i++) out[j * k + i] = dot(x.data, x.at + i * x.step, y.data, y.at + j * y.step, rows);
}

/** Subtracts XW from Y in place. Shapes: x `rows` × k, y `rows` × n, w k × n with w[j·k + i]. */
export function subtractProduct(y: Columns, x: Columns, w: Float64Array, rows: number): void {
  const k = x.count;
  let j = 0;
  for (; j + 1 < y.count; j += 2) {
    const second = y.at + (j + 1) * y.step;
    let i = 0;
    for (; i + 3 < k; i += 4) subtract4x2(y.data, second - y.step, second, x.data, x.at + i * x.step, x.step, w, j * k + i, k, rows);
    for (; i < k; i++) {
      subtract(y.data, second - y.step, x.data, x.at + i * x.step, w[j * k + i], rows);
      subtract(y.data, second, x.data, x.at + i * x.step, w[(j + 1) * k + i], rows);
    }
  }
  if (j < y.count) for (let i = 0; i < k; i++) subtract(y.data, y.at + j * y.step, x.data, x.at + i * x.step, w[j * k + i], rows);
}

/** Sums x·y in ascending order. */
export function dot(x: Float64Array, xAt: number, y: Float64Array, yAt: number, rows: number): number {
  let sum = 0;
  for (let r = 0; r < rows; r++) sum += x[xAt + r] * y[yAt + r];
  return sum;
}

/** y ← y − factor·x. */
export function subtract(y: Float64Array, yAt: number, x: Float64Array, xAt: number, factor: number, rows: number): void {
  for (let r = 0; r < rows; r++) y[yAt + r] -= factor * x[xAt + r];
}

function dot4x2(
  x: Float64Array,
  x0: number,
  step: number,
  y: Float64Array,
  y0: number,
  y1: number,
  rows: number,
  out: Float64Array,
  at: number,
  k: number,
): void {
  const [x1, x2, x3] = [x0 + step, x0 + 2 * step, x0 + 3 * step];
  let [s00, s10, s20, s30, s01, s11, s21, s31] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let r = 0; r < rows; r++) {
    const left = y[y0 + r];
    const right = y[y1 + r];
    const a = x[x0 + r];
    s00 += a * left;
    s01 += a * right;
    const b = x[x1 + r];
    s10 += b * left;
    s11 += b * right;
    const c = x[x2 + r];
    s20 += c * left;
    s21 += c * right;
    const d = x[x3 + r];
    s30 += d * left;
    s31 += d * right;
  }
  out[at] = s00;
  out[at + 1] = s10;
  out[at + 2] = s20;
  out[at + 3] = s30;
  out[at + k] = s01;
  out[at + k + 1] = s11;
  out[at + k + 2] = s21;
  out[at + k + 3] = s31;
}

function subtract4x2(
  y: Float64Array,
  y0: number,
  y1: number,
  x: Float64Array,
  x0: number,
  step: number,
  w: Float64Array,
  at: number,
  k: number,
  rows: number,
): void {
  const [x1, x2, x3] = [x0 + step, x0 + 2 * step, x0 + 3 * step];
  const [w00, w10, w20, w30] = [w[at], w[at + 1], w[at + 2], w[at + 3]];
  const [w01, w11, w21, w31] = [w[at + k], w[at + k + 1], w[at + k + 2], w[at + k + 3]];
  for (let r = 0; r < rows; r++) {
    const a = x[x0 + r];
    const b = x[x1 + r];
    const c = x[x2 + r];
    const d = x[x3 + r];
    y[y0 + r] -= a * w00 + b * w10 + (c * w20 + d * w30);
    y[y1 + r] -= a * w01 + b * w11 + (c * w21 + d * w31);
  }
}
