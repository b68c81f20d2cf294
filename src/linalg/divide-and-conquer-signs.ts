import { bidiagonalQr, noRows, type TurnedRows } from "./bidiagonal-qr.ts";
import { planeRotation, turnRows } from "./plane-rotation.ts";

/** Blocks of up to this size are decomposed by implicit QR, larger ones by divide and conquer. Source: LAPACK ilaenv, ispec 9. */
export const leafSize = 25;

/** A vector whose entry at the torn row is smaller than this is looked at more closely. */
const faint = 1e-8;
/** Of the largest number at a tear, what LAPACK counts as no coupling at all. Source: dlasd2. */
const negligible = 8 * 2 ** -53;

/** An upper bidiagonal matrix: n numbers on the diagonal, n − 1 above it. */
export interface UpperBidiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
}

/** A run of the matrix's rows. All but the last of a level have an entry in a column beyond their rows. */
interface Rows {
  readonly from: number;
  readonly size: number;
}

/**
 * Says which pairs of singular vectors of an upper bidiagonal matrix LAPACK's divide and conquer gives with the other sign.
 *
 * It tears out the middle row, decomposes the two halves, and joins them by vectors that it writes down with a −1 at
 * the torn row: so a left vector is negative there. A vector that the tear does not reach is taken over from its half,
 * where the same holds, down to blocks of at most 25 rows, which implicit QR decomposes.
 * Shapes: values [n], left [n, n] with a vector a row; result [n] of 1 and −1. Domain: n > 25, singular values well apart. A
 * vector whose reach is within rounding of LAPACK's limit may be judged otherwise than LAPACK did (about one in 10,000).
 * Source: behaviour of LAPACK 3.2–3.9 dbdsdc, dlasd0–dlasd3, dlasdt. Golden: goldens/linalg/numpy-1.14-signs.json.
 */
export function divideAndConquerSigns(matrix: UpperBidiagonal, values: Float64Array, left: Float64Array): Float64Array {
  const n = values.length;
  let levels = 1;
  for (let size = 2 * (leafSize + 1); size <= n; size *= 2) levels++;
  const blocks = new BlockCache(matrix);
  return values.map((value, k) => {
    const u = left.subarray(k * n, (k + 1) * n);
    let rows: Rows = { from: 0, size: n };
    for (let level = 0; level < levels; level++) {
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
      const { d, e } = matrix;
      const reach = above ? (d[middle] * e[middle - 1] * own) / value : (e[middle] * d[middle + 1] * own) / value;
      if (Math.abs(reach) > negligible * blocks.largest(rows)) {
        const entry = entryAt(matrix, value, u, peak, above ? from + size - 1 : from, middle);
        return entry < 0 ? 1 : -1;
      }
      rows = above ? { from, size: middle - from } : { from: middle + 1, size: from + size - middle - 1 };
    }
    return signInLeaf(u.subarray(rows.from, rows.from + rows.size), blocks.leaf(rows));
  });
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

/** Blocks of rows decomposed on their own, each once. */
class BlockCache {
  readonly #matrix: UpperBidiagonal;
  readonly #largest = new Map<number, number>();
  readonly #leaves = new Map<number, Float64Array>();

  constructor(matrix: UpperBidiagonal) {
    this.#matrix = matrix;
  }

  /** The largest singular value of a block. */
  largest(rows: Rows): number {
    let value = this.#largest.get(rows.from * this.#matrix.d.length + rows.size);
    if (value === undefined) {
      value = decomposeRows(this.#matrix, rows, noRows);
      this.#largest.set(rows.from * this.#matrix.d.length + rows.size, value);
    }
    return value;
  }

  /** The left vectors of a block, as rows. */
  leaf(rows: Rows): Float64Array {
    let vectors = this.#leaves.get(rows.from);
    if (vectors === undefined) {
      vectors = new Float64Array(rows.size * rows.size);
      for (let i = 0; i < rows.size; i++) vectors[i * rows.size + i] = 1;
      decomposeRows(this.#matrix, rows, { data: vectors, width: rows.size });
      this.#leaves.set(rows.from, vectors);
    }
    return vectors;
  }
}

/** Decomposes a block of rows, turning `left` along, and returns its largest value. Source: LAPACK dlasdq. */
function decomposeRows({ d, e }: UpperBidiagonal, { from, size }: Rows, left: TurnedRows): number {
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
