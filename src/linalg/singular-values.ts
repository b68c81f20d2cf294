/**
 * Gives the singular values of a dense matrix, largest first.
 *
 * Shapes: a [rows, columns] row-major. Equation: one-sided Jacobi: rotations make the columns orthogonal, their lengths
 * are the singular values. Accurate to a few units in the last place of the largest.
 */
export function singularValues(a: Float64Array, rows: number, columns: number): Float64Array {
  const tall = rows >= columns;
  const length = tall ? rows : columns;
  const count = tall ? columns : rows;
  const vectors = Array.from({ length: count }, (_, j) => {
    const v = new Float64Array(length);
    for (let i = 0; i < length; i++) v[i] = tall ? a[i * columns + j] : a[j * columns + i];
    return v;
  });
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let p = 0; p < count - 1; p++) for (let q = p + 1; q < count; q++) rotated = rotate(vectors[p], vectors[q]) || rotated;
    if (!rotated) break;
  }
  return Float64Array.from(vectors, (v) => Math.sqrt(dot(v, v))).sort().reverse();
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** Makes two columns orthogonal; false where they already are. */
function rotate(x: Float64Array, y: Float64Array): boolean {
  const xx = dot(x, x);
  const yy = dot(y, y);
  const xy = dot(x, y);
  if (xy === 0 || Math.abs(xy) <= 1e-15 * Math.sqrt(xx) * Math.sqrt(yy)) return false;
  const zeta = (yy - xx) / (2 * xy);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = c * t;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i];
    x[i] = c * xi - s * y[i];
    y[i] = s * xi + c * y[i];
  }
  return true;
}
