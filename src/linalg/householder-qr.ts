import { type Columns, dot, innerProducts, subtract, subtractProduct } from "./column-products.ts";

/** Columns that are reflected together: their reflections are applied to the rest as one product of matrices. */
const blockWidth = 32;

/** Reflections H₁…H_k kept as H₁·…·H_k = I − V·T·Vᵀ (the compact WY form of Schreiber and Van Loan, 1989). */
export interface BlockReflector {
  /** First row that the reflections act on. */
  readonly from: number;
  /** [rows − from, k] column-major, unit lower trapezoidal. */
  readonly v: Float64Array;
  /** [k, k] upper triangular, t[j·k + i]. */
  readonly t: Float64Array;
  readonly count: number;
}

/** A = H₁·…·H_n·R. */
export interface HouseholderQr {
  readonly reflectors: readonly BlockReflector[];
  /** The diagonal of R; its sign is the opposite of the entry it replaced. */
  readonly diagonal: Float64Array;
  /** R in the upper triangle of [rows, columns] column-major. */
  readonly work: Float64Array;
}

/**
 * Gives Q of A = QR with R's diagonal positive: the columns of A made orthonormal one after the other.
 *
 * Equation: Q·diag(sign(R_jj)) of a Householder QR; for full rank this is the only such Q, whatever the algorithm.
 * Shapes: a [rows, columns] row-major with rows ≥ columns; the result the same. Order: blocks of 32 columns; sums over
 * rows ascending; float64 without fused operations, so the same bits on every engine.
 * Domain: sign(0) = 0, as in the frameworks: a column whose R_jj is exactly 0 becomes zeros. Columns of any magnitude are
 * fine (each is scaled by a power of two first, which changes no Q); NaN and infinities give NaN.
 * Source: behaviour of PyTorch `orthogonal_`, TensorFlow from 1.4 and Keras 3 `orthogonal`. Golden: goldens/linalg/qr.json.
 */
export function orthonormalColumns(a: Float64Array, rows: number, columns: number): Float64Array {
  const work = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) work[j * rows + i] = a[i * columns + j];
  for (let j = 0; j < columns; j++) scaleByPowerOfTwo(work.subarray(j * rows, (j + 1) * rows));
  const { reflectors, diagonal } = householderQr(work, rows, columns);
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) q[j * rows + j] = 1;
  for (let b = reflectors.length - 1; b >= 0; b--) {
    // Columns left of the block are still those of the identity, which later reflections do not touch.
    const { from } = reflectors[b];
    applyReflector(reflectors[b], { data: q, at: from * rows + from, step: rows, count: columns - from }, rows - from, false);
  }
  const out = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    const sign = Math.sign(diagonal[j]);
    for (let i = 0; i < rows; i++) out[i * columns + j] = q[j * rows + i] * sign;
  }
  return out;
}

/** Decomposes a column-major matrix, in place, with rows ≥ columns. Domain: entries whose squares neither overflow nor vanish. */
export function householderQr(work: Float64Array, rows: number, columns: number): HouseholderQr {
  const reflectors: BlockReflector[] = [];
  const diagonal = new Float64Array(columns);
  for (let from = 0; from < columns; from += blockWidth) {
    const count = Math.min(blockWidth, columns - from);
    const reflector = reflectPanel(work, rows, from, count, diagonal);
    reflectors.push(reflector);
    const right = from + count;
    applyReflector(reflector, { data: work, at: right * rows + from, step: rows, count: columns - right }, rows - from, true);
  }
  return { reflectors, diagonal, work };
}

/** Makes the columns [from, from + count) triangular, one by one. */
function reflectPanel(work: Float64Array, rows: number, from: number, count: number, diagonal: Float64Array): BlockReflector {
  const height = rows - from;
  const v = new Float64Array(height * count);
  const scales = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const head = (from + k) * rows + from + k;
    const tail = rows - from - k - 1;
    const { beta, scale, divisor } = reflection(work, head, tail);
    diagonal[from + k] = beta;
    scales[k] = scale;
    work[head] = beta;
    const own = k * height + k;
    v[own] = 1;
    if (scale === 0) continue;
    for (let i = 1; i <= tail; i++) v[own + i] = work[head + i] / divisor;
    for (let j = k + 1; j < count; j++) {
      const other = (from + j) * rows + from + k;
      subtract(work, other, v, own, scale * dot(v, own, work, other, tail + 1), tail + 1);
    }
  }
  return { from, v, t: triangle(v, scales, height, count), count };
}

/** The reflection I − scale·v·vᵀ, v = (1, tail/divisor), that maps a column to (beta, 0, …); scale 0 where its tail is zero. */
export function reflection(x: Float64Array, head: number, tail: number): { beta: number; scale: number; divisor: number } {
  const alpha = x[head];
  const squares = dot(x, head + 1, x, head + 1, tail);
  if (squares === 0) return { beta: alpha, scale: 0, divisor: 1 };
  const norm = Math.sqrt(alpha * alpha + squares);
  const beta = alpha > 0 || Object.is(alpha, 0) ? -norm : norm;
  return { beta, scale: (beta - alpha) / beta, divisor: alpha - beta };
}

/** T of the compact form: column j is −scale_j·T·(Vᵀv_j) above a diagonal of scales. */
function triangle(v: Float64Array, scales: Float64Array, height: number, count: number): Float64Array {
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
  return t;
}

/** C ← (I − V·T·Vᵀ)·C, or with Tᵀ. `c` starts at the reflector's first row and has `height` rows. */
export function applyReflector({ v, t, count }: BlockReflector, c: Columns, height: number, transposed: boolean): void {
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

/** Brings the largest magnitude of a column near 1 where its squares might overflow or vanish; exact. */
function scaleByPowerOfTwo(column: Float64Array): void {
  let most = 0;
  for (let i = 0; i < column.length; i++) most = Math.max(most, Math.abs(column[i]));
  if (most === 0 || !Number.isFinite(most)) return;
  // Subnormals have up to 1074 binary digits to climb, more than one factor of float64 can hold.
  for (; most < 2 ** -300; most *= 2 ** 600) for (let i = 0; i < column.length; i++) column[i] *= 2 ** 600;
  for (; most > 2 ** 300; most *= 2 ** -600) for (let i = 0; i < column.length; i++) column[i] *= 2 ** -600;
}
