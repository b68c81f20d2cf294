import type { Reals } from "../kernels.gen.ts";

/** The part of a call that says how the sequence is walked. */
interface Walk {
  readonly T: number;
  readonly reverse: number;
  readonly mask: Uint8Array | null;
  readonly maskTime: number;
  readonly maskBatch: number;
}

/** Gives the place in time of the step that is computed as the `s`-th. */
export function timeOf(call: Walk, s: number): number {
  return call.reverse ? call.T - 1 - s : s;
}

/** Says whether a row's step is computed; where not, its states carry. */
export function isComputed(call: Walk, t: number, b: number): boolean {
  return call.mask === null || call.mask[t * call.maskTime + b * call.maskBatch] !== 0;
}

/** A stacked matrix as the call hands it over: `rows` by gates of H columns in `order`. */
interface Stacked {
  readonly values: Reals;
  readonly rows: number;
  readonly row: number;
  readonly column: number;
}

/** Copies a stacked matrix into the canonical order of gates, row-major. */
function canonical({ values, rows, row, column }: Stacked, H: number, order: Int32Array): Float64Array {
  const columns = order.length * H;
  const out = new Float64Array(rows * columns);
  for (let k = 0; k < rows; k++) {
    for (let g = 0; g < order.length; g++) {
      for (let j = 0; j < H; j++) out[k * columns + g * H + j] = values[k * row + (order[g] * H + j) * column];
    }
  }
  return out;
}

/** Writes or adds a canonical gradient into a stacked matrix. */
export function giveStacked(
  gradient: Float64Array,
  { values, rows, row, column }: Stacked,
  H: number,
  order: Int32Array,
  accumulate: number,
): void {
  const columns = order.length * H;
  for (let k = 0; k < rows; k++) {
    for (let g = 0; g < order.length; g++) {
      for (let j = 0; j < H; j++) {
        const at = k * row + (order[g] * H + j) * column;
        values[at] = (accumulate ? values[at] : 0) + gradient[k * columns + g * H + j];
      }
    }
  }
}

/** Copies a vector of stacked gates, or zeros for none, into the canonical order. */
export function canonicalBias(bias: Reals | null, H: number, order: Int32Array): Float64Array {
  if (bias === null) return new Float64Array(order.length * H);
  return canonical({ values: bias, rows: 1, row: 0, column: 1 }, H, order);
}

interface StackedMatrices {
  readonly I: number;
  readonly H: number;
  readonly order: Int32Array;
  readonly Wx: Reals;
  readonly WxRow: number;
  readonly WxColumn: number;
  readonly Wh: Reals;
  readonly WhRow: number;
  readonly WhColumn: number;
}

/** Copies both matrices of a call into the canonical order. */
export function canonicalMatrices({ I, H, order, ...call }: StackedMatrices): { Wx: Float64Array; Wh: Float64Array } {
  return {
    Wx: canonical({ values: call.Wx, rows: I, row: call.WxRow, column: call.WxColumn }, H, order),
    Wh: canonical({ values: call.Wh, rows: H, row: call.WhRow, column: call.WhColumn }, H, order),
  };
}

/** Writes or adds a dense gradient. */
export function give(gradient: Float64Array, out: Reals | null, accumulate: number): void {
  if (out === null) return;
  for (let i = 0; i < gradient.length; i++) out[i] = (accumulate ? out[i] : 0) + gradient[i];
}

/** Adds row·matrix to `out`; the matrix is `rows` by `columns` in a wider one of `stride` columns, from column `first`. */
export function addProduct(
  row: Float64Array,
  matrix: Float64Array,
  stride: number,
  first: number,
  columns: number,
  out: Float64Array,
  outStart: number,
): void {
  for (let k = 0; k < row.length; k++) {
    const factor = row[k];
    for (let j = 0, at = k * stride + first; j < columns; j++, at++) out[outStart + j] += factor * matrix[at];
  }
}

/** Adds row·matrixᵀ to `out`: the gradient of {@link addProduct} by its row. */
export function addTransposed(
  row: Float64Array,
  rowStart: number,
  matrix: Float64Array,
  stride: number,
  first: number,
  columns: number,
  out: Float64Array,
): void {
  for (let k = 0; k < out.length; k++) {
    let sum = 0;
    for (let j = 0, at = k * stride + first; j < columns; j++, at++) sum += row[rowStart + j] * matrix[at];
    out[k] += sum;
  }
}

/** Adds left ⊗ right to a matrix: the gradient of {@link addProduct} by its matrix. */
export function addOuter(
  left: Float64Array,
  right: Float64Array,
  rightStart: number,
  matrix: Float64Array,
  stride: number,
  first: number,
  columns: number,
): void {
  for (let k = 0; k < left.length; k++) {
    const factor = left[k];
    for (let j = 0, at = k * stride + first; j < columns; j++, at++) matrix[at] += factor * right[rightStart + j];
  }
}

/** Copies a row of a strided array. */
export function rowOf(values: Reals, start: number, length: number): Float64Array {
  return Float64Array.from(values.subarray(start, start + length));
}
