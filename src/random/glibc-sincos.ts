import { fma64 } from "./fma.ts";
import { sineTable } from "./sine-table.ts";

/** Coefficients of the sine for arguments below 0.126. */
const [s1, s2, s3, s4, s5] = [
  -0.16666666666666666, 0.008333333333332329, -0.00019841269834414642, 2.755729806860771e-6, -2.5022014848318398e-8,
];
/** Coefficients of sine and cosine of what is left after the table. */
const [sn3, sn5] = [-0.16666666666666488, 0.008333332142857223];
const [cs2, cs4, cs6] = [0.5, -0.04166666666666644, 0.001388888740079376];

const halfPi = 1.5707963267948966;
const halfPiLow = 6.123233995736766e-17;
/** π/2 in four parts. */
const [mp1, mp2, pp3, pp4] = [1.5707963407039642, -1.3909067564377153e-8, -4.97899623147991e-17, -1.9034889620193266e-25];

/** Adding and taking away these rounds to a multiple of 1/128 and to a whole number. */
const to128ths = 1.5 * 2 ** 45;
const toWhole = 1.5 * 2 ** 52;

/** Filled at the first call. */
let sincosTable: Float64Array = new Float64Array(0);

const pair = new Float64Array(2);
const signs = Float64Array.of(1, 1, -1, -1, 1);

/**
 * Sine and cosine with the bits of glibc's sincos on x86-64 with fused multiply-add,
 * within 0.55 units in the last place.
 *
 * Computed in plain steps, both from one row of the table. What they can differ by from the fused steps moves only the
 * last addition of each, and in one case of twenty a result: there {@link sincos64Fused} decides.
 * Domain: |x| below 10^8.
 * Source: glibc 2.36 (the method dates from 2.28), sysdeps/ieee754/dbl-64/s_sin.c, s_sincos.c; fusions
 * as GCC makes them in __sincos_fma.
 */
export function sincos64(x: number, out: { sin: number; cos: number }): void {
  if (sincosTable.length === 0) sincosTable = sineTable();
  const far = Math.abs(x);
  let quadrant = 0;
  let a = x;
  let rest = 0;
  if (far >= 2.426265) {
    const turns = x * 0.6366197723675814 + toWhole - toWhole;
    quadrant = turns & 3;
    // The first two parts of π/2 are so short that these products are exact.
    const y = x - turns * mp1 - turns * mp2;
    let t = turns * pp3;
    const u = y - t;
    rest = y - u - t;
    t = turns * pp4;
    a = u - t;
    rest += u - a - t;
  } else if (far >= 0.85546875) {
    const y = far - halfPi;
    a = y - halfPiLow;
    rest = y - a - halfPiLow;
    quadrant = 1;
    if (x < 0) {
      a = -a;
      rest = -rest;
      quadrant = 3;
    }
  }
  const size = Math.abs(a);
  const signed = a < 0 ? -rest : rest;
  const nearest = size + to128ths - to128ths;
  const d = size - nearest;
  const row = (nearest * 512) | 0;
  const sn = sincosTable[row];
  const snLow = sincosTable[row + 1];
  const cs = sincosTable[row + 2];
  const csLow = sincosTable[row + 3];

  const e = d + signed;
  const ee = e * e;
  const s = e + e * ee * (ee * sn5 + sn3);
  const cosTerm = csLow - s * snLow - cs * (ee * (ee * (ee * cs6 + cs4) + cs2)) - sn * s;
  // sn ≤ 0.76 here: two roundings of cosTerm, one of sn·s and one of s come to at most 1.9·2^-52·|s|.
  const cosSlack = Math.abs(s) * 2 ** -51;
  const cos = cs + (cosTerm - cosSlack);

  let from = size;
  let sinTerm: number;
  let sinSlack: number;
  if (size < 0.126) {
    const aa = size * size;
    const p = aa * (aa * (aa * (aa * s5 + s4) + s3) + s2) + s1;
    sinTerm = (p * size - 0.5 * signed) * aa + signed;
    // |p| ≤ 1/6, and six roundings of 2^-53 relative to that.
    sinSlack = (size * aa + Math.abs(signed)) * 2 ** -52;
  } else {
    const dd = d * d;
    const v = d + (d * dd * (dd * sn5 + sn3) + signed);
    const c = dd * (dd * (dd * cs6 + cs4) + cs2) + d * signed;
    from = sn;
    sinTerm = snLow + v * csLow - sn * c + cs * v;
    sinSlack = Math.abs(v) * (2.6 * 2 ** -52);
  }
  const sin = from + (sinTerm - sinSlack);
  if (cos !== cs + (cosTerm + cosSlack) || sin !== from + (sinTerm + sinSlack) || size < 2 ** -27) {
    sincos64Fused(x, out);
    return;
  }
  // By table: the quadrant of a random angle is what no branch predictor guesses.
  pair[0] = a < 0 ? -sin : sin;
  pair[1] = cos;
  const odd = quadrant & 1;
  out.sin = pair[odd] * signs[quadrant];
  out.cos = pair[odd ^ 1] * signs[quadrant + 1];
}

/** The same, fused step by fused step. */
export function sincos64Fused(x: number, out: { sin: number; cos: number }): void {
  if (sincosTable.length === 0) sincosTable = sineTable();
  const size = Math.abs(x);
  if (size < 0.85546875) {
    out.sin = size < 2 ** -27 ? x : sinOf(x, 0);
    out.cos = size < 2 ** -27 ? 1 : cosOf(x, 0);
  } else if (size < 2.426265) {
    const y = halfPi - size;
    const a = y + halfPiLow;
    const rest = y - a + halfPiLow;
    const sin = cosOf(a, rest);
    out.sin = x < 0 ? -sin : sin;
    out.cos = sinOf(a, rest);
  } else {
    const turns = x * 0.6366197723675814 + toWhole - toWhole;
    const y = fma64(-turns, mp2, fma64(-turns, mp1, x));
    let t = turns * pp3;
    const u = y - t;
    let rest = y - u - t;
    t = turns * pp4;
    const a = u - t;
    rest += u - a - t;
    const sin = sinOf(a, rest);
    const cos = cosOf(a, rest);
    const quadrant = turns & 3;
    out.sin = quadrant === 0 ? sin : quadrant === 1 ? cos : quadrant === 2 ? -sin : -cos;
    out.cos = quadrant === 0 ? cos : quadrant === 1 ? -sin : quadrant === 2 ? -cos : sin;
  }
}

function cosOf(angle: number, angleRest: number): number {
  const rest = angle < 0 ? -angleRest : angleRest;
  const size = Math.abs(angle);
  const nearest = size + to128ths - to128ths;
  const x = size - nearest + rest;
  const xx = x * x;
  const s = fma64(x * xx, fma64(xx, sn5, sn3), x);
  const c = xx * fma64(xx, fma64(xx, cs6, cs4), cs2);
  const row = nearest * 512;
  const sn = sincosTable[row];
  const cs = sincosTable[row + 2];
  const correction = fma64(-sn, s, fma64(-cs, c, fma64(-s, sincosTable[row + 1], sincosTable[row + 3])));
  return cs + correction;
}

function sinOf(angle: number, angleRest: number): number {
  const size = Math.abs(angle);
  if (size < 0.126) {
    const xx = angle * angle;
    const p = fma64(xx, fma64(xx, fma64(xx, fma64(xx, s5, s4), s3), s2), s1);
    return angle + fma64(fma64(p, angle, -0.5 * angleRest), xx, angleRest);
  }
  const rest = angle <= 0 ? -angleRest : angleRest;
  const nearest = size + to128ths - to128ths;
  const x = size - nearest;
  const xx = x * x;
  const s = x + fma64(x * xx, fma64(xx, sn5, sn3), rest);
  const c = fma64(x, rest, xx * fma64(xx, fma64(xx, cs6, cs4), cs2));
  const row = nearest * 512;
  const sn = sincosTable[row];
  const cs = sincosTable[row + 2];
  const correction = fma64(cs, s, fma64(-sn, c, fma64(s, sincosTable[row + 3], sincosTable[row + 1])));
  const value = sn + correction;
  return angle < 0 ? -value : value;
}
