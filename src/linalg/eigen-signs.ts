import { type Svd, svd } from "./svd.ts";

/**
 * Gives the matrix that TensorFlow up to 1.1 makes of uniforms: U of A = U·S·Vᵀ where rows > columns, else Vᵀ.
 *
 * Shapes: a and the result [rows, columns] row-major. The values are those of any decomposition; the sign of each pair
 * (u, v) is the one that Eigen 3.3's float32 divide-and-conquer decomposition (BDCSVD) gives, followed step by step in
 * float64: two-sided Jacobi below 16 columns, Householder bidiagonalisation and a sign rule of the bidiagonal's left
 * vectors above.
 * Source: behaviour of TensorFlow 1.1.0 `orthogonal_initializer` and of the Eigen headers in its wheel.
 */
export function orthogonalFromUniforms(a: Float64Array, rows: number, columns: number): Float64Array {
  const { u, v } = decompose(a, rows, columns);
  if (rows > columns) return u;
  const out = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) for (let k = 0; k < rows; k++) out[k * columns + j] = v[j * rows + k];
  return out;
}

/** A column-major-free dense matrix: entries by row. */
class Matrix {
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

interface Pair {
  /** Left vectors as columns, [rows, k]. */
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly v: Matrix;
}

function decompose(a: Float64Array, rows: number, columns: number): Svd {
  const matrix = new Matrix(rows, columns, a.slice());
  const { u, s, v } = columns < 16 ? jacobi(matrix, false) : divided(matrix);
  return { u: u.data, s, v: v.data };
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

/** Applies H to columns [from, …) of the rows [first, …). */
function reflectColumns(m: Matrix, { v, tau }: Reflection, from: number, first: number): void {
  for (let i = first; i < m.rows; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += v[j] * m.at(i, from + j);
    for (let j = 0; j < v.length; j++) m.set(i, from + j, m.at(i, from + j) - tau * sum * v[j]);
  }
}

function maxAbs(m: Matrix): number {
  let most = 0;
  for (const value of m.data) most = Math.max(most, Math.abs(value));
  return most;
}

/** Two-sided Jacobi, behind a QR with column pivoting of the matrix or, where it is wide, of its transpose. `full`: the longer side's vectors are square. */
function jacobi(a: Matrix, full: boolean): Pair {
  const { rows, columns } = a;
  const n = Math.min(rows, columns);
  const scale = maxAbs(a) || 1;
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
  const precision = 2 * 2 ** -23;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(work.at(i, i)));
  for (let finished = false; !finished; ) {
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

/** Bidiagonalises, decomposes the bidiagonal with the signs that Eigen's recursion gives, and multiplies back. */
function divided(a: Matrix): Pair {
  const flipped = a.columns > a.rows;
  const tall = flipped ? a.transposed() : a;
  const { rows, columns: n } = tall;
  const scale = maxAbs(tall) || 1;
  const work = new Matrix(
    rows,
    n,
    tall.data.map((value) => value / scale),
  );
  const left: Reflection[] = [];
  const right: Reflection[] = [];
  for (let k = 0; k < n; k++) {
    const column = householder(Float64Array.from({ length: rows - k }, (_, i) => work.at(k + i, k)));
    reflectRows(work, column, k, k);
    left.push(column);
    if (k + 1 >= n) continue;
    const row = householder(Float64Array.from({ length: n - k - 1 }, (_, j) => work.at(k, k + 1 + j)));
    reflectColumns(work, row, k + 1, k);
    right.push(row);
  }
  const b = new Matrix(n, n);
  for (let i = 0; i < n; i++) {
    b.set(i, i, work.at(i, i));
    if (i + 1 < n) b.set(i, i + 1, work.at(i, i + 1));
  }
  const inner = n < 16 ? smallBidiagonal(b) : largeBidiagonal(b);
  const u = new Matrix(rows, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) u.set(i, j, inner.u.at(i, j));
  for (let k = n - 1; k >= 0; k--) reflectRows(u, left[k], k, 0);
  const v = new Matrix(n, n, inner.v.data.slice());
  for (let k = n - 2; k >= 0; k--) reflectRows(v, right[k], k + 1, 0);
  const s = inner.s.map((value) => value * scale);
  return flipped ? { u: v, s, v: u } : { u, s, v };
}

/** Below 16: Jacobi of [Bᵀ; 0], whose right vectors are B's left ones. */
function smallBidiagonal(b: Matrix): Pair {
  const n = b.columns;
  const stacked = new Matrix(n + 1, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) stacked.set(i, j, b.at(j, i));
  const { u, s, v } = jacobi(stacked, true);
  const right = new Matrix(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) right.set(i, j, u.at(i, j));
  return { u: v, s, v: right };
}

/** From 16 on: any decomposition, each pair's sign by an entry of the left vector that Eigen's recursion makes negative. */
function largeBidiagonal(b: Matrix): Pair {
  const n = b.columns;
  const { u, s, v } = svd(b.data, n, n);
  const left = new Matrix(n, n, u);
  const rightVectors = new Matrix(n, n, v);
  for (let k = 0; k < n; k++) {
    const keep = k === 0 ? left.at(0, 0) > 0 : negativeWhereSplit(left, k);
    if (keep) continue;
    for (let i = 0; i < n; i++) {
      left.set(i, k, -left.at(i, k));
      rightVectors.set(i, k, -rightVectors.at(i, k));
    }
  }
  return { u: left, s, v: rightVectors };
}

/** Whether the deciding entry of a left vector is negative: the middle one, or that of the half that holds the vector. */
function negativeWhereSplit(left: Matrix, k: number): boolean {
  let from = 0;
  let to = left.rows;
  for (;;) {
    const middle = from + Math.floor((to - from) / 2);
    const entry = left.at(middle, k);
    if (Math.abs(entry) >= 2e-6) return entry < 0;
    const most = (a: number, b: number) => {
      let largest = 0;
      for (let i = a; i < b; i++) largest = Math.max(largest, Math.abs(left.at(i, k)));
      return largest;
    };
    const [lower, upper] = [most(from, middle), most(middle + 1, to)];
    if (lower >= upper) to = middle;
    else from = middle + 1;
    if (to - from < 16) return left.at(from + Math.floor((to - from) / 2), k) < 0;
  }
}
