import { productError, sumError } from "./fma.ts";

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** ln 2 in two parts; the first has 32 bits, so that its multiple by an exponent is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/**
 * The exponential in strict IEEE steps, within 0.55 units in the last place.
 * Leading terms are carried in two doubles (value = high + low), the rest in one.
 * Domain: x of [−700, 700].
 */
export function exp64(x: number): number {
  const n = Math.round(x * Math.LOG2E);
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
