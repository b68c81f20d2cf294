import { sha256 } from "@noble/hashes/sha2.js";
import { type FloatDType, type Floats, internalError } from "../base/index.ts";
import { log64, sincos64 } from "./elementary64.ts";
import { Philox4x32 } from "./philox4x32.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";

/** Words that are drawn at once; a multiple of four. */
const chunk = 4096;

/**
 * The stream of our own dialect: Philox4x32-10, so that every gate of every matrix has numbers of its own that depend on
 * nothing but the seed and its name.
 *
 * key = the low and the high 32 bits of the seed; counter = (block, n0, n1, n2), where n are the first three little-endian
 * words of SHA-256 of the name (UTF-8), or of the name, a space and the gate. Words are taken in order, and each fill begins
 * with a fresh block. A block's number never carries into the name: 2^32 blocks are the end of a stream.
 * Equation: u = word>>8 · 2^-24, and from two words (a>>5 · 2^26 + b>>6) · 2^-53 for float64. uniform: low + (high - low)·u.
 * normal: a pair from u1 of (0, 1] and u2 of [0, 1): r = √(-2·ln u1), r·cos(2π·u2), then r·sin(2π·u2); mean + stddev·z.
 * All in float64, rounded once to the array's type. truncated: pairs in order, those within two deviations kept.
 * Golden: goldens/streams/gatewise-1.json, made by an independent NumPy program of this text.
 */
class GatewiseStream implements Stream {
  readonly algorithm = "philox-gatewise";
  readonly #engine: Philox4x32;
  position = 0;

  constructor([seed, n0 = 0n, n1 = 0n, n2 = 0n]: readonly bigint[]) {
    const key = BigInt.asUintN(64, seed);
    this.#engine = new Philox4x32([Number(key & 0xffffffffn), Number(key >> 32n)], [0, Number(n0), Number(n1), Number(n2)]);
  }

  uniform(out: Floats, low: number, high: number): void {
    gatewiseFills.uniform(this.#take(out.length * wordsEach(out)), out, low, high - low);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    gatewiseFills.normal(this.#take(2 * Math.ceil(out.length / 2) * wordsEach(out)), out, mean, stddev);
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    this.#take(gatewiseFills.truncated(this.#engine.ahead(0), out, mean, stddev));
  }

  /** Gives an engine that stands here, and moves on by the blocks of so many words. */
  #take(words: number): Philox4x32 {
    const blocks = Math.ceil(words / 4);
    if (this.position + blocks > 2 ** 32) throw internalError("more than 2^32 blocks of one name");
    const here = this.#engine.ahead(0);
    this.position += blocks;
    this.#engine.skip(blocks);
    return here;
  }
}

/** Fills from where an engine stands. */
export interface GatewiseFills {
  uniform(engine: Philox4x32, out: Floats, low: number, range: number): void;
  normal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void;
  /** Gives the words that were used. */
  truncated(engine: Philox4x32, out: Floats, mean: number, stddev: number): number;
}

/** The place of the fills: what is here may be replaced by compiled ones of the same bits. */
export const gatewiseFills: GatewiseFills = { uniform: fillUniform, normal: fillNormal, truncated: fillTruncated };

const words = new Uint32Array(chunk);
const pair = new Float64Array(2);
const turn = { sin: 0, cos: 0 };

const wordsEach = (out: Floats): 1 | 2 => (out instanceof Float32Array ? 1 : 2);

function fillUniform(engine: Philox4x32, out: Floats, low: number, range: number): void {
  chunks(engine, out, out.length, (at, count) => {
    if (out instanceof Float32Array) uniforms32(words, out, at, count, range, low);
    else uniforms64(words, out, at, count, range, low);
  });
}

function fillNormal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void {
  const single = out instanceof Float32Array;
  chunks(engine, out, 2 * Math.ceil(out.length / 2), (at, count) => {
    for (let i = 0; i < count; i += 2) {
      drawPair(single, single ? i : 2 * i);
      out[at + i] = mean + stddev * pair[0];
      if (at + i + 1 < out.length) out[at + i + 1] = mean + stddev * pair[1];
    }
  });
}

function fillTruncated(engine: Philox4x32, out: Floats, mean: number, stddev: number): number {
  const single = out instanceof Float32Array;
  const each = 2 * wordsEach(out);
  let used = 0;
  for (let i = 0; i < out.length; ) {
    // Rather too many words for the numbers that are left than too few.
    const most = Math.min(chunk, 4 * Math.ceil((out.length - i) * (each / 6)) + 4);
    engine.fill(words, 0, most);
    for (let at = 0; at < most && i < out.length; at += each) {
      drawPair(single, at);
      used += each;
      for (let k = 0; k < 2; k++) if (Math.abs(pair[k]) < 2 && i < out.length) out[i++] = mean + stddev * pair[k];
    }
  }
  return used;
}

/** Draws whole blocks for `length` numbers of the type of `out`, as many at a time as have room. */
function chunks(engine: Philox4x32, out: Floats, length: number, use: (at: number, count: number) => void): void {
  const each = wordsEach(out);
  const most = chunk / each;
  for (let at = 0; at < length; at += most) {
    const count = Math.min(most, length - at);
    engine.fill(words, 0, 4 * Math.ceil((count * each) / 4));
    use(at, count);
  }
}

/** Makes a pair of normals of the words from `at` on, two or four. */
function drawPair(single: boolean, at: number): void {
  const u1 = single ? unit32(words[at]) + 2 ** -24 : unit64(words[at], words[at + 1]) + 2 ** -53;
  sincos64(2 * Math.PI * (single ? unit32(words[at + 1]) : unit64(words[at + 2], words[at + 3])), turn);
  const r = Math.sqrt(-2 * log64(u1));
  pair[0] = r * turn.cos;
  pair[1] = r * turn.sin;
}

const unit32 = (word: number): number => (word >>> 8) * 2 ** -24;
const unit64 = (a: number, b: number): number => ((a >>> 5) * 67108864 + (b >>> 6)) * 2 ** -53;

function uniforms32(words: Uint32Array, out: Float32Array, at: number, count: number, range: number, low: number): void {
  for (let i = 0; i < count; i++) out[at + i] = low + range * unit32(words[i]);
}

function uniforms64(words: Uint32Array, out: Float64Array, at: number, count: number, range: number, low: number): void {
  for (let i = 0; i < count; i++) out[at + i] = low + range * unit64(words[2 * i], words[2 * i + 1]);
}

class GatewiseMeter implements Meter {
  position: number | null = 0;

  uniform(count: number, dtype: FloatDType): Draws {
    return this.#take(Math.ceil((count * (dtype === "float32" ? 1 : 2)) / 4));
  }
  normal(count: number, dtype: FloatDType): Draws {
    return this.uniform(2 * Math.ceil(count / 2), dtype);
  }
  truncatedNormal(): Draws {
    this.position = null;
    return "until accepted";
  }
  #take(blocks: number): Draws {
    if (this.position !== null) this.position += blocks;
    return blocks;
  }
}

export const philoxGatewise: Algorithm = {
  name: "philox-gatewise",
  unit: "blocks",
  description: "gatewise's own stream: Philox4x32-10 keyed by the seed, counting from the SHA-256 of the weight's and gate's name",
  seeds: ["seed", "n0", "n1", "n2"],
  open: (seed) => new GatewiseStream(seed),
  meter: () => new GatewiseMeter(),
};

/** The seed components of a weight's gate: the seed, and three words of SHA-256 of `name` or `name gate`. */
export function gatewiseSeed(seed: bigint, name: string, gate: string | null): bigint[] {
  const digest = sha256(new TextEncoder().encode(gate === null ? name : `${name} ${gate}`));
  const view = new DataView(digest.buffer, digest.byteOffset);
  if (digest.length !== 32) throw internalError("SHA-256 of another length");
  return [seed, ...[0, 4, 8].map((at) => BigInt(view.getUint32(at, true)))];
}
