import { fma32 } from "./fma.ts";

const { fround } = Math;

const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

const sqrtHalf = fround(0.707106781186547524);
const [p0, p1, p2, p3, p4, p5, p6, p7, p8] = [
  7.0376836292e-2, -1.151461031e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(fround);
const q1 = fround(-2.1219444e-4);
const q2 = fround(0.693359375);

/**
 * The natural logarithm of PyTorch's AVX2 normal kernel, with the fusions its compiler makes.
 * Domain: float32 x of [2^-126, 2^128).
 * Source: cephes logf, torch@2.13, aten/src/ATen/native/cpu/avx_mathfun.h (log256_ps).
 */
export function logAvx2(x: number): number {
  floats[0] = x;
  let e = (bits[0] >> 23) - 126;
  bits[0] = (bits[0] & 0x7fffff) | 0x3f000000;
  let m = floats[0];
  if (m < sqrtHalf) {
    e--;
    m = fround(fround(m - 1) + m);
  } else {
    m -= 1;
  }
  const z = fround(m * m);
  let y = fma32(p0, m, p1);
  y = fma32(y, m, p2);
  y = fma32(y, m, p3);
  y = fma32(y, m, p4);
  y = fma32(y, m, p5);
  y = fma32(y, m, p6);
  y = fma32(y, m, p7);
  y = fma32(y, m, p8);
  y = fround(y * m);
  y = fma32(y, z, fround(e * q1));
  y = fma32(-z, 0.5, y);
  return fma32(e, q2, fround(m + y));
}

const fourOverPi = fround(1.27323954473516);
const [dp1, dp2, dp3] = [-0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8].map(fround);
const [c0, c1, c2] = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(fround);
const [s0, s1, s2] = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(fround);

/**
 * Cosine and sine of PyTorch's AVX2 normal kernel, with the fusions its compiler makes.
 * Domain: float32 x of [0, 8192).
 * Source: cephes sinf and cosf, torch@2.13, aten/src/ATen/native/cpu/avx_mathfun.h (sincos256_ps).
 */
export function sincosAvx2(x: number, out: { sin: number; cos: number }): void {
  const j = (Math.trunc(fround(x * fourOverPi)) + 1) & ~1;
  let r = fma32(j, dp1, x);
  r = fma32(j, dp2, r);
  r = fma32(j, dp3, r);
  const z = fround(r * r);
  let c = fma32(c0, z, c1);
  c = fround(fma32(c, z, c2) * z);
  c = fround(fma32(c, z, -(0.5 * z)) + 1);
  let s = fma32(s0, z, s1);
  s = fround(fma32(s, z, s2) * z);
  s = fma32(s, r, r);
  const swapped = (j & 2) !== 0;
  const sin = swapped ? c : s;
  const cos = swapped ? s : c;
  out.sin = (j & 4) !== 0 ? -sin : sin;
  out.cos = ((j - 2) & 4) === 0 ? -cos : cos;
}

const twoPi = fround(2 * Math.PI);
const turned = { sin: 0, cos: 0 };

/**
 * Turns the 16 uniforms of `block` from `at` on into normals, in place: element j pairs with element j + 8.
 * Source: torch@2.13, aten/src/ATen/native/cpu/DistributionTemplates.h (normal_fill_16_AVX2).
 */
export function normalBlockAvx2(block: Float32Array, at: number, mean: number, stddev: number): void {
  for (let j = at; j < at + 8; j++) {
    const radius = fround(Math.sqrt(fround(-2 * logAvx2(fround(1 - block[j])))));
    sincosAvx2(fround(twoPi * block[j + 8]), turned);
    block[j] = fma32(fround(radius * turned.cos), stddev, mean);
    block[j + 8] = fma32(fround(radius * turned.sin), stddev, mean);
  }
}
