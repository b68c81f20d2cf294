import { type FloatDType, type Floats, internalError } from "../base/index.ts";
import { log64, sincos64 } from "./elementary64.ts";
import { logf, sincosf } from "./glibc-logf-sincosf.ts";
import { Philox4x32 } from "./philox4x32.ts";
import type { Algorithm, Draws, Meter, Stream, StreamAlgorithm } from "./stream.ts";

const { fround, sqrt } = Math;
const twoPi = 2 * Math.PI;
/** Source: TensorFlow tensorflow/core/lib/random/random_distributions.h, BoxMullerFloat: keeps log away from 0. */
const leastRadius32 = fround(1e-7);
const leastRadius64 = 1e-7;
/** Words that are drawn at once; a multiple of four. */
const chunk = 4096;

/** How the radius of a float32 normal is computed: all in float32, or (up to TensorFlow 1.2) its log and root in float64. */
export type Radius = "float32" | "float64";

/**
 * TensorFlow's CPU samplers over one engine: each fill starts where the engine stands and does not move it.
 *
 * uniform: the low 23 bits of a word (float32), 52 bits of two words (float64), times (high - low), plus low, each step
 * rounded to the dtype. normal: Box–Muller, sine first; truncated: groups of four (float32) or two (float64) elements, each
 * with a stretch of blocks of its own, redrawn pair by pair until all lie within two deviations.
 * Order: element i of a uniform or normal comes from block ⌊i/4⌋ (float64: ⌊i/2⌋).
 * Source: TensorFlow core/lib/random/random_distributions.h and core/kernels/random_op.cc, 1.1 to 2.21.
 */
export class TensorFlowSampler {
  readonly #radius: Radius;
  readonly #words = new Uint32Array(chunk);
  readonly #block = new Uint32Array(4);
  readonly #pair = new Float64Array(2);
  readonly #angle = { sin: 0, cos: 0 };

  constructor(radius: Radius) {
    this.#radius = radius;
  }

  uniform(engine: Philox4x32, out: Floats, low: number, high: number): void {
    const words = this.#words;
    if (out instanceof Float32Array) {
      const from = fround(low);
      const range = fround(fround(high) - from);
      this.#chunks(engine, out.length, 1, (at, count) => uniforms32(words, out, at, count, range, from));
    } else {
      this.#chunks(engine, out.length, 2, (at, count) => uniforms64(words, out, at, count, high - low, low));
    }
  }

  normal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void {
    const pair = new Float64Array(2);
    const words = this.#words;
    if (out instanceof Float32Array) {
      const mu = fround(mean);
      const sigma = fround(stddev);
      this.#chunks(engine, out.length, 1, (at, count) => {
        for (let i = 0; i < count; i += 2) {
          this.#pair32(words[i], words[i + 1], pair);
          out[at + i] = fround(pair[0] * sigma) + mu;
          if (i + 1 < count) out[at + i + 1] = fround(pair[1] * sigma) + mu;
        }
      });
      return;
    }
    this.#chunks(engine, out.length, 2, (at, count) => {
      for (let i = 0; i < count; i += 2) {
        this.#pair64(words, 2 * i, pair);
        out[at + i] = pair[0] * stddev + mean;
        if (i + 1 < count) out[at + i + 1] = pair[1] * stddev + mean;
      }
    });
  }

  truncatedNormal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void {
    const single = out instanceof Float32Array;
    const group = single ? 4 : 2;
    const stretch = single ? 256 : 128;
    const groups = Math.ceil(out.length / group);
    const words = this.#words;
    const kept = new Float64Array(group + 1);
    const walker = engine.ahead(0);
    const firsts = engine.ahead(0);
    // The first block of every group of a chunk at once: five groups of six need no other.
    for (let from = 0; from < groups; from += chunk / 4) {
      const most = Math.min(chunk / 4, groups - from);
      firsts.fill(words, 0, 4 * most, stretch);
      for (let k = 0; k < most; k++) {
        const g = from + k;
        let have = this.#keep(words, 4 * k, kept, 0, group);
        if (have < group) walker.standAhead(engine, g * stretch + 1);
        for (let used = 1; have < group; used++) {
          if (used >= stretch) throw internalError("a group of truncated normals left its stretch");
          walker.fill(this.#block);
          have = this.#keep(this.#block, 0, kept, have, group);
        }
        const at = g * group;
        const count = Math.min(group, out.length - at);
        if (single) for (let n = 0; n < count; n++) out[at + n] = fround(kept[n] * fround(stddev)) + fround(mean);
        else for (let n = 0; n < count; n++) out[at + n] = kept[n] * stddev + mean;
      }
    }
  }

  /** Puts a block's normals within two deviations behind the `have` kept ones, until there are `group`; says how many there are. */
  #keep(block: Uint32Array, at: number, kept: Float64Array, have: number, group: number): number {
    const single = group === 4;
    const pair = this.#pair;
    for (let word = at; word < at + 4 && have < group; word += single ? 2 : 4) {
      if (single) this.#pair32(block[word], block[word + 1], pair);
      else this.#pair64(block, word, pair);
      // Written whether kept or not: the place behind the last one is spare.
      kept[have] = pair[0];
      if (Math.abs(pair[0]) < 2) have++;
      kept[have] = pair[1];
      if (Math.abs(pair[1]) < 2 && have < group) have++;
    }
    return have;
  }

  /** Draws words in chunks; `perElement` is 1 (float32) or 2 (float64). The engine is left where it is. */
  #chunks(engine: Philox4x32, length: number, perElement: 1 | 2, use: (at: number, count: number) => void): void {
    const walker = engine.ahead(0);
    const most = chunk / perElement;
    for (let at = 0; at < length; at += most) {
      const count = Math.min(most, length - at);
      walker.fill(this.#words, 0, Math.ceil((count * perElement) / 4) * 4);
      use(at, count);
    }
  }

  #pair32(a: number, b: number, out: Float64Array): void {
    const u1 = Math.max((a & 0x7fffff) * 2 ** -23, leastRadius32);
    sincosf(fround(twoPi * ((b & 0x7fffff) * 2 ** -23)), this.#angle);
    const r = this.#radius === "float32" ? fround(sqrt(fround(-2 * logf(u1)))) : fround(sqrt(-2 * log64(u1)));
    out[0] = fround(this.#angle.sin * r);
    out[1] = fround(this.#angle.cos * r);
  }

  #pair64(words: Uint32Array, at: number, out: Float64Array): void {
    const u1 = Math.max(uniform52(words[at], words[at + 1]), leastRadius64);
    sincos64(twoPi * uniform52(words[at + 2], words[at + 3]), this.#angle);
    const r = sqrt(-2 * log64(u1));
    out[0] = this.#angle.sin * r;
    out[1] = this.#angle.cos * r;
  }
}

/** The place of the sampler: the one that is made may be replaced by one with compiled fills of the same bits. */
export const tensorFlowSampler: { make(radius: Radius): TensorFlowSampler } = { make: (radius) => new TensorFlowSampler(radius) };

/** Source: TensorFlow random_distributions.h `Uint64ToDouble`: 20 bits of the first word, then the second. */
function uniform52(first: number, second: number): number {
  return ((first & 0xfffff) * 4294967296 + second) * 2 ** -52;
}

function uniforms32(words: Uint32Array, out: Float32Array, at: number, count: number, range: number, low: number): void {
  for (let i = 0; i < count; i++) out[at + i] = fround((words[i] & 0x7fffff) * 2 ** -23 * range) + low;
}

function uniforms64(words: Uint32Array, out: Float64Array, at: number, count: number, range: number, low: number): void {
  for (let i = 0; i < count; i++) out[at + i] = uniform52(words[2 * i], words[2 * i + 1]) * range + low;
}

const low32 = (value: bigint): number => Number(BigInt.asUintN(32, value));
const high32 = (value: bigint): number => Number(BigInt.asUintN(32, value >> 32n));

/** A stateful operation: every execution advances the generator by 256 blocks an element, whatever it used. */
class StatefulStream implements Stream {
  readonly algorithm: StreamAlgorithm;
  readonly #engine: Philox4x32;
  readonly #sampler: TensorFlowSampler;
  position = 0;

  constructor(algorithm: StreamAlgorithm, radius: Radius, [seed, seed2]: readonly bigint[]) {
    this.algorithm = algorithm;
    this.#engine = new Philox4x32([low32(seed), high32(seed)], [0, 0, low32(seed2), high32(seed2)]);
    this.#sampler = tensorFlowSampler.make(radius);
  }

  uniform(out: Floats, low: number, high: number): void {
    this.#sampler.uniform(this.#engine, out, low, high);
    this.#advance(out.length);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    this.#sampler.normal(this.#engine, out, mean, stddev);
    this.#advance(out.length);
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    this.#sampler.truncatedNormal(this.#engine, out, mean, stddev);
    this.#advance(out.length);
  }

  #advance(count: number): void {
    this.#engine.skip(256 * count);
    this.position += 256 * count;
  }
}

class StatefulMeter implements Meter {
  position = 0;
  uniform(count: number): Draws {
    this.position += 256 * count;
    return 256 * count;
  }
  normal(count: number): Draws {
    return this.uniform(count);
  }
  truncatedNormal(count: number): Draws {
    return this.uniform(count);
  }
}

/** Stateful samplers of TensorFlow 1.3 and later. */
export const philoxTensorFlow: Algorithm = {
  name: "philox-tensorflow",
  unit: "blocks",
  description: "TensorFlow's stateful CPU sampler: Philox4x32-10 keyed by the graph seed, counting from the operation seed",
  seeds: ["seed", "seed2"],
  open: (seed) => new StatefulStream("philox-tensorflow", "float32", unfixed(seed)),
  meter: () => new StatefulMeter(),
};

/** The same up to TensorFlow 1.2, where a normal's radius is computed in double: 11.6 % of the values differ in the last bit. */
export const philoxTensorFlow12: Algorithm = {
  name: "philox-tensorflow-1.2",
  unit: "blocks",
  description: "TensorFlow's stateful CPU sampler up to 1.2: as later, with the normal's radius computed in double",
  seeds: ["seed", "seed2"],
  open: (seed) => new StatefulStream("philox-tensorflow-1.2", "float64", unfixed(seed)),
  meter: () => new StatefulMeter(),
};

/** One component only: a seed that nothing fixes came from entropy. */
function unfixed(seed: readonly bigint[]): readonly bigint[] {
  return seed.length === 1 ? [seed[0], seed[0] + 1n] : seed;
}

/** Key and counter of the block that scrambles a stateless seed. Source: TensorFlow core/kernels/stateless_random_ops.cc. */
const scrambleKey = [0x3ec8f720, 0x02461e29] as const;

/** A stateless operation: one seed pair gives one tensor. A second fill would give the same numbers, so it is refused. */
class StatelessStream implements Stream {
  readonly algorithm = "philox-tensorflow-stateless";
  readonly #engine: Philox4x32;
  readonly #sampler = tensorFlowSampler.make("float32");
  position = 0;

  constructor([s0, s1]: readonly bigint[]) {
    const mixed = new Uint32Array(4);
    new Philox4x32(scrambleKey, [low32(s0), high32(s0), low32(s1), high32(s1)]).fill(mixed);
    this.#engine = new Philox4x32([mixed[0], mixed[1]], [0, 0, mixed[2], mixed[3]]);
  }

  uniform(out: Floats, low: number, high: number): void {
    this.#once(blocks(out));
    this.#sampler.uniform(this.#engine, out, low, high);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    this.#once(blocks(out));
    this.#sampler.normal(this.#engine, out, mean, stddev);
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    this.#once(stretches(out.length, out instanceof Float32Array ? "float32" : "float64"));
    this.#sampler.truncatedNormal(this.#engine, out, mean, stddev);
  }

  #once(used: number): void {
    if (this.position !== 0) throw internalError("a stateless seed used twice");
    this.position = used;
  }
}

function blocks(out: Floats): number {
  return Math.ceil(out.length / (out instanceof Float32Array ? 4 : 2));
}

/** Blocks that truncated groups reserve, used or not. */
function stretches(count: number, dtype: FloatDType): number {
  return dtype === "float32" ? Math.ceil(count / 4) * 256 : Math.ceil(count / 2) * 128;
}

class StatelessMeter implements Meter {
  position = 0;
  uniform(count: number, dtype: FloatDType): Draws {
    return this.#take(Math.ceil(count / (dtype === "float32" ? 4 : 2)));
  }
  normal(count: number, dtype: FloatDType): Draws {
    return this.uniform(count, dtype);
  }
  truncatedNormal(count: number, dtype: FloatDType): Draws {
    return this.#take(stretches(count, dtype));
  }
  #take(blocks: number): Draws {
    this.position += blocks;
    return blocks;
  }
}

/** Stateless samplers, and what Keras on TensorFlow 2 draws initial weights from. */
export const philoxTensorFlowStateless: Algorithm = {
  name: "philox-tensorflow-stateless",
  unit: "blocks",
  description: "TensorFlow's stateless sampler: Philox4x32-10 with key and counter scrambled from the seed pair",
  seeds: ["s0", "s1"],
  open: (seed) => new StatelessStream(seed.length === 1 ? [seed[0], 0n] : seed),
  meter: () => new StatelessMeter(),
};
