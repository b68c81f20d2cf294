import { reflectionOf } from "./block-reflector.ts";

/** A = U·B·Vᵀ with U and V products of Householder reflections, B upper bidiagonal and square. */
export interface Bidiagonal {
  /** B's diagonal. */
  readonly d: Float64Array;
  /** B's entries above the diagonal. */
  readonly e: Float64Array;
  /** Vectors of the left reflections: column k of [rows, n] column-major, from row k on, with a head of 1. */
  readonly left: Float64Array;
  readonly leftScales: Float64Array;
  /** Vectors of the right reflections: column k of [n, n] column-major, from row k + 1 on. */
  readonly right: Float64Array;
  readonly rightScales: Float64Array;
}

/**
 * Bidiagonalises a column-major matrix in place, a column and then a row at a time, signs as LAPACK's dgebrd.
 *
 * Each step changes what is left by A ← A − u·yᵀ − x·vᵀ. The change is put off to the next step, where it is made in the
 * same pass that forms that step's Aᵀu, so that memory is walked twice a step instead of four times.
 * Shapes: work [rows, n] column-major, rows ≥ n. Domain: entries whose squares neither overflow nor vanish.
 */
export function bidiagonalise(work: Float64Array, rows: number, n: number): Bidiagonal {
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const leftScales = new Float64Array(n);
  const rightScales = new Float64Array(n);
  const right = new Float64Array(n * n);
  const x = new Float64Array(rows);
  const y = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const height = rows - k;
    const head = k * rows + k;
    // The last step's u and v; at the first, x and y are zeros and anything will do.
    const last = { u: Math.max(0, k - 1) * rows + k, v: Math.max(0, k - 1) * n };
    const [yk, vk] = [y[k], right[last.v + k]];
    for (let i = 0; i < height; i++) work[head + i] -= work[last.u + i] * yk + x[k + i] * vk;
    const column = reflectionOf(work, head, height - 1);
    d[k] = column.beta;
    leftScales[k] = column.scale;
    work[head] = 1;
    for (let i = 1; i < height; i++) work[head + i] = column.scale === 0 ? 0 : work[head + i] / column.divisor;
    updateAndProject(work, rows, k, n, last.u, x, right, last.v, y, column.scale);
    if (k + 1 >= n) continue;
    const own = k * n;
    for (let j = k + 1; j < n; j++) right[own + j] = work[j * rows + k] - y[j];
    const row = reflectionOf(right, own + k + 1, n - k - 2);
    e[k] = row.beta;
    rightScales[k] = row.scale;
    right[own + k + 1] = 1;
    for (let j = k + 2; j < n; j++) right[own + j] = row.scale === 0 ? 0 : right[own + j] / row.divisor;
    combine(work, rows, k, n, right, own, y, row.scale, x);
  }
  return { d, e, left: work, leftScales, right, rightScales };
}

/** For every column j > k: a_j ← a_j − uOld·y_j − x·v_j, then y_j ← scale·(u_k·a_j), on rows from k. */
function updateAndProject(
  work: Float64Array,
  rows: number,
  k: number,
  n: number,
  uOld: number,
  x: Float64Array,
  right: Float64Array,
  vOld: number,
  y: Float64Array,
  scale: number,
): void {
  const height = rows - k;
  const u = k * rows + k;
  let j = k + 1;
  for (; j + 1 < n; j += 2) {
    const a0 = j * rows + k;
    const a1 = a0 + rows;
    const [y0, y1, v0, v1] = [y[j], y[j + 1], right[vOld + j], right[vOld + j + 1]];
    let s0 = 0;
    let s1 = 0;
    for (let i = 0; i < height; i++) {
      const old = work[uOld + i];
      const xi = x[k + i];
      const ui = work[u + i];
      const b0 = work[a0 + i] - (old * y0 + xi * v0);
      const b1 = work[a1 + i] - (old * y1 + xi * v1);
      work[a0 + i] = b0;
      work[a1 + i] = b1;
      s0 += ui * b0;
      s1 += ui * b1;
    }
    y[j] = scale * s0;
    y[j + 1] = scale * s1;
  }
  if (j >= n) return;
  const at = j * rows + k;
  let sum = 0;
  for (let i = 0; i < height; i++) {
    const b = work[at + i] - (work[uOld + i] * y[j] + x[k + i] * right[vOld + j]);
    work[at + i] = b;
    sum += work[u + i] * b;
  }
  y[j] = scale * sum;
}

/** x ← scale·(A·v − u_k·(y·v)), on rows from k. */
function combine(
  work: Float64Array,
  rows: number,
  k: number,
  n: number,
  right: Float64Array,
  v: number,
  y: Float64Array,
  scale: number,
  x: Float64Array,
): void {
  let along = 0;
  for (let j = k + 1; j < n; j++) along += y[j] * right[v + j];
  const u = k * rows;
  for (let i = k; i < rows; i++) x[i] = -along * work[u + i];
  let j = k + 1;
  for (; j + 3 < n; j += 4) {
    const a0 = j * rows;
    const [a1, a2, a3] = [a0 + rows, a0 + 2 * rows, a0 + 3 * rows];
    const [v0, v1, v2, v3] = [right[v + j], right[v + j + 1], right[v + j + 2], right[v + j + 3]];
    for (let i = k; i < rows; i++) x[i] += work[a0 + i] * v0 + work[a1 + i] * v1 + (work[a2 + i] * v2 + work[a3 + i] * v3);
  }
  for (; j < n; j++) for (let i = k; i < rows; i++) x[i] += work[j * rows + i] * right[v + j];
  for (let i = k; i < rows; i++) x[i] *= scale;
}
