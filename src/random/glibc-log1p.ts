import { fma64 } from "./fma.ts";

const { fround } = Math;
const doubles = new Float64Array(1);
const words = new Int32Array(doubles.buffer);

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const [p1, p2, p3, p4, p5, p6, p7] = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805, 0.15313837699209373,
  0.14798198605116586,
];

/**
 * The natural logarithm of 1 + x with the bits of glibc's log1p on x86-64 with fused multiply-add,
 * within one unit in the last place.
 * Domain: −1 ≤ x below 2^53; −1 gives −∞.
 * Source: glibc 2.36, sysdeps/ieee754/dbl-64/s_log1p.c (after Sun's fdlibm); fusions as GCC makes them. Multiples
 * of ln2High are exact, so their fusions cannot be seen.
 */
export function log1p64(x: number): number {
  if (x === -1) return Number.NEGATIVE_INFINITY;
  const size = Math.abs(x);
  if (size < 2 ** -29) return size < 2 ** -54 ? x : x - x * x * 0.5;
  doubles[0] = x;
  const high = words[1];
  let k = 0;
  let f = x;
  let c = 0;
  // From −0.2929 to 0.41422 1 + x needs no scaling.
  const small = high < 0x3fda827a && (high > 0 || high <= 0xbfd2bec3 - 2 ** 32);
  let tiny = false;
  if (!small) {
    doubles[0] = 1 + x;
    let top = words[1];
    k = (top >> 20) - 1023;
    c = (k > 0 ? 1 - (doubles[0] - x) : x - (doubles[0] - 1)) / doubles[0];
    top &= 0xfffff;
    if (top < 0x6a09e) {
      words[1] = top | 0x3ff00000;
    } else {
      k++;
      words[1] = top | 0x3fe00000;
      top = (0x100000 - top) >> 2;
    }
    tiny = top === 0;
    f = doubles[0] - 1;
  }
  const half = 0.5 * f * f;
  if (tiny) {
    if (f === 0) return k * ln2High + fma64(k, ln2Low, c);
    const rest = half * fma64(-f, 0.6666666666666666, 1);
    return k === 0 ? f - rest : k * ln2High - (rest - fma64(k, ln2Low, c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const lower = fma64(z4, fma64(z, p5, p4), fma64(z, p1, z2 * fma64(z, p3, p2)));
  const rest = fma64(z4 * z2, fma64(z, p7, p6), lower);
  if (k === 0) return f - (half - s * (half + rest));
  return k * ln2High - (half - (s * (half + rest) + fma64(k, ln2Low, c)) - f);
}

const ln2High32 = fround(6.9313812256e-1);
const ln2Low32 = fround(9.0580006145e-6);
const [q1, q2, q3, q4, q5, q6, q7] = [
  6.6666668653e-1, 4.0000000596e-1, 2.8571429849e-1, 2.2222198546e-1, 1.818357259e-1, 1.5313838422e-1, 1.479819864e-1,
].map(fround);
const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

/**
 * The float32 logarithm of 1 + x with the bits of glibc's log1pf.
 * Domain: float32 x with −1 < x ≤ 0.
 * Source: glibc 2.36, sysdeps/ieee754/flt-32/s_log1pf.c (after Sun's fdlibm); no fusions.
 */
export function log1p32(x: number): number {
  if (x > -(2 ** -29)) return fround(x - fround(fround(x * x) * 0.5));
  let k = 0;
  let f = x;
  let c = 0;
  let tiny = false;
  if (x < -0.2928933799266815) {
    const u = fround(1 + x);
    floats[0] = u;
    let top = bits[0];
    k = (top >> 23) - 127;
    c = fround(fround(x - fround(u - 1)) / u);
    top &= 0x7fffff;
    if (top < 0x3504f7) {
      bits[0] = top | 0x3f800000;
    } else {
      k++;
      bits[0] = top | 0x3f000000;
      top = (0x800000 - top) >> 2;
    }
    tiny = top === 0;
    f = fround(floats[0] - 1);
  }
  const half = fround(fround(0.5 * f) * f);
  const shift = fround(fround(k * ln2Low32) + c);
  if (tiny) {
    if (f === 0) return fround(fround(k * ln2High32) + shift);
    const rest = fround(half * fround(1 - fround(fround(0.6666666666666666) * f)));
    return k === 0 ? fround(f - rest) : fround(fround(k * ln2High32) - fround(fround(rest - shift) - f));
  }
  const s = fround(f / fround(2 + f));
  const z = fround(s * s);
  let r = fround(q6 + fround(z * q7));
  r = fround(q5 + fround(z * r));
  r = fround(q4 + fround(z * r));
  r = fround(q3 + fround(z * r));
  r = fround(q2 + fround(z * r));
  r = fround(q1 + fround(z * r));
  r = fround(z * r);
  const sum = fround(s * fround(half + r));
  if (k === 0) return fround(f - fround(half - sum));
  return fround(fround(k * ln2High32) - fround(fround(half - fround(sum + shift)) - f));
}
