import { bidiagonalQr, noRows, type TurnedRows } from "./bidiagonal-qr.ts";
import { bidiagonalise } from "./bidiagonalise.ts";
import { type BlockReflector, blocksOf, reflectAll } from "./block-reflector.ts";
import { divideAndConquerSigns } from "./divide-and-conquer-signs.ts";
import { householderQr } from "./householder-qr.ts";
import { lapackDivideAndConquer, leafSize } from "./lapack-divide-and-conquer.ts";
import { planeRotation } from "./plane-rotation.ts";
import { scaleByPowerOfTwo } from "./power-of-two.ts";

/** Which vectors are wanted; values alone take a fraction of the time. */
export interface Wanted {
  readonly left: boolean;
  readonly right: boolean;
}

/** Singular values, largest first, and vectors as rows; a side that was not wanted is empty. */
export interface Decomposed {
  readonly s: Float64Array;
  /** Uᵀ [k, rows]. */
  readonly left: Float64Array;
  /** Vᵀ [k, columns]. */
  readonly right: Float64Array;
}

/**
 * Decomposes A = U·diag(s)·Vᵀ as LAPACK's dgesdd does, with its signs.
 *
 * Order: QR (or LQ) first where one side is at least 11/6 of the other; Householder bidiagonalisation; singular vectors of
 * the bidiagonal by implicit QR, and above 25 the signs that divide and conquer would give; the reflections multiplied back.
 * Shapes: a [rows, columns] row-major, k = min(rows, columns). Domain: a NaN or infinity makes everything NaN.
 * Source: behaviour of LAPACK 3.2–3.9 dgesdd, jobz S.
 */
export function decompose(a: Float64Array, rows: number, columns: number, wanted: Wanted): Decomposed {
  const k = Math.min(rows, columns);
  if (!a.every(Number.isFinite)) return unknown(k, rows, columns, wanted);
  const wide = rows < columns;
  // Column-major with the longer side down: a wide row-major matrix is that already, transposed.
  const work = wide ? a.slice() : transposed(a, rows, columns);
  const inverse = scaleByPowerOfTwo(work);
  const long = Math.max(rows, columns);
  const result = long >= Math.floor((k * 11) / 6) && long > k ? reduced(work, long, k, wide, wanted) : direct(work, long, k, wide, wanted);
  for (let i = 0; i < k; i++) result.s[i] *= inverse;
  return result;
}

/** Transposes: row-major to column-major and back. */
export function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}

function unknown(k: number, rows: number, columns: number, { left, right }: Wanted): Decomposed {
  const nans = (length: number) => new Float64Array(length).fill(Number.NaN);
  return { s: nans(k), left: nans(left ? k * rows : 0), right: nans(right ? k * columns : 0) };
}

/** By way of the triangle of a QR. A wide matrix comes transposed, and its L is that triangle transposed. */
function reduced(work: Float64Array, long: number, k: number, wide: boolean, wanted: Wanted): Decomposed {
  const { reflectors } = householderQr(work, long, k);
  const triangle = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i <= j; i++) triangle[wide ? i * k + j : j * k + i] = work[j * long + i];
  }
  const inner = direct(triangle, k, k, false, wanted);
  const extend = (vectors: Float64Array) => multiplied(reflectors, vectors, k, long);
  if (wide) return { ...inner, right: wanted.right ? extend(inner.right) : inner.right };
  return { ...inner, left: wanted.left ? extend(inner.left) : inner.left };
}

/** Bidiagonalises [long, k]. Where `flipped` it is the transpose of the matrix that is meant, whose bidiagonal is a lower one. */
function direct(work: Float64Array, long: number, k: number, flipped: boolean, wanted: Wanted): Decomposed {
  const { d, e, left: downwards, leftScales, right: rightwards, rightScales } = bidiagonalise(work, long, k);
  const inner = bidiagonalVectors(d, e, flipped, wanted);
  const ofColumns = (vectors: Float64Array) => multiplied(blocksOf(downwards, long, leftScales, 0), vectors, k, long);
  const ofRows = (vectors: Float64Array) =>
    multiplied(blocksOf(rightwards, k, rightScales.subarray(0, Math.max(0, k - 1)), 1), vectors, k, k);
  const [first, second] = flipped ? [ofRows, ofColumns] : [ofColumns, ofRows];
  return {
    s: d,
    left: wanted.left ? first(inner.left) : inner.left,
    right: wanted.right ? second(inner.right) : inner.right,
  };
}

/** Vectors (rows of k numbers) lengthened by zeros and multiplied by the reflections. */
function multiplied(blocks: readonly BlockReflector[], vectors: Float64Array, k: number, length: number): Float64Array {
  const out = new Float64Array(k * length);
  for (let i = 0; i < k; i++) out.set(vectors.subarray(i * k, (i + 1) * k), i * length);
  reflectAll(blocks, out, length, k);
  return out;
}

/** Vectors of a bidiagonal matrix as rows, with LAPACK's signs; d becomes the values, e is destroyed. */
function bidiagonalVectors(d: Float64Array, e: Float64Array, lower: boolean, wanted: Wanted): { left: Float64Array; right: Float64Array } {
  const n = d.length;
  const divided = n > leafSize && (wanted.left || wanted.right);
  const left = wanted.left || divided ? identityRows(n) : noRows;
  const right = wanted.right ? identityRows(n) : noRows;
  if (n === 1) {
    if (d[0] < 0) left.data[0] = -1;
    d[0] = Math.abs(d[0]);
    return { left: left.data, right: right.data };
  }
  const turns = lower ? turnToUpper(d, e) : null;
  const torn = divided ? { d: d.slice(), e: e.slice() } : null;
  bidiagonalQr(d, e, left, right);
  if (torn !== null) {
    const signs = divideAndConquerSigns(torn, d, left.data, lapackDivideAndConquer);
    for (const { data, width } of [left, right]) for (let i = 0; i < n * width; i++) data[i] *= signs[Math.floor(i / n)];
  }
  if (turns !== null && wanted.left) turnBack(left, turns);
  return { left: wanted.left ? left.data : noRows.data, right: right.data };
}

function identityRows(n: number): TurnedRows {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { data, width: n };
}

/** Turns a lower bidiagonal to an upper one from the left; returns (c, s) pairs. Source: LAPACK dbdsdc. */
function turnToUpper(d: Float64Array, e: Float64Array): Float64Array {
  const turns = new Float64Array(2 * e.length);
  const turn = { c: 0, s: 0, r: 0 };
  for (let i = 0; i < e.length; i++) {
    planeRotation(d[i], e[i], turn);
    d[i] = turn.r;
    e[i] = turn.s * d[i + 1];
    d[i + 1] *= turn.c;
    turns[2 * i] = turn.c;
    turns[2 * i + 1] = turn.s;
  }
  return turns;
}

/** Undoes those turns on left vectors that stand in rows. */
function turnBack({ data, width }: TurnedRows, turns: Float64Array): void {
  for (let j = turns.length / 2 - 1; j >= 0; j--) {
    const [c, s] = [turns[2 * j], turns[2 * j + 1]];
    for (let at = j; at < data.length; at += width) {
      const next = data[at + 1];
      data[at + 1] = c * next + s * data[at];
      data[at] = c * data[at] - s * next;
    }
  }
}
