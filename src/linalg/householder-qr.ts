import { type BlockReflector, blockOf, blockWidth, reflect, reflectionOf } from "./block-reflector.ts";
import { dot, subtract } from "./column-products.ts";
import { scaleByPowerOfTwo } from "./power-of-two.ts";

/** A = H₁·…·H_n·R. */
export interface HouseholderQr {
  readonly reflectors: readonly BlockReflector[];
  /** The diagonal of R. */
  readonly diagonal: Float64Array;
}

/**
 * Gives Q of A = QR with R's diagonal positive: the columns of A made orthonormal, one after the other.
 *
 * Equation: Q·diag(sign(R_jj)) of a Householder QR; for full rank this is the only such Q, whatever the algorithm.
 * Shapes: a [rows, columns] row-major with rows ≥ columns; the result the same. Order: blocks of 32 columns, sums over
 * rows ascending, in float64 without fused operations: the same bits on every engine.
 * Domain: sign(0) = 0, as in the frameworks: a column whose R_jj is exactly 0 becomes zeros. Any magnitude will do (a column
 * is scaled by a power of two first, which changes no Q); a NaN or infinity makes the columns from its own on NaN.
 * Source: behaviour of PyTorch 2.13 torch/nn/init.py orthogonal_; TensorFlow 1.4–1.15 init_ops.py and Keras 3 orthogonal.
 * Golden: goldens/linalg/qr.json.
 */
export function orthonormalColumns(a: Float64Array, rows: number, columns: number): Float64Array {
  return orthonormal.columns(a, rows, columns);
}

/** The place of the decomposition: what is here may be replaced by a compiled one of the same bits. */
export const orthonormal = { columns: orthonormalInTypeScript };

function orthonormalInTypeScript(a: Float64Array, rows: number, columns: number): Float64Array {
  const work = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) work[j * rows + i] = a[i * columns + j];
  for (let j = 0; j < columns; j++) scaleByPowerOfTwo(work.subarray(j * rows, (j + 1) * rows));
  const { reflectors, diagonal } = householderQr(work, rows, columns);
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) q[j * rows + j] = 1;
  for (let b = reflectors.length - 1; b >= 0; b--) {
    // Columns left of the block are still those of the identity, which it does not touch.
    const { from } = reflectors[b];
    reflect(reflectors[b], { data: q, at: from * rows + from, step: rows, count: columns - from }, rows - from, false);
  }
  const out = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    const sign = Math.sign(diagonal[j]);
    for (let i = 0; i < rows; i++) out[i * columns + j] = q[j * rows + i] * sign;
  }
  return out;
}

/**
 * Decomposes a column-major matrix with rows ≥ columns in place: R stands above the diagonal afterwards.
 *
 * Domain: entries whose squares neither overflow nor vanish. Source: signs of LAPACK dgeqrf.
 */
export function householderQr(work: Float64Array, rows: number, columns: number): HouseholderQr {
  const reflectors: BlockReflector[] = [];
  const diagonal = new Float64Array(columns);
  for (let from = 0; from < columns; from += blockWidth) {
    const count = Math.min(blockWidth, columns - from);
    const block = reflectPanel(work, rows, from, count, diagonal);
    reflectors.push(block);
    const right = from + count;
    reflect(block, { data: work, at: right * rows + from, step: rows, count: columns - right }, rows - from, true);
  }
  return { reflectors, diagonal };
}

/** Makes the columns [from, from + count) triangular, one by one. */
function reflectPanel(work: Float64Array, rows: number, from: number, count: number, diagonal: Float64Array): BlockReflector {
  const height = rows - from;
  const v = new Float64Array(height * count);
  const scales = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const head = (from + k) * rows + from + k;
    const length = height - k;
    const { beta, scale, divisor } = reflectionOf(work, head, length - 1);
    diagonal[from + k] = beta;
    scales[k] = scale;
    work[head] = beta;
    const own = k * height + k;
    v[own] = 1;
    if (scale === 0) continue;
    for (let i = 1; i < length; i++) v[own + i] = work[head + i] / divisor;
    for (let j = k + 1; j < count; j++) {
      const other = (from + j) * rows + from + k;
      subtract(work, other, v, own, scale * dot(v, own, work, other, length), length);
    }
  }
  return blockOf(from, v, scales, height);
}
