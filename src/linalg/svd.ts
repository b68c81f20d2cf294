/** A thin singular value decomposition A = U·diag(S)·Vᵀ, largest value first. */
export interface Svd {
  /** [rows, k] row-major, k = min(rows, columns). */
  readonly u: Float64Array;
  readonly s: Float64Array;
  /** [columns, k] row-major. */
  readonly v: Float64Array;
}

/**
 * Decomposes a dense matrix by one-sided Jacobi, in float64.
 *
 * Shapes: a [rows, columns] row-major. Domain: full rank; the sign of each pair (u, v) is as the rotations leave it.
 */
export function svd(a: Float64Array, rows: number, columns: number): Svd {
  if (rows < columns) {
    const flipped = new Float64Array(a.length);
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) flipped[j * rows + i] = a[i * columns + j];
    const { u, s, v } = svd(flipped, columns, rows);
    return { u: v, s, v: u };
  }
  const work = Array.from({ length: columns }, (_, j) => Float64Array.from({ length: rows }, (_, i) => a[i * columns + j]));
  const right = Array.from({ length: columns }, (_, j) => {
    const unit = new Float64Array(columns);
    unit[j] = 1;
    return unit;
  });
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let p = 0; p < columns - 1; p++) {
      for (let q = p + 1; q < columns; q++) rotated = rotate(work[p], work[q], right[p], right[q]) || rotated;
    }
    if (!rotated) break;
  }
  const lengths = work.map((column) => Math.sqrt(dot(column, column)));
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j] - lengths[i]);
  const u = new Float64Array(rows * columns);
  const v = new Float64Array(columns * columns);
  order.forEach((from, to) => {
    for (let i = 0; i < rows; i++) u[i * columns + to] = work[from][i] / lengths[from];
    for (let i = 0; i < columns; i++) v[i * columns + to] = right[from][i];
  });
  return { u, s: Float64Array.from(order, (j) => lengths[j]), v };
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** Makes two columns orthogonal and turns the right vectors along; false where they already are. */
function rotate(x: Float64Array, y: Float64Array, vx: Float64Array, vy: Float64Array): boolean {
  const xx = dot(x, x);
  const yy = dot(y, y);
  const xy = dot(x, y);
  if (xy === 0 || Math.abs(xy) <= 1e-15 * Math.sqrt(xx) * Math.sqrt(yy)) return false;
  const zeta = (yy - xx) / (2 * xy);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = c * t;
  turn(x, y, c, s);
  turn(vx, vy, c, s);
  return true;
}

function turn(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const xi = x[i];
    x[i] = c * xi - s * y[i];
    y[i] = s * xi + c * y[i];
  }
}
