import { bidiagonalQr, noRows, type TurnedRows } from "./bidiagonal-qr.ts";
import { planeRotation, turnRows } from "./plane-rotation.ts";

/** A vector whose entry at the torn row is smaller than this is looked at more closely. */
const faint = 1e-4;

/** An upper bidiagonal matrix: n numbers on the diagonal, n − 1 above it. */
export interface UpperBidiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
}

/** A run of the matrix's rows. All but the last have an entry in a column beyond their rows. */
export interface Rows {
  readonly from: number;
  readonly size: number;
}

/** In what one library's divide and conquer differs from another's. */
export interface DivideAndConquer {
  /** Whether a block is decomposed as a whole; `level` is the number of tears above it. */
  isLeaf(size: number, level: number, whole: number): boolean;
  /** Left vectors of such a block, as rows. */
  leafVectors(matrix: UpperBidiagonal, rows: Rows): Float64Array;
  /** What part of the block's largest value counts as no coupling at all. */
  readonly negligible: number;
}

/**
 * Says which pairs of singular vectors of an upper bidiagonal matrix a library's divide and conquer gives with the other sign.
 *
 * It tears out the middle row, decomposes the two halves, and joins them by vectors that it writes down with a −1 at
 * the torn row: so a left vector is negative there. A vector that the tear does not reach is taken over from its half,
 * where the same holds, down to small blocks that are decomposed as a whole.
 * Shapes: values [n], left [n, n] with a vector a row; result [n] of 1 and −1. Domain: singular values well apart. A vector
 * whose reach is within rounding of the library's limit may be judged otherwise than the library did.
 */
export function divideAndConquerSigns(
  matrix: UpperBidiagonal,
  values: Float64Array,
  left: Float64Array,
  library: DivideAndConquer,
): Float64Array {
  const n = values.length;
  const { d, e } = matrix;
  const largest = remembered((rows) => decomposeRows(matrix, rows, noRows));
  const leaf = remembered((rows) => library.leafVectors(matrix, rows));
  return values.map((value, k) => {
    const u = left.subarray(k * n, (k + 1) * n);
    let rows: Rows = { from: 0, size: n };
    for (let level = 0; !library.isLeaf(rows.size, level, n); level++) {
      const { from, size } = rows;
      const middle = from + Math.floor(size / 2);
      if (Math.abs(u[middle]) > faint) return u[middle] < 0 ? 1 : -1;
      const upper = furthest(u, from, middle);
      const lower = furthest(u, middle + 1, from + size);
      const above = Math.abs(u[upper]) >= Math.abs(u[lower]);
      const peak = above ? upper : lower;
      // The half's own vector, and its right vector's entry in the column of the tear.
      const edge = above ? middle - 1 : middle + 1;
      const own = entryAt(matrix, value, u, peak, edge, edge);
      const reach = above ? (d[middle] * e[middle - 1] * own) / value : (e[middle] * d[middle + 1] * own) / value;
      if (Math.abs(reach) > library.negligible * largest(rows)) {
        const entry = entryAt(matrix, value, u, peak, above ? from + size - 1 : from, middle);
        return entry < 0 ? 1 : -1;
      }
      rows = above ? { from, size: middle - from } : { from: middle + 1, size: from + size - middle - 1 };
    }
    return signInLeaf(u.subarray(rows.from, rows.from + rows.size), leaf(rows));
  });
}

/** A function of rows, computed once for each. */
function remembered<T>(compute: (rows: Rows) => T): (rows: Rows) => T {
  const known = new Map<string, T>();
  return (rows) => {
    const key = `${rows.from} ${rows.size}`;
    const value = known.get(key) ?? compute(rows);
    known.set(key, value);
    return value;
  };
}

function furthest(u: Float64Array, from: number, to: number): number {
  let most = from;
  for (let i = from; i < to; i++) if (Math.abs(u[i]) > Math.abs(u[most])) most = i;
  return most;
}

/**
 * Gives the entry at row `at` of the left vector that ends at row `end`, in the measure of u at its peak.
 *
 * Far from its peak a vector's entries drown in rounding. Followed from the end towards the peak, where they grow, the
 * equations of B·Bᵀ·u = value²·u give each with all its digits.
 */
function entryAt({ d, e }: UpperBidiagonal, value: number, u: Float64Array, peak: number, end: number, at: number): number {
  const n = d.length;
  const step = peak > end ? 1 : -1;
  const coupling = (i: number) => (i < 0 || i + 1 >= n ? 0 : e[i] * d[i + 1]);
  let last = 0;
  let here = 1;
  let wanted = end === at ? 1 : 0;
  for (let i = end; i !== peak; i += step) {
    const off = i + 1 < n ? e[i] : 0;
    const [back, forth] = step > 0 ? [coupling(i - 1), coupling(i)] : [coupling(i), coupling(i - 1)];
    const next = ((value * value - (d[i] * d[i] + off * off)) * here - back * last) / forth;
    last = here;
    here = next;
    if (i + step === at) wanted = here;
    if (Math.abs(here) > 1e150) {
      last *= 1e-150;
      here *= 1e-150;
      wanted *= 1e-150;
    }
  }
  return (wanted / here) * u[peak];
}

/** Decomposes a block of rows, turning `left` along, and returns its largest value. Source: LAPACK dlasdq. */
export function decomposeRows({ d, e }: UpperBidiagonal, { from, size }: Rows, left: TurnedRows): number {
  const own = d.slice(from, from + size);
  const above = e.slice(from, from + size - 1);
  if (from + size < d.length) {
    // One column more than rows: turned from the right to a square lower bidiagonal, and from the left to an upper one.
    const turn = { c: 0, s: 0, r: 0 };
    for (let i = 0; i < size; i++) {
      planeRotation(own[i], e[from + i], turn);
      own[i] = turn.r;
      if (i + 1 === size) continue;
      above[i] = turn.s * own[i + 1];
      own[i + 1] *= turn.c;
    }
    for (let i = 0; i + 1 < size; i++) {
      planeRotation(own[i], above[i], turn);
      own[i] = turn.r;
      above[i] = turn.s * own[i + 1];
      own[i + 1] *= turn.c;
      turnRows(left.data, left.width, i, i + 1, turn.c, turn.s);
    }
  }
  bidiagonalQr(own, above, left, noRows);
  return own[0];
}

/** The sign of the block's vector that is most like this one, beside this one's. */
function signInLeaf(u: Float64Array, leaf: Float64Array): number {
  const size = u.length;
  let closest = 0;
  for (let k = 0; k < size; k++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += u[i] * leaf[k * size + i];
    if (Math.abs(sum) > Math.abs(closest)) closest = sum;
  }
  return closest < 0 ? -1 : 1;
}
