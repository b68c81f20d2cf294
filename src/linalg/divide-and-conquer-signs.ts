import { bidiagonalQr, noRows } from "./bidiagonal-qr.ts";
import { planeRotation, turnRows } from "./plane-rotation.ts";

/** Blocks of up to this size are decomposed by implicit QR, larger ones by divide and conquer. Source: LAPACK ilaenv, ispec 9. */
export const leafSize = 25;

/** Below it a vector counts as one that lives in one half alone. Source: LAPACK dlasd2 deflates z below 8·2^-53. */
const deflated = 8 * 2 ** -53;

/**
 * Says which pairs of singular vectors of an upper bidiagonal matrix LAPACK's divide and conquer gives with the other sign.
 *
 * It tears out the middle row, decomposes the two halves, and joins them by vectors that it writes down with a −1 at
 * the torn row: so each left vector is negative at the middle. A vector with nothing there is taken over from its half,
 * where the same holds, down to blocks of at most 25 rows, which implicit QR decomposes.
 * Shapes: d [n], e [n − 1], left [n, n] with a vector a row; result [n] of 1 and −1. Domain: n > 25, well apart singular
 * values. Source: behaviour of LAPACK 3.2–3.9 dbdsdc, dlasd0–dlasd3, dlasdt. Golden: goldens/linalg/numpy-1.14-signs.json.
 */
export function divideAndConquerSigns(d: Float64Array, e: Float64Array, left: Float64Array): Float64Array {
  const n = d.length;
  let levels = 1;
  for (let size = 2 * (leafSize + 1); size <= n; size *= 2) levels++;
  const leaves = new Map<number, Float64Array>();
  const signs = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const u = left.subarray(k * n, (k + 1) * n);
    let from = 0;
    let size = n;
    // Every block but the last of a level has one column more than rows.
    let coupled = false;
    for (let level = 0; signs[k] === 0; level++) {
      const above = Math.floor(size / 2);
      const middle = from + above;
      if (level === levels) {
        const key = from * 2 + Number(coupled);
        let leaf = leaves.get(key);
        if (leaf === undefined) leaves.set(key, (leaf = leafVectors(d, e, from, size, coupled)));
        signs[k] = signInLeaf(u.subarray(from, from + size), leaf, size);
      } else if (Math.abs(u[middle]) > deflated) signs[k] = u[middle] < 0 ? 1 : -1;
      else if (largest(u, from, middle) >= largest(u, middle + 1, from + size)) {
        size = above;
        coupled = true;
      } else {
        size -= above + 1;
        from = middle + 1;
      }
    }
  }
  return signs;
}

function largest(u: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(u[i]));
  return most;
}

/** Left vectors, as rows, of a block of rows; where coupled, the block's last entry above the diagonal stands in a column more. */
function leafVectors(d: Float64Array, e: Float64Array, from: number, size: number, coupled: boolean): Float64Array {
  const own = d.slice(from, from + size);
  const above = e.slice(from, from + size - 1);
  const left = new Float64Array(size * size);
  for (let i = 0; i < size; i++) left[i * size + i] = 1;
  if (coupled) {
    // Turned from the right to a square lower bidiagonal, and from the left to an upper one again.
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
      turnRows(left, size, i, i + 1, turn.c, turn.s);
    }
  }
  bidiagonalQr(own, above, { data: left, width: size }, noRows);
  return left;
}

/** The sign of the leaf's vector that is most like this one, beside this one's. */
function signInLeaf(u: Float64Array, leaf: Float64Array, size: number): number {
  let closest = 0;
  for (let k = 0; k < size; k++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += u[i] * leaf[k * size + i];
    if (Math.abs(sum) > Math.abs(closest)) closest = sum;
  }
  return closest < 0 ? -1 : 1;
}
