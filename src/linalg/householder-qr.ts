/**
 * Gives the thin orthonormal factor of A = QR whose R has a positive diagonal.
 *
 * Shapes: a [rows, columns] row-major with rows ≥ columns; result the same. Order: Householder, column by column, in
 * float64. Domain: a column that depends on those before it (R's diagonal 0) has no defined direction; its sign is kept.
 */
export function orthonormalColumns(a: Float64Array, rows: number, columns: number): Float64Array {
  // Columns are kept contiguous: work[j * rows + i] is A[i, j].
  const work = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) work[j * rows + i] = a[i * columns + j];
  const scales = new Float64Array(columns);
  const signs = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    const v = work.subarray(k * rows, (k + 1) * rows);
    const norm = Math.sqrt(dot(v, v, k, rows));
    if (norm === 0) {
      signs[k] = 1;
      continue;
    }
    const alpha = v[k] > 0 ? -norm : norm;
    signs[k] = alpha > 0 ? 1 : -1;
    const head = v[k] - alpha;
    v[k] = 1;
    for (let i = k + 1; i < rows; i++) v[i] /= head;
    scales[k] = -head / alpha;
    for (let j = k + 1; j < columns; j++) reflect(v, scales[k], work.subarray(j * rows, (j + 1) * rows), k, rows);
  }
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) q[j * rows + j] = 1;
  for (let k = columns - 1; k >= 0; k--) {
    if (scales[k] === 0) continue;
    const v = work.subarray(k * rows, (k + 1) * rows);
    for (let j = k; j < columns; j++) reflect(v, scales[k], q.subarray(j * rows, (j + 1) * rows), k, rows);
  }
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[i * columns + j] = q[j * rows + i] * signs[j];
  return out;
}

/** Sums in four lanes: fixed order, and four additions under way at once. */
function dot(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    s0 += x[i] * y[i];
    s1 += x[i + 1] * y[i + 1];
    s2 += x[i + 2] * y[i + 2];
    s3 += x[i + 3] * y[i + 3];
  }
  for (; i < to; i++) s0 += x[i] * y[i];
  return s0 + s1 + (s2 + s3);
}

/** y ← y − scale·v·(vᵀy), on [from, to). */
function reflect(v: Float64Array, scale: number, y: Float64Array, from: number, to: number): void {
  const factor = scale * dot(v, y, from, to);
  for (let i = from; i < to; i++) y[i] -= factor * v[i];
}
