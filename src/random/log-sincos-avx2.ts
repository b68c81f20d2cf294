/*
 * The float32 logarithm, sine and cosine of PyTorch's AVX2 normal kernel: cephes polynomials with the fusions that its
 * compiler makes. Sixty-four pairs go through each stage together, in stages small enough that V8 inlines every fused
 * step (it stops inlining into a function at 920 bytes of bytecode); otherwise each step would box its numbers.
 * Source: torch@2.13, aten/src/ATen/native/cpu/avx_mathfun.h (log256_ps, sincos256_ps).
 */
import { fma32 } from "./fma.ts";

const { fround } = Math;

const blockSize = 16;
const half = blockSize / 2;
const lanes = 64;
const blocksAtOnce = lanes / half;

const mantissa = new Float64Array(lanes);
const exponent = new Float64Array(lanes);
const polynomial = new Float64Array(lanes);
const radius = new Float64Array(lanes);
const angle = new Float64Array(lanes);
const octant = new Int32Array(lanes);
const cosine = new Float64Array(lanes);

/**
 * Turns whole blocks of 16 uniforms of `block` from `from` to `to` into normals, in place: in each, element j pairs with
 * element j + 8.
 * Equation: sqrt(−2 ln(1 − u)) · (cos 2πv, sin 2πv) · stddev + mean, the last step fused.
 * Domain: mean and stddev are float32 numbers; to − from is a multiple of 16.
 * Source: torch@2.13, aten/src/ATen/native/cpu/DistributionTemplates.h (normal_fill_16_AVX2).
 */
export function normalBlocksAvx2(block: Float32Array, from: number, to: number, mean: number, stddev: number): void {
  for (let at = from; at < to; at += blocksAtOnce * blockSize) {
    const blocks = Math.min(blocksAtOnce, (to - at) / blockSize);
    gather(block, at, blocks);
    const pairs = blocks * half;
    logPolynomial(pairs);
    finishRadius(pairs);
    reduceAngle(pairs);
    finishCosine(pairs);
    turn(block, at, blocks, mean, stddev);
  }
}

const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);
const twoPi = fround(2 * Math.PI);
const sqrtHalf = fround(Math.SQRT1_2);

/** Splits 1 − u into a mantissa less 1, of [√½ − 1, √2 − 1), and an exponent; takes the angles. */
function gather(block: Float32Array, at: number, blocks: number): void {
  for (let b = 0, lane = 0, i = at; b < blocks; b++, i += half) {
    for (let j = 0; j < half; j++, lane++, i++) {
      floats[0] = 1 - block[i];
      const word = bits[0];
      bits[0] = (word & 0x7fffff) | 0x3f000000;
      const m = floats[0];
      const small = m < sqrtHalf;
      exponent[lane] = (word >> 23) - (small ? 127 : 126);
      mantissa[lane] = small ? m - 1 + m : m - 1;
      angle[lane] = fround(twoPi * block[i + half]);
    }
  }
}

const [p0, p1, p2, p3, p4, p5, p6, p7, p8] = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1,
  3.3333331174e-1,
].map(fround);

function logPolynomial(pairs: number): void {
  for (let i = 0; i < pairs; i++) {
    const m = mantissa[i];
    let y = fma32(p0, m, p1);
    y = fma32(y, m, p2);
    y = fma32(y, m, p3);
    y = fma32(y, m, p4);
    y = fma32(y, m, p5);
    y = fma32(y, m, p6);
    y = fma32(y, m, p7);
    y = fma32(y, m, p8);
    polynomial[i] = fround(y * m);
  }
}

const q1 = fround(-2.1219444e-4);
const q2 = fround(0.693359375);

function finishRadius(pairs: number): void {
  for (let i = 0; i < pairs; i++) {
    const m = mantissa[i];
    const e = exponent[i];
    const z = fround(m * m);
    let y = fma32(polynomial[i], z, fround(e * q1));
    y = fma32(-z, 0.5, y);
    const log = fma32(e, q2, fround(m + y));
    radius[i] = fround(Math.sqrt(-2 * log));
  }
}

const fourOverPi = fround(1.27323954473516);
const [dp1, dp2, dp3] = [-0.78515625, -2.4187564849853516e-4, -3.774894977445941e-8].map(fround);

/** Takes the nearest even octant from each angle. */
function reduceAngle(pairs: number): void {
  for (let i = 0; i < pairs; i++) {
    const x = angle[i];
    const j = ((fround(x * fourOverPi) | 0) + 1) & ~1;
    octant[i] = j;
    angle[i] = fma32(j, dp3, fma32(j, dp2, fma32(j, dp1, x)));
  }
}

const [c0, c1, c2] = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(fround);

function finishCosine(pairs: number): void {
  for (let i = 0; i < pairs; i++) {
    const r = angle[i];
    const z = fround(r * r);
    const c = fround(fma32(fma32(c0, z, c1), z, c2) * z);
    cosine[i] = fround(fma32(c, z, -0.5 * z) + 1);
  }
}

const [s0, s1, s2] = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(fround);

/** Finishes the sines, swaps and signs by octant, and writes both normals of each pair. */
function turn(block: Float32Array, at: number, blocks: number, mean: number, stddev: number): void {
  for (let b = 0, lane = 0, i = at; b < blocks; b++, i += half) {
    for (let n = 0; n < half; n++, lane++, i++) {
      const r = angle[lane];
      const z = fround(r * r);
      const s = fma32(fround(fma32(fma32(s0, z, s1), z, s2) * z), r, r);
      const c = cosine[lane];
      const j = octant[lane];
      const swapped = (j & 2) !== 0;
      const sin = swapped ? c : s;
      const cos = swapped ? s : c;
      const length = radius[lane];
      block[i] = fma32(fround(((j - 2) & 4) === 0 ? -length * cos : length * cos), stddev, mean);
      block[i + half] = fma32(fround((j & 4) !== 0 ? -length * sin : length * sin), stddev, mean);
    }
  }
}
