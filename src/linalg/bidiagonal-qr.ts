import { internalError } from "../base/index.ts";
import { type PlaneRotation, planeRotation, swapRows, turnRows } from "./plane-rotation.ts";
import { decomposeTwoByTwo, smallerOfTwo } from "./two-by-two.ts";

/** Vectors that are turned along with a bidiagonal matrix: n rows of `width` numbers; a width of 0 for none. */
export interface TurnedRows {
  readonly data: Float64Array;
  readonly width: number;
}

export const noRows: TurnedRows = { data: new Float64Array(0), width: 0 };

const epsilon = 2 ** -53;
const leastNormal = 2 ** -1022;
/** 2^(53/8) units: LAPACK's measure of a negligible entry. Written out, as powers are not the same on every engine. */
const tolerance = 98.70149282610821 * epsilon;

/**
 * Decomposes an upper bidiagonal matrix B = L·diag(d)·R by implicit QR: d becomes the singular values, largest first.
 *
 * `left` is multiplied by Lᵀ and `right` by R, both from the left, so that rows are turned: start from identities for the
 * singular vectors as rows. It takes the same turns as LAPACK's dbdsqr (the direction of each chase, the shifts, the signs of
 * its plane rotations), so that the signs of the vectors are the same.
 * Shapes: d [n], e [n − 1] (destroyed). Domain: finite numbers. Throws: an internal error where 6·n² rotations do not do.
 * Source: behaviour of LAPACK 3.2–3.9 dbdsqr; Demmel and Kahan, Accurate singular values of bidiagonal matrices, 1990.
 */
export function bidiagonalQr(d: Float64Array, e: Float64Array, left: TurnedRows, right: TurnedRows): void {
  const n = d.length;
  if (n === 0) return;
  const threshold = thresholdOf(d, e);
  const chased: Chase = { rights: new Float64Array(2 * n), lefts: new Float64Array(2 * n), turn: { c: 0, s: 0, r: 0 } };
  let m = n - 1;
  let oldTop = -1;
  let oldBottom = -1;
  let down = true;
  for (let budget = 6 * n * n; m > 0; ) {
    if (!(budget >= 0)) throw internalError("singular values do not converge");
    let largest = Math.abs(d[m]);
    let top = m - 1;
    for (; top >= 0; top--) {
      const off = Math.abs(e[top]);
      if (off <= threshold) {
        e[top] = 0;
        break;
      }
      largest = Math.max(largest, Math.abs(d[top]), off);
    }
    if (top === m - 1) {
      m--;
      continue;
    }
    top++;
    if (top === m - 1) {
      const { high, low, left: l, right: r } = decomposeTwoByTwo(d[top], e[top], d[m]);
      d[top] = high;
      d[m] = low;
      e[top] = 0;
      turnRows(right.data, right.width, top, m, r.c, r.s);
      turnRows(left.data, left.width, top, m, l.c, l.s);
      m -= 2;
      continue;
    }
    if (top > oldBottom || m < oldTop) down = Math.abs(d[top]) >= Math.abs(d[m]);
    const smallest = lowerBound(d, e, top, m, down);
    if (smallest === null) continue;
    oldTop = top;
    oldBottom = m;
    const flat = n * tolerance * (smallest / largest) <= Math.max(epsilon, 0.01 * tolerance);
    const shift = flat ? 0 : shiftOf(d, e, top, m, down);
    budget -= m - top;
    if (shift === 0) chaseWithoutShift(d, e, top, m, down, chased);
    else chase(d, e, top, m, down, shift, chased);
    turnAlong(right, chased.rights, top, m, down);
    turnAlong(left, chased.lefts, top, m, down);
    const end = down ? m - 1 : top;
    if (Math.abs(e[end]) <= threshold) e[end] = 0;
  }
  for (let i = 0; i < n; i++) {
    if (d[i] > 0 || Object.is(d[i], 0)) continue;
    d[i] = -d[i];
    for (let j = 0; j < right.width; j++) right.data[i * right.width + j] *= -1;
  }
  sortDescending(d, left, right);
}

/** The rotations of one chase: (c, s) pairs in the order in which they happen. */
interface Chase {
  readonly rights: Float64Array;
  readonly lefts: Float64Array;
  readonly turn: PlaneRotation;
}

function thresholdOf(d: Float64Array, e: Float64Array): number {
  const n = d.length;
  let mu = Math.abs(d[0]);
  let smallest = mu;
  for (let i = 1; i < n && smallest !== 0; i++) {
    mu = Math.abs(d[i]) * (mu / (mu + Math.abs(e[i - 1])));
    smallest = Math.min(smallest, mu);
  }
  return Math.max(tolerance * (smallest / Math.sqrt(n)), 6 * n * n * leastNormal);
}

/** A lower bound of the block's singular values, or null where an entry was negligible and has been zeroed. */
function lowerBound(d: Float64Array, e: Float64Array, top: number, m: number, down: boolean): number | null {
  const edge = down ? m - 1 : top;
  if (Math.abs(e[edge]) <= tolerance * Math.abs(d[down ? m : top])) {
    e[edge] = 0;
    return null;
  }
  let mu = Math.abs(d[down ? top : m]);
  let smallest = mu;
  for (let k = 0; k < m - top; k++) {
    const i = down ? top + k : m - 1 - k;
    if (Math.abs(e[i]) <= tolerance * mu) {
      e[i] = 0;
      return null;
    }
    mu = Math.abs(d[down ? i + 1 : i]) * (mu / (mu + Math.abs(e[i])));
    smallest = Math.min(smallest, mu);
  }
  return smallest;
}

function shiftOf(d: Float64Array, e: Float64Array, top: number, m: number, down: boolean): number {
  const start = Math.abs(d[down ? top : m]);
  const shift = down ? smallerOfTwo(d[m - 1], e[m - 1], d[m]) : smallerOfTwo(d[top], e[top], d[top + 1]);
  return start > 0 && (shift / start) * (shift / start) < epsilon ? 0 : shift;
}

/** A QR step with shift 0, which keeps every singular value's leading digits. */
function chaseWithoutShift(d: Float64Array, e: Float64Array, top: number, m: number, down: boolean, { rights, lefts, turn }: Chase): void {
  // Going up, the roles of left and right are exchanged.
  const [first, second] = down ? [rights, lefts] : [lefts, rights];
  let c = 1;
  let oldC = 1;
  let oldS = 0;
  for (let k = 0; k < m - top; k++) {
    const i = down ? top + k : m - k;
    const next = down ? i + 1 : i - 1;
    planeRotation(d[i] * c, e[down ? i : i - 1], turn);
    c = turn.c;
    const s = turn.s;
    if (k > 0) e[down ? i - 1 : i] = oldS * turn.r;
    planeRotation(oldC * turn.r, d[next] * s, turn);
    oldC = turn.c;
    oldS = turn.s;
    d[i] = turn.r;
    first[2 * k] = c;
    first[2 * k + 1] = s;
    second[2 * k] = oldC;
    second[2 * k + 1] = oldS;
  }
  const end = down ? m : top;
  const h = d[end] * c;
  d[end] = h * oldC;
  e[down ? m - 1 : top] = h * oldS;
}

function chase(
  d: Float64Array,
  e: Float64Array,
  top: number,
  m: number,
  down: boolean,
  shift: number,
  { rights, lefts, turn }: Chase,
): void {
  const [first, second] = down ? [rights, lefts] : [lefts, rights];
  const start = down ? top : m;
  let f = (Math.abs(d[start]) - shift) * ((d[start] < 0 ? -1 : 1) + shift / d[start]);
  let g = e[down ? top : m - 1];
  for (let k = 0; k < m - top; k++) {
    // Going down, entry i couples i and i + 1; going up, i and i - 1.
    const i = down ? top + k : m - k;
    const next = down ? i + 1 : i - 1;
    const here = down ? i : i - 1;
    planeRotation(f, g, turn);
    const { c: ca, s: sa } = turn;
    if (k > 0) e[down ? i - 1 : i] = turn.r;
    f = ca * d[i] + sa * e[here];
    e[here] = ca * e[here] - sa * d[i];
    g = sa * d[next];
    d[next] = ca * d[next];
    planeRotation(f, g, turn);
    const { c: cb, s: sb } = turn;
    d[i] = turn.r;
    f = cb * e[here] + sb * d[next];
    d[next] = cb * d[next] - sb * e[here];
    if (k < m - top - 1) {
      const beyond = down ? i + 1 : i - 2;
      g = sb * e[beyond];
      e[beyond] = cb * e[beyond];
    }
    first[2 * k] = ca;
    first[2 * k + 1] = sa;
    second[2 * k] = cb;
    second[2 * k + 1] = sb;
  }
  e[down ? m - 1 : top] = f;
}

function turnAlong({ data, width }: TurnedRows, turns: Float64Array, top: number, m: number, down: boolean): void {
  if (width === 0) return;
  for (let k = 0; k < m - top; k++) {
    if (down) turnRows(data, width, top + k, top + k + 1, turns[2 * k], turns[2 * k + 1]);
    else turnRows(data, width, m - k - 1, m - k, turns[2 * k], -turns[2 * k + 1]);
  }
}

/** Largest first, by selection of the smallest from the end. */
function sortDescending(d: Float64Array, left: TurnedRows, right: TurnedRows): void {
  for (let last = d.length - 1; last > 0; last--) {
    let smallest = 0;
    for (let j = 1; j <= last; j++) if (d[j] <= d[smallest]) smallest = j;
    if (smallest === last) continue;
    [d[smallest], d[last]] = [d[last], d[smallest]];
    swapRows(right.data, right.width, smallest, last);
    swapRows(left.data, left.width, smallest, last);
  }
}
