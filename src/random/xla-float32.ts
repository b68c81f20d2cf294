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
const nearCoefficients = /* @__PURE__ */ singles(
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
const farCoefficients = /* @__PURE__ */ singles(
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
const bits = new Int32Array(float.buffer);
/** The bits of 0.5, and of √½ rounded to float32. */
const halfBits = 0x3f000000;
const rootBits = 0x3f3504f3;

/** log of a positive normal float32. */
function log(v: number): number {
  float[0] = v;
  const whole = bits[0];
  const mantissa = (whole & 0x7fffff) | halfBits;
  // 1 below √½, else 0, without a branch: it would be guessed wrong every other time.
  const below = (mantissa - rootBits) >>> 31;
  const e = (whole >> 23) - 126 - below;
  bits[0] = mantissa;
  const m = float[0];
  const t = fround(fround(m - 1) + m * below);
  const z = fround(t * t);
  const c = fround(z * t);
  const y0 = fma32(fma32(p[0], t, p[1]), t, p[2]);
  const y1 = fma32(fma32(p[3], t, p[4]), t, p[5]);
  const y2 = fma32(fma32(p[6], t, p[7]), t, p[8]);
  let y = fma32(fma32(y0, c, y1), c, y2);
  y = fma32(y, c, fround(q1 * e));
  return fround(fround(fround(t - fround(0.5 * z)) + y) + fround(q2 * e));
}

/** A polynomial of seven coefficients at each of the first `count` numbers of `from`. */
function polynomials7(coefficients: Float64Array, from: Float64Array, count: number, to: Float64Array): void {
  const [c0, c1, c2, c3, c4, c5, c6] = coefficients;
  for (let i = 0; i < count; i++) {
    const x = from[i];
    const p3 = fma32(fma32(fma32(c0, x, c1), x, c2), x, c3);
    to[i] = fma32(fma32(fma32(p3, x, c4), x, c5), x, c6);
  }
}

/** A polynomial of nine coefficients at each of the first `count` numbers of `values`, in place. */
function polynomials9(coefficients: Float64Array, values: Float64Array, count: number): void {
  const [c0, c1, c2, c3, c4, c5, c6, c7, c8] = coefficients;
  for (let i = 0; i < count; i++) {
    const x = values[i];
    const p4 = fma32(fma32(fma32(fma32(c0, x, c1), x, c2), x, c3), x, c4);
    values[i] = fma32(fma32(fma32(fma32(p4, x, c5), x, c6), x, c7), x, c8);
  }
}

/**
 * The inverse error function of many float32 numbers of (-1, 1), in place.
 *
 * Each step runs over all numbers before the next begins, so that one number need not wait for another's long chain of
 * fused steps; numbers that take another branch are gathered first.
 */
export class ErfInv {
  /** Where the gathered numbers stand. */
  readonly #places: Int32Array;
  readonly #gathered: Float64Array;
  readonly #top: Float64Array;
  readonly #bottom: Float64Array;
  /** The argument of each number's polynomial. */
  readonly #argument: Float64Array;

  /** `most`: how many numbers are ever given at once. */
  constructor(most: number) {
    this.#places = new Int32Array(most);
    this.#gathered = new Float64Array(most);
    this.#top = new Float64Array(most);
    this.#bottom = new Float64Array(most);
    this.#argument = new Float64Array(most);
  }

  apply(values: Float64Array, count: number): void {
    const argument = this.#argument;
    for (let i = 0; i < count; i++) argument[i] = -fround(values[i] * values[i]);
    this.#log1p(argument, count);
    const places = this.#places;
    let far = 0;
    for (let i = 0; i < count; i++) {
      const w = -argument[i];
      if (w < 5) argument[i] = fround(w - 2.5);
      else {
        places[far] = i;
        argument[i] = 0;
        this.#gathered[far++] = fround(fround(sqrt(w)) - 3);
      }
    }
    polynomials9(nearCoefficients, argument, count);
    polynomials9(farCoefficients, this.#gathered, far);
    for (let k = 0; k < far; k++) argument[places[k]] = this.#gathered[k];
    for (let i = 0; i < count; i++) values[i] = fround(argument[i] * values[i]);
  }

  /** log(1 + y) of numbers of (-1, 0], in place. */
  #log1p(values: Float64Array, count: number): void {
    const [places, near] = [this.#places, this.#gathered];
    let found = 0;
    for (let i = 0; i < count; i++) {
      const y = values[i];
      // Written in any case, and counted only if near 0: again no branch.
      places[found] = i;
      near[found] = y;
      found += abs(y) < small ? 1 : 0;
    }
    polynomials7(logNumerator, near, found, this.#top);
    polynomials7(logDenominator, near, found, this.#bottom);
    for (let i = 0; i < count; i++) if (abs(values[i]) >= small) values[i] = log(fround(1 + values[i]));
    for (let k = 0; k < found; k++) {
      const y = near[k];
      const square = fround(y * y);
      const r = fround(fround(y * square) * fround(this.#top[k] / this.#bottom[k]));
      values[places[k]] = fround(y + fround(r - fround(0.5 * square)));
    }
  }
}

function horner(coefficients: Float64Array, x: number): number {
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum = fma32(sum, x, coefficients[i]);
  return sum;
}

/** The error function of a float32. */
export function erf(value: number): number {
  const limit = fround(3.832506856900711);
  const x = Math.max(-limit, Math.min(limit, value));
  const q = fround(x * x);
  return fround(fround(x * horner(erfNumerator, q)) / horner(erfDenominator, q));
}
