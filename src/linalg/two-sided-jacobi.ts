import { internalError } from "../base/index.ts";

/** A dense matrix, row-major, by entries. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;

  constructor(rows: number, columns: number, data: Float64Array = new Float64Array(rows * columns)) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }
  at(i: number, j: number): number {
    return this.data[i * this.columns + j];
  }
  set(i: number, j: number, value: number): void {
    this.data[i * this.columns + j] = value;
  }
  transposed(): Matrix {
    const out = new Matrix(this.columns, this.rows);
    for (let i = 0; i < this.rows; i++) for (let j = 0; j < this.columns; j++) out.set(j, i, this.at(i, j));
    return out;
  }
  static identity(rows: number, columns = rows): Matrix {
    const out = new Matrix(rows, columns);
    for (let i = 0; i < Math.min(rows, columns); i++) out.set(i, i, 1);
    return out;
  }
}

/** A = u·diag(s)·vᵀ, largest value first. */
export interface MatrixSvd {
  /** Left vectors as columns, [rows, k]. */
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly v: Matrix;
}

interface Reflection {
  readonly v: Float64Array;
  readonly tau: number;
  readonly beta: number;
}

/** The Householder reflection that maps x to (beta, 0, …, 0); the identity where the tail of x is zero. */
function householder(x: Float64Array): Reflection {
  let tail = 0;
  for (let i = 1; i < x.length; i++) tail += x[i] * x[i];
  const v = new Float64Array(x.length);
  v[0] = 1;
  if (tail === 0) return { v, tau: 0, beta: x[0] };
  const norm = Math.sqrt(x[0] * x[0] + tail);
  const beta = x[0] >= 0 ? -norm : norm;
  for (let i = 1; i < x.length; i++) v[i] = x[i] / (x[0] - beta);
  return { v, tau: (beta - x[0]) / beta, beta };
}

/** Applies H = I - tau·v·vᵀ to rows [from, …) of the columns [first, …). */
function reflectRows(m: Matrix, { v, tau }: Reflection, from: number, first: number): void {
  for (let j = first; j < m.columns; j++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += v[i] * m.at(from + i, j);
    for (let i = 0; i < v.length; i++) m.set(from + i, j, m.at(from + i, j) - tau * sum * v[i]);
  }
}

function maxAbs(m: Matrix): number {
  let most = 0;
  for (const value of m.data) most = Math.max(most, Math.abs(value));
  return most;
}

/**
 * Decomposes by two-sided Jacobi, behind a QR with column pivoting of the matrix or, where it is wide, of its transpose.
 *
 * Each pair (p, q) of the square that is left is made symmetric by a rotation, and diagonal by a second one, until no entry
 * beside the diagonal is more than 2^-22 of the largest on it: float32's limit, so that the turns are those of float32.
 * `full`: the longer side's vectors are square. Domain: finite numbers. Throws: an internal error after 1,000 sweeps.
 * Source: behaviour of Eigen 3.3 JacobiSVD<MatrixXf, ColPivHouseholderQRPreconditioner>.
 */
export function twoSidedJacobi(a: Matrix, full: boolean): MatrixSvd {
  const { rows, columns } = a;
  const n = Math.min(rows, columns);
  const most = maxAbs(a);
  const scale = most === 0 ? 1 : most;
  let work = new Matrix(
    rows,
    columns,
    a.data.map((value) => value / scale),
  );
  let u: Matrix;
  let v: Matrix;
  if (rows > columns) {
    const { q, r, p } = pivotedQr(work, full);
    work = r;
    u = q;
    v = p;
  } else if (rows < columns) {
    const { q, r, p } = pivotedQr(work.transposed(), full);
    work = r.transposed();
    u = p;
    v = q;
  } else {
    u = Matrix.identity(n);
    v = Matrix.identity(n);
  }
  const precision = 2 ** -22;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(work.at(i, i)));
  let sweeps = 0;
  for (let finished = false; !finished; ) {
    if (sweeps++ > 1000) throw internalError("two-sided Jacobi does not converge");
    finished = true;
    for (let p = 1; p < n; p++) {
      for (let q = 0; q < p; q++) {
        const threshold = precision * largest;
        if (Math.max(Math.abs(work.at(p, q)), Math.abs(work.at(q, p))) <= threshold) continue;
        finished = false;
        rotatePair(work, u, v, p, q);
        largest = Math.max(largest, Math.abs(work.at(p, p)), Math.abs(work.at(q, q)));
      }
    }
  }
  const s = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const d = work.at(i, i);
    s[i] = Math.abs(d) * scale;
    if (d < 0) for (let k = 0; k < u.rows; k++) u.set(k, i, -u.at(k, i));
  }
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let k = i + 1; k < n; k++) if (s[k] > s[best]) best = k;
    if (best === i) continue;
    [s[i], s[best]] = [s[best], s[i]];
    swapColumns(u, i, best);
    swapColumns(v, i, best);
  }
  return { u, s, v };
}

function swapColumns(m: Matrix, i: number, j: number): void {
  for (let k = 0; k < m.rows; k++) {
    const kept = m.at(k, i);
    m.set(k, i, m.at(k, j));
    m.set(k, j, kept);
  }
}

function rotatePair(w: Matrix, u: Matrix, v: Matrix, p: number, q: number): void {
  let [m00, m01, m10, m11] = [w.at(p, p), w.at(p, q), w.at(q, p), w.at(q, q)];
  const t = m00 + m11;
  const d = m10 - m01;
  let c1 = 1;
  let s1 = 0;
  if (d !== 0) {
    const ratio = t / d;
    s1 = 1 / Math.sqrt(1 + ratio * ratio);
    c1 = ratio * s1;
  }
  [m00, m01, m10, m11] = [c1 * m00 + s1 * m10, c1 * m01 + s1 * m11, -s1 * m00 + c1 * m10, -s1 * m01 + c1 * m11];
  let cr = 1;
  let sr = 0;
  if (m01 !== 0) {
    const tau = (m00 - m11) / (2 * Math.abs(m01));
    const root = Math.sqrt(tau * tau + 1);
    const tangent = tau > 0 ? 1 / (tau + root) : 1 / (tau - root);
    cr = 1 / Math.sqrt(tangent * tangent + 1);
    sr = -Math.sign(tangent) * Math.sign(m01) * Math.abs(tangent) * cr;
  }
  const cl = c1 * cr + s1 * sr;
  const sl = s1 * cr - c1 * sr;
  for (let j = 0; j < w.columns; j++) {
    const [x, y] = [w.at(p, j), w.at(q, j)];
    w.set(p, j, cl * x + sl * y);
    w.set(q, j, -sl * x + cl * y);
  }
  turnColumns(u, p, q, cl, -sl);
  turnColumns(w, p, q, cr, sr);
  turnColumns(v, p, q, cr, sr);
}

/** Columns (x, y) become (c·x - s·y, s·x + c·y). */
function turnColumns(m: Matrix, p: number, q: number, c: number, s: number): void {
  for (let i = 0; i < m.rows; i++) {
    const [x, y] = [m.at(i, p), m.at(i, q)];
    m.set(i, p, c * x - s * y);
    m.set(i, q, s * x + c * y);
  }
}

/** A·P = Q·R, the column with the largest remaining norm first. R is square. */
function pivotedQr(a: Matrix, full: boolean): { q: Matrix; r: Matrix; p: Matrix } {
  const { rows, columns } = a;
  const work = new Matrix(rows, columns, a.data.slice());
  const p = Matrix.identity(columns);
  const reflections: Reflection[] = [];
  for (let k = 0; k < columns; k++) {
    let best = k;
    let most = -1;
    for (let j = k; j < columns; j++) {
      let norm = 0;
      for (let i = k; i < rows; i++) norm += work.at(i, j) ** 2;
      if (norm > most) {
        most = norm;
        best = j;
      }
    }
    if (best !== k) {
      swapColumns(work, k, best);
      swapColumns(p, k, best);
    }
    const reflection = householder(Float64Array.from({ length: rows - k }, (_, i) => work.at(k + i, k)));
    reflectRows(work, reflection, k, k);
    reflections.push(reflection);
  }
  const q = Matrix.identity(rows, full ? rows : columns);
  for (let k = columns - 1; k >= 0; k--) reflectRows(q, reflections[k], k, 0);
  const r = new Matrix(columns, columns);
  for (let i = 0; i < columns; i++) for (let j = i; j < columns; j++) r.set(i, j, work.at(i, j));
  return { q, r, p };
}
