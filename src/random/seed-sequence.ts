import { internalError } from "../base/index.ts";

const poolSize = 4;

/**
 * Spreads seeds over 32-bit words as NumPy's SeedSequence does.
 * Domain: `entropy` of whole numbers ≥ 0 of any size; `count` words are given.
 * Source: numpy@2.4, numpy/random/bit_generator.pyx (after M. E. O'Neill's seed_seq_fe).
 */
export function seedSequence(entropy: readonly bigint[], count: number): Uint32Array {
  const words = entropy.flatMap(wordsOf);
  const pool = new Uint32Array(poolSize);
  let multiplier = 0x43b0d7e5;
  const hash = (value: number): number => {
    let v = value ^ multiplier;
    multiplier = Math.imul(multiplier, 0x931e8875);
    v = Math.imul(v, multiplier);
    return v ^ (v >>> 16);
  };
  for (let i = 0; i < poolSize; i++) pool[i] = hash(words[i] ?? 0);
  for (let from = 0; from < poolSize; from++) {
    for (let to = 0; to < poolSize; to++) if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  }
  for (const word of words.slice(poolSize)) {
    for (let to = 0; to < poolSize; to++) pool[to] = mix(pool[to], hash(word));
  }
  const out = new Uint32Array(count);
  multiplier = 0x8b51f9dd;
  for (let i = 0; i < count; i++) {
    let v = pool[i % poolSize] ^ multiplier;
    multiplier = Math.imul(multiplier, 0x58f38ded);
    v = Math.imul(v, multiplier);
    out[i] = v ^ (v >>> 16);
  }
  return out;
}

/** The 32-bit words of a whole number, least significant first; 0 is one word. */
export function wordsOf(value: bigint): number[] {
  if (value < 0n) throw internalError(`a negative seed ${value} reached an engine`);
  const words: number[] = [];
  for (let rest = value; words.length === 0 || rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words;
}

function mix(x: number, y: number): number {
  const r = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
  return r ^ (r >>> 16);
}
