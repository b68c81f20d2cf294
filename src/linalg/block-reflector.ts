import { type Columns, dot, innerProducts, subtractProduct } from "./column-products.ts";

/** Reflections that are applied together, as products of matrices. */
export const blockWidth = 32;

/** Householder reflections H₁…H_k kept as H₁·…·H_k = I − V·T·Vᵀ (compact WY form: Schreiber and Van Loan, 1989). */
export interface BlockReflector {
  /** First row that the reflections act on. */
  readonly from: number;
  /** [rows − from, k] column-major, lower trapezoidal with a diagonal of 1. */
  readonly v: Float64Array;
  /** [k, k] upper triangular, t[j·k + i]. */
  readonly t: Float64Array;
  readonly count: number;
}

/** One reflection I − scale·v·vᵀ, v = (1, tail / divisor), and the number that it leaves at the head. */
export interface Reflection {
  readonly beta: number;
  readonly scale: number;
  readonly divisor: number;
}

/**
 * Finds the reflection that maps x = (head, tail) to (beta, 0, …); the identity (scale 0) where the tail is zero.
 *
 * Equation: beta = −sign(head)·‖x‖, scale = (beta − head) / beta. Domain: numbers up to 2^500; a tail below 2^-480 counts as
 * zero, since its squares lose digits, and beside a matrix scaled to 2^±300 it is nothing. Source: LAPACK dlarfg.
 */
export function reflectionOf(x: Float64Array, head: number, tail: number): Reflection {
  const alpha = x[head];
  const squares = dot(x, head + 1, x, head + 1, tail);
  if (squares < 2 ** -960) return { beta: alpha, scale: 0, divisor: 1 };
  const norm = Math.sqrt(alpha * alpha + squares);
  const beta = alpha > 0 || Object.is(alpha, 0) ? -norm : norm;
  return { beta, scale: (beta - alpha) / beta, divisor: alpha - beta };
}

/** Joins reflections. Shapes: v [height, count] column-major, scales [count]. */
export function blockOf(from: number, v: Float64Array, scales: Float64Array, height: number): BlockReflector {
  const count = scales.length;
  const products = new Float64Array(count * count);
  const columns: Columns = { data: v, at: 0, step: height, count };
  innerProducts(columns, columns, height, products);
  const t = new Float64Array(count * count);
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let m = i; m < j; m++) sum += t[m * count + i] * products[j * count + m];
      t[j * count + i] = -scales[j] * sum;
    }
    t[j * count + j] = scales[j];
  }
  return { from, v, t, count };
}

/** Joins the reflections of a whole decomposition, whose vector k stands in column k of `vectors` from row k + `below` on. */
export function blocksOf(vectors: Float64Array, rows: number, scales: Float64Array, below: number): BlockReflector[] {
  const blocks: BlockReflector[] = [];
  for (let first = 0; first < scales.length; first += blockWidth) {
    const count = Math.min(blockWidth, scales.length - first);
    const from = first + below;
    const height = rows - from;
    const v = new Float64Array(height * count);
    for (let k = 0; k < count; k++) {
      const column = (first + k) * rows;
      v.set(vectors.subarray(column + from + k, column + rows), k * height + k);
    }
    blocks.push(blockOf(from, v, scales.subarray(first, first + count), height));
  }
  return blocks;
}

/** C ← (I − V·T·Vᵀ)·C, or with Tᵀ. `c` starts at the block's first row and has `height` rows. */
export function reflect({ v, t, count }: BlockReflector, c: Columns, height: number, transposed: boolean): void {
  if (c.count === 0) return;
  const x: Columns = { data: v, at: 0, step: height, count };
  const w = new Float64Array(count * c.count);
  innerProducts(x, c, height, w);
  const column = new Float64Array(count);
  for (let j = 0; j < c.count; j++) {
    for (let i = 0; i < count; i++) {
      let sum = 0;
      if (transposed) for (let m = 0; m <= i; m++) sum += t[i * count + m] * w[j * count + m];
      else for (let m = i; m < count; m++) sum += t[m * count + i] * w[j * count + m];
      column[i] = sum;
    }
    w.set(column, j * count);
  }
  subtractProduct(c, x, w, height);
}

/** C ← H₁·H₂·…·C for the reflections of a whole decomposition. Shapes: c [rows, columns] column-major. */
export function reflectAll(blocks: readonly BlockReflector[], c: Float64Array, rows: number, columns: number): void {
  for (let b = blocks.length - 1; b >= 0; b--) {
    const { from } = blocks[b];
    reflect(blocks[b], { data: c, at: from, step: rows, count: columns }, rows - from, false);
  }
}
