import { type Floats, internalError } from "../base/index.ts";
import { fma32 } from "./fma.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";
import { threefry2x32 } from "./threefry2x32.ts";
import { ErfInv, erf } from "./xla-float32.ts";

const { fround } = Math;
const root2 = /* @__PURE__ */ fround(Math.SQRT2);
const halfRoot = /* @__PURE__ */ fround(0.70710677);
/** The float32 after -1 towards 0. */
const afterMinusOne = -0.9999999403953552;
/** The float32 before 2 towards 0: what a truncated normal is clipped at. */
const beforeTwo = 1.9999998807907104;
/** Elements that are drawn at once: each step of a transform runs over a whole chunk. */
const chunk = 512;

/** A multiple of 2^-23 in [0, 1). */
const mantissa = (word: number): number => (word >>> 9) * 2 ** -23;

/**
 * JAX's samplers under one raw key.
 *
 * An element's number begins as the high 23 bits of its word. A key gives one tensor; a second fill would give the same
 * numbers, so it is refused. float32 only: without x64 JAX has no float64.
 * Equation: uniform: max(low, fma(m, high - low, low)). normal: √2·erfinv(u), u the uniform of (-1, 1). truncated: the same
 * with u the uniform of erf(∓√2), clipped inside ±2. mean + stddev·z is two roundings, as Keras does it outside of JAX.
 * Source: JAX 0.10.2 jax/_src/random.py, jax/_src/prng.py; XLA's CPU compiler fuses the uniform's multiply-add.
 */
class JaxStream implements Stream {
  readonly algorithm = "threefry-jax";
  readonly #key: JaxKey;
  position = 0;

  constructor([k0, k1]: readonly bigint[]) {
    this.#key = { k0: Number(BigInt.asIntN(32, k0)), k1: Number(BigInt.asIntN(32, k1)) };
  }

  uniform(out: Floats, low: number, high: number): void {
    const from = fround(low);
    jaxFills.uniform(this.#key, this.#once(out), from, fround(fround(high) - from));
  }

  normal(out: Floats, mean: number, stddev: number): void {
    jaxFills.normal(this.#key, this.#once(out), fround(mean), fround(stddev), afterMinusOne, 2, Number.POSITIVE_INFINITY);
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    const from = erf(fround(-2 * halfRoot));
    const range = fround(erf(fround(2 * halfRoot)) - from);
    jaxFills.normal(this.#key, this.#once(out), fround(mean), fround(stddev), from, range, beforeTwo);
  }

  #once(out: Floats): Float32Array {
    if (!(out instanceof Float32Array)) throw internalError("float64 from JAX's float32 stream");
    if (this.position !== 0) throw internalError("a key used twice");
    this.position = out.length;
    return out;
  }
}

/** A raw key, in two words. */
export interface JaxKey {
  readonly k0: number;
  readonly k1: number;
}

/** Fills under a key; all parameters are float32 numbers. */
export interface JaxFills {
  /** low + range·m with one rounding. */
  uniform(key: JaxKey, out: Float32Array, low: number, range: number): void;
  /** mean + stddev·z, z = √2·erfinv(u) clipped at ±most, u the uniform of low and range. */
  normal(key: JaxKey, out: Float32Array, mean: number, stddev: number, low: number, range: number, most: number): void;
}

/** The place of the fills: what is here may be replaced by compiled ones of the same bits. */
export const jaxFills: JaxFills = {
  uniform(key, out, low, range) {
    chunks(key, out, (words, at, count) => {
      for (let i = 0; i < count; i++) out[at + i] = Math.max(low, fma32(mantissa(words[i]), range, low));
    });
  },
  normal(key, out, mean, stddev, low, range, most) {
    const erfInv = new ErfInv(chunk);
    const u = new Float64Array(chunk);
    chunks(key, out, (words, at, count) => {
      for (let i = 0; i < count; i++) u[i] = Math.max(low, fma32(mantissa(words[i]), range, low));
      erfInv.apply(u, count);
      for (let i = 0; i < count; i++) {
        const z = Math.max(-most, Math.min(most, fround(root2 * u[i])));
        out[at + i] = fround(z * stddev) + mean;
      }
    });
  },
};

/**
 * Hands the elements' words to `use`, chunk by chunk. With partitionable keys (JAX's default since 0.5) element i has the word
 * x0 ^ x1 of Threefry(key, i), whatever the size of the array.
 */
function chunks({ k0, k1 }: JaxKey, out: Float32Array, use: (words: Uint32Array, at: number, count: number) => void): void {
  const taken = new Uint32Array(chunk);
  for (let at = 0; at < out.length; at += chunk) {
    const count = Math.min(chunk, out.length - at);
    threefry2x32(k0, k1, 0, at, count, taken, true);
    use(taken, at, count);
  }
}

class JaxMeter implements Meter {
  position = 0;
  uniform(count: number): Draws {
    this.position += count;
    return count;
  }
  normal(count: number): Draws {
    return this.uniform(count);
  }
  truncatedNormal(count: number): Draws {
    return this.uniform(count);
  }
}

export const threefryJax: Algorithm = {
  name: "threefry-jax",
  unit: "words",
  description: "JAX's generator: Threefry2x32-20 of the element's index under the raw key",
  seeds: ["k0", "k1"],
  open: (seed) => new JaxStream(seed.length === 1 ? [seed[0], 0n] : seed),
  meter: () => new JaxMeter(),
};
