import { type Floats, internalError } from "../base/index.ts";
import { fma32 } from "./fma.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";
import { threefry2x32 } from "./threefry2x32.ts";
import { erf, erfInv } from "./xla-float32.ts";

const { fround } = Math;
const root2 = /* @__PURE__ */ fround(Math.SQRT2);
const halfRoot = /* @__PURE__ */ fround(0.70710677);
/** The float32 after -1 towards 0. */
const afterMinusOne = -0.9999999403953552;

/**
 * JAX's samplers under one raw key, with partitionable keys (the default since 0.5).
 *
 * Element i, row-major, comes from the word x0 ^ x1 of Threefry(key, i): its high 23 bits. A key gives one tensor; a
 * second fill would give the same numbers, so it is refused. float32 only: without x64 JAX has no float64.
 * Order: scaling (· stddev + mean, as Keras does it outside of jit) is two roundings; uniform's own scaling is one.
 * Source: JAX 0.10.2 jax/_src/random.py, jax/_src/prng.py; XLA's CPU compiler fuses the uniform's multiply-add.
 */
class JaxStream implements Stream {
  readonly algorithm = "threefry-jax";
  readonly #k0: number;
  readonly #k1: number;
  position = 0;

  constructor([k0, k1]: readonly bigint[]) {
    this.#k0 = Number(BigInt.asUintN(32, k0));
    this.#k1 = Number(BigInt.asUintN(32, k1));
  }

  uniform(out: Floats, low: number, high: number): void {
    const from = fround(low);
    const range = fround(fround(high) - from);
    this.#each(out, (m) => Math.max(from, fma32(m, range, from)));
  }

  normal(out: Floats, mean: number, stddev: number): void {
    const mu = fround(mean);
    const sigma = fround(stddev);
    this.#each(out, (m) => {
      const u = Math.max(afterMinusOne, fround(2 * m + afterMinusOne));
      return fround(fround(root2 * erfInv(u)) * sigma) + mu;
    });
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    const mu = fround(mean);
    const sigma = fround(stddev);
    const from = erf(fround(-2 * halfRoot));
    const to = erf(fround(2 * halfRoot));
    const range = fround(to - from);
    // The float32 neighbours of ±2, inwards.
    const most = 1.9999998807907104;
    this.#each(out, (m) => {
      const u = Math.max(from, fma32(m, range, from));
      const z = Math.max(-most, Math.min(most, fround(root2 * erfInv(u))));
      return fround(z * sigma) + mu;
    });
  }

  /** Hands each element's mantissa, a multiple of 2^-23 in [0, 1), to `make`. */
  #each(out: Floats, make: (m: number) => number): void {
    if (!(out instanceof Float32Array)) throw internalError("float64 from JAX's float32 stream");
    if (this.position !== 0) throw internalError("a key used twice");
    this.position = out.length;
    const pair = new Uint32Array(2);
    for (let i = 0; i < out.length; i++) {
      threefry2x32(this.#k0, this.#k1, 0, i, pair);
      out[i] = make(((pair[0] ^ pair[1]) >>> 9) * 2 ** -23);
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
  open: (seed) => new JaxStream(seed.length === 1 ? [seed[0], 0n] : seed),
  meter: () => new JaxMeter(),
};
