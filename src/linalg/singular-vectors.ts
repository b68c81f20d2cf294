import { bidiagonalQr } from "./bidiagonal-qr.ts";

/**
 * Gives the singular vectors of A that have its own shape: U where rows ≥ columns, else Vᵀ, as NumPy's
 * `linalg.svd(a, full_matrices=False)` does.
 *
 * Shapes: a and the result [rows, columns] row-major. Order: as LAPACK's dgesdd: a QR or LQ first where one side is at
 * least 11/6 of the other, Householder bidiagonalisation, implicit QR. Domain: full rank. The sign of each vector is
 * LAPACK's (before 3.10) where the smaller side is at most 25; above it may differ, one sign a vector.
 * Source: behaviour of LAPACK 3.2–3.9 dgesdd with NumPy 1.14–1.23.
 */
export function singularVectors(a: Float64Array, rows: number, columns: number): Float64Array {
  if (rows === 0 || columns === 0) return new Float64Array(0);
  const small = Math.min(rows, columns);
  const switchAt = Math.floor((small * 11) / 6);
  return rows >= columns ? tall(a, rows, columns, rows >= switchAt) : wide(a, rows, columns, columns >= switchAt);
}

interface Reflection {
  readonly from: number;
  readonly v: Float64Array;
  readonly tau: number;
}

/** The reflection that maps x to (beta, 0, …), beta of the other sign than x's head; the identity for a zero tail. */
function householder(x: Float64Array, from: number): { reflection: Reflection; beta: number } {
  let tail = 0;
  for (let i = 1; i < x.length; i++) tail += x[i] * x[i];
  const v = new Float64Array(x.length);
  v[0] = 1;
  if (tail === 0) return { reflection: { from, v, tau: 0 }, beta: x[0] };
  const norm = Math.sqrt(x[0] * x[0] + tail);
  const beta = x[0] >= 0 && !Object.is(x[0], -0) ? -norm : norm;
  for (let i = 1; i < x.length; i++) v[i] = x[i] / (x[0] - beta);
  return { reflection: { from, v, tau: (beta - x[0]) / beta }, beta };
}

/** H·M for the rows that H acts on, on columns from `first` on. M row-major with `width` columns. */
function fromLeft(m: Float64Array, width: number, { from, v, tau }: Reflection, first = 0): void {
  if (tau === 0) return;
  for (let j = first; j < width; j++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += v[i] * m[(from + i) * width + j];
    for (let i = 0; i < v.length; i++) m[(from + i) * width + j] -= tau * sum * v[i];
  }
}

/** M·H for the columns that H acts on, on rows from `first` to `height`. */
function fromRight(m: Float64Array, width: number, { from, v, tau }: Reflection, first: number, height: number): void {
  if (tau === 0) return;
  for (let i = first; i < height; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += v[j] * m[i * width + from + j];
    for (let j = 0; j < v.length; j++) m[i * width + from + j] -= tau * sum * v[j];
  }
}

function columnBelow(m: Float64Array, rows: number, width: number, from: number, j: number): Float64Array {
  return Float64Array.from({ length: rows - from }, (_, i) => m[(from + i) * width + j]);
}

function rowBeyond(m: Float64Array, width: number, i: number, from: number): Float64Array {
  return Float64Array.from({ length: width - from }, (_, j) => m[i * width + from + j]);
}

function eye(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

/** U of a matrix with rows ≥ columns. */
function tall(a: Float64Array, rows: number, n: number, byQr: boolean): Float64Array {
  const work = a.slice();
  if (byQr && rows > n) {
    const reflections: Reflection[] = [];
    for (let k = 0; k < n; k++) {
      const { reflection } = householder(columnBelow(work, rows, n, k, k), k);
      fromLeft(work, n, reflection, k);
      reflections.push(reflection);
    }
    const r = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r[i * n + j] = work[i * n + j];
    const inner = tall(r, n, n, false);
    const out = new Float64Array(rows * n);
    out.set(inner);
    for (let k = n - 1; k >= 0; k--) fromLeft(out, n, reflections[k]);
    return out;
  }
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const left: Reflection[] = [];
  for (let k = 0; k < n; k++) {
    const column = householder(columnBelow(work, rows, n, k, k), k);
    fromLeft(work, n, column.reflection, k);
    d[k] = column.beta;
    left.push(column.reflection);
    if (k + 1 >= n) continue;
    const row = householder(rowBeyond(work, n, k, k + 1), k + 1);
    fromRight(work, n, row.reflection, k, rows);
    e[k] = row.beta;
  }
  const u = eye(n);
  bidiagonalSigned(d, e, u, eye(n));
  const out = new Float64Array(rows * n);
  out.set(u);
  for (let k = n - 1; k >= 0; k--) fromLeft(out, n, left[k]);
  return out;
}

/** Vᵀ of a matrix with rows < columns. */
function wide(a: Float64Array, m: number, columns: number, byLq: boolean): Float64Array {
  const work = a.slice();
  if (byLq) {
    const reflections: Reflection[] = [];
    for (let k = 0; k < m; k++) {
      const { reflection } = householder(rowBeyond(work, columns, k, k), k);
      fromRight(work, columns, reflection, k, m);
      reflections.push(reflection);
    }
    const l = new Float64Array(m * m);
    for (let i = 0; i < m; i++) for (let j = 0; j <= i; j++) l[i * m + j] = work[i * columns + j];
    const inner = squareRight(l, m);
    const out = new Float64Array(m * columns);
    for (let i = 0; i < m; i++) out.set(inner.subarray(i * m, (i + 1) * m), i * columns);
    for (let k = m - 1; k >= 0; k--) fromRight(out, columns, reflections[k], 0, m);
    return out;
  }
  // Lower bidiagonal: rows first, then the columns below the diagonal.
  const d = new Float64Array(m);
  const e = new Float64Array(Math.max(0, m - 1));
  const right: Reflection[] = [];
  for (let k = 0; k < m; k++) {
    const row = householder(rowBeyond(work, columns, k, k), k);
    fromRight(work, columns, row.reflection, k, m);
    d[k] = row.beta;
    right.push(row.reflection);
    if (k + 1 >= m) continue;
    const column = householder(columnBelow(work, m, columns, k + 1, k), k + 1);
    fromLeft(work, columns, column.reflection, k);
    e[k] = column.beta;
  }
  // Turned to upper bidiagonal by rotations of the left side, which the right vectors do not see.
  for (let k = 0; k + 1 < m; k++) {
    const [f, g] = [d[k], e[k]];
    const r = Math.sqrt(f * f + g * g);
    const flip = g !== 0 && f !== 0 && Math.abs(f) > Math.abs(g) && f < 0 ? -1 : 1;
    const [c, s] = g === 0 ? [1, 0] : f === 0 ? [0, 1] : [(f / r) * flip, (g / r) * flip];
    d[k] = g === 0 ? f : f === 0 ? g : r * flip;
    e[k] = s * d[k + 1];
    d[k + 1] = c * d[k + 1];
  }
  const vt = eye(m);
  bidiagonalSigned(d, e, eye(m), vt);
  const out = new Float64Array(m * columns);
  for (let i = 0; i < m; i++) out.set(vt.subarray(i * m, (i + 1) * m), i * columns);
  for (let k = m - 1; k >= 0; k--) fromRight(out, columns, right[k], 0, m);
  return out;
}

/** Vᵀ of a square matrix by upper bidiagonalisation. */
function squareRight(a: Float64Array, n: number): Float64Array {
  const work = a.slice();
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const right: Reflection[] = [];
  for (let k = 0; k < n; k++) {
    const column = householder(columnBelow(work, n, n, k, k), k);
    fromLeft(work, n, column.reflection, k);
    d[k] = column.beta;
    if (k + 1 >= n) continue;
    const row = householder(rowBeyond(work, n, k, k + 1), k + 1);
    fromRight(work, n, row.reflection, k, n);
    e[k] = row.beta;
    right.push(row.reflection);
  }
  const vt = eye(n);
  bidiagonalSigned(d, e, eye(n), vt);
  for (let k = n - 2; k >= 0; k--) fromRight(vt, n, right[k], 0, n);
  return vt;
}

/** Decomposes an upper bidiagonal matrix. One by one, the sign of its entry goes into the left vector. */
function bidiagonalSigned(d: Float64Array, e: Float64Array, u: Float64Array, vt: Float64Array): void {
  const n = d.length;
  if (n === 1) {
    if (d[0] < 0) u[0] = -1;
    d[0] = Math.abs(d[0]);
    return;
  }
  bidiagonalQr(d, e, u, vt, n, n);
}
