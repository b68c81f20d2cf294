/**
 * float32 log1p, erf and inverse erf as XLA's CPU compiler makes them on x86-64, in doubles rounded where it rounds.
 *
 * "fma" is one rounding; every other step is rounded to float32. Source: facts of jaxlib 0.10.2 (all 2^23 inputs of
 * jax.random.normal give its bits); the polynomials are those of XLA's math library and Cephes.
 */
import { fma32 } from "./fma.ts";

const { abs, fround, sqrt } = Math;
const singles = (...values: number[]): Float64Array => Float64Array.from(values, fround);

/** Giles' inverse error function, w < 5 and w ≥ 5, highest power first. */
const near = /* @__PURE__ */ singles(
  2.81022636e-8,
  3.43273939e-7,
  -3.5233877e-6,
  -4.39150654e-6,
  0.00021858087,
  -0.00125372503,
  -0.00417768164,
  0.246640727,
  1.50140941,
);
const far = /* @__PURE__ */ singles(
  -0.000200214257,
  0.000100950558,
  0.00134934322,
  -0.00367342844,
  0.00573950773,
  -0.0076224613,
  0.00943887047,
  1.00167406,
  2.83297682,
);

const logNumerator = /* @__PURE__ */ singles(
  4.5270000862445199635e-5,
  0.49854102823193375972,
  6.5787325942061044847,
  29.911919328553073278,
  60.949667980987787058,
  57.112963590585538103,
  20.03955349920128126,
);
const logDenominator = /* @__PURE__ */ singles(
  1,
  15.062909083469192043,
  83.047565967967209469,
  221.76239823732856465,
  309.09872225312059775,
  216.42788614495947685,
  60.118660497603843919,
);
const p = /* @__PURE__ */ singles(
  7.0376836292e-2,
  -1.151461031e-1,
  1.167699874e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
);
const q1 = /* @__PURE__ */ fround(-2.1219444e-4);
const q2 = 0.693359375;
const small = /* @__PURE__ */ fround(Math.SQRT2 - 1);
const half = /* @__PURE__ */ fround(0.70710678);

const erfNumerator = /* @__PURE__ */ singles(
  0.00022905065861350646,
  0.0034082910107109506,
  0.050955695062380861,
  0.18520832239976145,
  1.128379143519084,
);
const erfDenominator = /* @__PURE__ */ singles(
  -1.1791602954361697e-7,
  0.000023547966471313185,
  0.0010179625278914885,
  0.014070470171167667,
  0.11098505178285362,
  0.49746925110067538,
  1,
);

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

function horner(coefficients: Float64Array, x: number): number {
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum = fma32(sum, x, coefficients[i]);
  return sum;
}

function log(v: number): number {
  float[0] = v;
  let e = ((bits[0] >>> 23) & 255) - 126;
  bits[0] = (bits[0] & 0x807fffff) | 0x3f000000;
  const m = float[0];
  let t: number;
  if (m < half) {
    e -= 1;
    t = fround(fround(m - 1) + m);
  } else {
    t = fround(m - 1);
  }
  const z = fround(t * t);
  const c = fround(z * t);
  const y0 = fma32(fma32(p[0], t, p[1]), t, p[2]);
  const y1 = fma32(fma32(p[3], t, p[4]), t, p[5]);
  const y2 = fma32(fma32(p[6], t, p[7]), t, p[8]);
  let y = fma32(fma32(y0, c, y1), c, y2);
  y = fma32(y, c, fround(q1 * e));
  return fround(fround(fround(t - fround(0.5 * z)) + y) + fround(q2 * e));
}

/** log(1 + y) for y of (-1, 0]. */
export function log1p(y: number): number {
  if (abs(y) >= small) return log(fround(1 + y));
  const square = fround(y * y);
  const ratio = fround(horner(logNumerator, y) / horner(logDenominator, y));
  const r = fround(fround(y * square) * ratio);
  return fround(y + fround(r - fround(0.5 * square)));
}

/** The inverse error function of a float32 of [-1, 1]. */
export function erfInv(x: number): number {
  if (abs(x) === 1) return x * Number.POSITIVE_INFINITY;
  const w = -log1p(-fround(x * x));
  const polynomial = w < 5 ? horner(near, fround(w - 2.5)) : horner(far, fround(fround(sqrt(w)) - 3));
  return fround(polynomial * x);
}

/** The error function of a float32. */
export function erf(value: number): number {
  const limit = fround(3.832506856900711);
  const x = Math.max(-limit, Math.min(limit, value));
  const q = fround(x * x);
  return fround(fround(x * horner(erfNumerator, q)) / horner(erfDenominator, q));
}
