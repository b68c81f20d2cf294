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

/**
 * The random words of a raw key, one an element. With partitionable keys (JAX's default since 0.5) element i has the word
 * x0 ^ x1 of Threefry(key, i), whatever the size of the array; the older mode is another function of this type.
 */
type Words = (k0: number, k1: number, first: number, count: number, out: Uint32Array) => void;

const partitionable: Words = (k0, k1, first, count, out) => threefry2x32(k0, k1, 0, first, count, out, true);

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
  readonly #k0: number;
  readonly #k1: number;
  readonly #words: Words;
  position = 0;

  constructor([k0, k1]: readonly bigint[], words: Words) {
    this.#k0 = Number(BigInt.asIntN(32, k0));
    this.#k1 = Number(BigInt.asIntN(32, k1));
    this.#words = words;
  }

  uniform(out: Floats, low: number, high: number): void {
    const from = fround(low);
    const range = fround(fround(high) - from);
    this.#chunks(out, (words, at, count) => {
      for (let i = 0; i < count; i++) out[at + i] = Math.max(from, fma32(mantissa(words[i]), range, from));
    });
  }

  normal(out: Floats, mean: number, stddev: number): void {
    const mu = fround(mean);
    const sigma = fround(stddev);
    const erfInv = new ErfInv(chunk);
    const u = new Float64Array(chunk);
    this.#chunks(out, (words, at, count) => {
      for (let i = 0; i < count; i++) u[i] = Math.max(afterMinusOne, fround(2 * mantissa(words[i]) + afterMinusOne));
      erfInv.apply(u, count);
      for (let i = 0; i < count; i++) out[at + i] = fround(fround(root2 * u[i]) * sigma) + mu;
    });
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    const mu = fround(mean);
    const sigma = fround(stddev);
    const erfInv = new ErfInv(chunk);
    const u = new Float64Array(chunk);
    const from = erf(fround(-2 * halfRoot));
    const range = fround(erf(fround(2 * halfRoot)) - from);
    this.#chunks(out, (words, at, count) => {
      for (let i = 0; i < count; i++) u[i] = Math.max(from, fma32(mantissa(words[i]), range, from));
      erfInv.apply(u, count);
      for (let i = 0; i < count; i++) {
        const z = Math.max(-beforeTwo, Math.min(beforeTwo, fround(root2 * u[i])));
        out[at + i] = fround(z * sigma) + mu;
      }
    });
  }

  /** Hands the elements' words to `use`, chunk by chunk. */
  #chunks(out: Floats, use: (words: Uint32Array, at: number, count: number) => void): void {
    if (!(out instanceof Float32Array)) throw internalError("float64 from JAX's float32 stream");
    if (this.position !== 0) throw internalError("a key used twice");
    this.position = out.length;
    const words = new Uint32Array(chunk);
    for (let at = 0; at < out.length; at += chunk) {
      const count = Math.min(chunk, out.length - at);
      this.#words(this.#k0, this.#k1, at, count, words);
      use(words, at, count);
    }
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
  open: (seed) => new JaxStream(seed.length === 1 ? [seed[0], 0n] : seed, partitionable),
  meter: () => new JaxMeter(),
};
