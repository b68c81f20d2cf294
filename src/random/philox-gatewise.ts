import { sha256 } from "@noble/hashes/sha2.js";
import { type FloatDType, type Floats, internalError } from "../base/index.ts";
import { log64, sincos64 } from "./elementary64.ts";
import { Philox4x32 } from "./philox4x32.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";

/**
 * The stream of our own dialect: Philox4x32-10, so that every gate of every matrix has numbers of its own that depend on
 * nothing but the seed and its name.
 *
 * key = the low and the high 32 bits of the seed; counter = (block, n0, n1, n2), where n are the first three little-endian
 * words of SHA-256 of the name. Each fill begins with a fresh block.
 * Equation: u = word>>8 · 2^-24, and from two words (a>>5 · 2^26 + b>>6) · 2^-53 for float64. uniform: low + (high - low)·u.
 * normal: a pair from u1 of (0, 1] and u2 of [0, 1): r = √(-2·ln u1), r·cos(2π·u2), then r·sin(2π·u2); mean + stddev·z.
 * All in float64, rounded once to the array's type. truncated: pairs in order, those within two deviations kept.
 * Golden: goldens/gatewise-1, made by an independent NumPy program of this text.
 */
class GatewiseStream implements Stream {
  readonly algorithm = "philox-gatewise";
  readonly #engine: Philox4x32;
  readonly #block = new Uint32Array(4);
  /** Words of the current block that are used; 4: none left. */
  #used = 4;
  position = 0;

  constructor([seed, n0 = 0n, n1 = 0n, n2 = 0n]: readonly bigint[]) {
    const key = BigInt.asUintN(64, seed);
    this.#engine = new Philox4x32([Number(key & 0xffffffffn), Number(key >> 32n)], [0, Number(n0), Number(n1), Number(n2)]);
  }

  uniform(out: Floats, low: number, high: number): void {
    this.#used = 4;
    const single = out instanceof Float32Array;
    for (let i = 0; i < out.length; i++) out[i] = low + (high - low) * this.#unit(single);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    this.#used = 4;
    const pair = new Float64Array(2);
    for (let i = 0; i < out.length; i += 2) {
      this.#pair(out instanceof Float32Array, pair);
      out[i] = mean + stddev * pair[0];
      if (i + 1 < out.length) out[i + 1] = mean + stddev * pair[1];
    }
  }

  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    this.#used = 4;
    const pair = new Float64Array(2);
    for (let i = 0; i < out.length; ) {
      this.#pair(out instanceof Float32Array, pair);
      for (const z of pair) if (Math.abs(z) < 2 && i < out.length) out[i++] = mean + stddev * z;
    }
  }

  #word(): number {
    if (this.#used === 4) {
      this.#engine.fill(this.#block);
      this.#used = 0;
      this.position++;
    }
    return this.#block[this.#used++];
  }

  #unit(single: boolean): number {
    if (single) return (this.#word() >>> 8) * 2 ** -24;
    const a = this.#word() >>> 5;
    return (a * 67108864 + (this.#word() >>> 6)) * 2 ** -53;
  }

  #pair(single: boolean, out: Float64Array): void {
    const step = single ? 2 ** -24 : 2 ** -53;
    const u1 = this.#unit(single) + step;
    const turn = { sin: 0, cos: 0 };
    sincos64(2 * Math.PI * this.#unit(single), turn);
    const r = Math.sqrt(-2 * log64(u1));
    out[0] = r * turn.cos;
    out[1] = r * turn.sin;
  }
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
