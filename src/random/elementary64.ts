/*
 * Elementary functions of float64 in strict IEEE steps: the same bits in every engine, within 0.51 units in the last
 * place. Leading terms are carried in two doubles (value = high + low), the rest in one.
 */
import { productError, sumError } from "./fma.ts";

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** ln 2 in two parts; the first has 32 bits, so that a multiple by an exponent is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** The natural logarithm. Domain: positive normal numbers; 0 gives −∞. */
export function log64(x: number): number {
  return logOfSum(x, 0);
}

/** The natural logarithm of 1 + x. Domain: x > −1; −1 gives −∞. */
export function log1p64(x: number): number {
  const s = 1 + x;
  return logOfSum(s, sumError(1, x, s));
}

/** ln(high + low), for |low| up to half a unit of high: 2 artanh(f / (2 + f)) of the mantissa 1 + f, plus e·ln 2. */
function logOfSum(high: number, low: number): number {
  if (high === 0) return Number.NEGATIVE_INFINITY;
  doubles[0] = high;
  let e = (words[1] >>> 20) - 1023;
  words[1] = (words[1] & 0xfffff) | 0x3ff00000;
  let m = doubles[0];
  if (m > Math.SQRT2) {
    m /= 2;
    e++;
  }
  words[0] = 0;
  words[1] = (1023 - e) << 20;
  const mLow = low * doubles[0];
  const f = m - 1 + mLow;
  const fLow = sumError(m - 1, mLow, f);
  const d = 2 + f;
  const dLow = sumError(2, f, d) + fLow;
  const q = f / d;
  const qd = q * d;
  const qLow = (f - qd - productError(q, d, qd) + fLow - q * dLow) / d;
  const z = q * q;
  let p = 2 / 25;
  p = p * z + 2 / 23;
  p = p * z + 2 / 21;
  p = p * z + 2 / 19;
  p = p * z + 2 / 17;
  p = p * z + 2 / 15;
  p = p * z + 2 / 13;
  p = p * z + 2 / 11;
  p = p * z + 2 / 9;
  p = p * z + 2 / 7;
  p = p * z + 2 / 5;
  p = p * z + 2 / 3;
  const tail = 2 * qLow + q * (z * p);
  if (e === 0) return 2 * q + tail;
  const h = e * ln2High;
  const s = h + 2 * q;
  return s + (sumError(h, 2 * q, s) + (tail + e * ln2Low));
}

/** π/2 in three parts; multiples of the first two by small integers are exact. */
const halfPi1 = 1.5707963267341256;
const halfPi2 = 6.077100506303966e-11;
const halfPi3 = 2.0222662487959506e-21;

/** Sine and cosine of x, written to `out`. Domain: |x| below 2^19. */
export function sincos64(x: number, out: { sin: number; cos: number }): void {
  const n = Math.round(x * 0.6366197723675814);
  const t = x - n * halfPi1;
  const n2 = n * halfPi2;
  const u = t - n2;
  const n3 = sumError(t, -n2, u) - n * halfPi3;
  const r = u + n3;
  const rLow = sumError(u, n3, r);
  // r² = z + zLow
  const z = r * r;
  const zLow = productError(r, r, z) + 2 * r * rLow;
  const sin = sinOf(r, rLow, z, zLow);
  const cos = cosOf(z, zLow);
  const quadrant = n & 3;
  out.sin = quadrant === 0 ? sin : quadrant === 1 ? cos : quadrant === 2 ? -sin : -cos;
  out.cos = quadrant === 0 ? cos : quadrant === 1 ? -sin : quadrant === 2 ? -cos : sin;
}

/** 1/6 and 1/24, each in two parts. */
const sixth = 1 / 6;
const sixthLow = 9.25185853854297e-18;
const twentyFourth = 1 / 24;
const twentyFourthLow = 2.3129646346357427e-18;

function sinOf(r: number, rLow: number, z: number, zLow: number): number {
  if (r === 0) return rLow;
  // r·z/6 in two parts, then the terms from r⁵ on.
  const a = r * z;
  const aLow = productError(r, z, a) + r * zLow + rLow * z;
  const b = a * sixth;
  const bLow = productError(a, sixth, b) + a * sixthLow + aLow * sixth;
  let p = -1 / 121645100408832000;
  p = p * z + 1 / 355687428096000;
  p = p * z - 1 / 1307674368000;
  p = p * z + 1 / 6227020800;
  p = p * z - 1 / 39916800;
  p = p * z + 1 / 362880;
  p = p * z - 1 / 5040;
  p = p * z + 1 / 120;
  const tail = a * (z * p);
  const s = r - b;
  return s + (sumError(r, -b, s) + (rLow - bLow + tail));
}

function cosOf(z: number, zLow: number): number {
  const zz = z * z;
  const zzLow = productError(z, z, zz) + 2 * z * zLow;
  const a = zz * twentyFourth;
  const aLow = productError(zz, twentyFourth, a) + zz * twentyFourthLow + zzLow * twentyFourth;
  let p = -1 / 6402373705728000;
  p = p * z + 1 / 20922789888000;
  p = p * z - 1 / 87178291200;
  p = p * z + 1 / 479001600;
  p = p * z - 1 / 3628800;
  p = p * z + 1 / 40320;
  p = p * z - 1 / 720;
  const tail = zz * (z * p);
  const half = z / 2;
  const s = 1 - half;
  const sLow = sumError(1, -half, s);
  const t = s + a;
  const tLow = sumError(s, a, t);
  return t + (sLow + tLow + (aLow - zLow / 2 + tail));
}

/** The exponential. Domain: x of [−700, 700]. */
export function exp64(x: number): number {
  const n = Math.round(x * 1.4426950408889634);
  const t = x - n * ln2High;
  const n2 = n * ln2Low;
  const r = t - n2;
  // The part of ln 2 beyond ln2High + ln2Low is below 2^-86 and cannot be seen.
  const rLow = sumError(t, -n2, r);
  const z = r * r;
  const zLow = productError(r, r, z) + 2 * r * rLow;
  let p = 1 / 6227020800;
  p = p * r + 1 / 479001600;
  p = p * r + 1 / 39916800;
  p = p * r + 1 / 3628800;
  p = p * r + 1 / 362880;
  p = p * r + 1 / 40320;
  p = p * r + 1 / 5040;
  p = p * r + 1 / 720;
  p = p * r + 1 / 120;
  p = p * r + 1 / 24;
  p = p * r + 1 / 6;
  const tail = z * r * p;
  const s = 1 + r;
  const sLow = sumError(1, r, s);
  const half = z / 2;
  const w = s + half;
  const wLow = sumError(s, half, w);
  const y = w + (wLow + sLow + (rLow + zLow / 2 + tail));
  words[0] = 0;
  words[1] = (1023 + n) << 20;
  return y * doubles[0];
}

/** The error function, within a few units in the last place. */
export function erf64(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return x > 0 ? 1 : -1;
  const scale = exp64(-a * a);
  let value: number;
  if (a < 2.5) {
    // 2/√π · e^(−a²) · Σ a (2a²)^n / (1·3·5···(2n+1)): every term is positive.
    let term = a;
    let sum = a;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * a * a) / (2 * n + 1);
      sum += term;
    }
    value = 1.1283791670955126 * scale * sum;
  } else {
    // The continued fraction of erfc, from the bottom.
    let tail = a;
    for (let n = 120; n > 0; n--) tail = a + n / 2 / tail;
    value = 1 - (0.5641895835477563 * scale) / tail;
  }
  return x < 0 ? -value : value;
}
