/** First multiplier, second multiplier, and what the key grows by between rounds. Source: Random123, Philox4x32-10. */
const m0 = 0xd2511f53;
const m1 = 0xcd9e8d57;
const w0 = 0x9e3779b9;
const w1 = 0xbb67ae85;

/**
 * High word of a 32×32-bit product whose low word is known, both as 32-bit integers.
 *
 * The product in doubles is wrong by 2^10 at most, which the low word, taken away, tells from the high one. It is faster
 * than four products of 16-bit halves where several blocks are under way at once.
 */
function highWord(a: number, b: number, low: number): number {
  return ((a * (b >>> 0) - (low >>> 0)) * 2 ** -32 + 0.5) | 0;
}

/**
 * Counter-based engine: block number c under key k is ten rounds of Philox of (c, k), four words.
 *
 * The 128-bit counter is four words, least significant first.
 * Golden: the known-answer vectors of Random123 (philox4x32-10).
 */
export class Philox4x32 {
  readonly #key0: number;
  readonly #key1: number;
  /** The counter of the next block. */
  readonly #counter: Uint32Array;

  constructor(key: readonly [number, number], counter: readonly [number, number, number, number]) {
    this.#key0 = key[0] | 0;
    this.#key1 = key[1] | 0;
    this.#counter = Uint32Array.from(counter);
  }

  /** An engine of the same key, `blocks` further on. */
  ahead(blocks: number): Philox4x32 {
    const copy = new Philox4x32([this.#key0, this.#key1], [0, 0, 0, 0]);
    copy.standAhead(this, blocks);
    return copy;
  }

  /** Stands where `origin`, of the same key, would be `blocks` further on. */
  standAhead(origin: Philox4x32, blocks: number): void {
    this.#counter.set(origin.#counter);
    this.skip(blocks);
  }

  /** Moves the counter on. Domain: 0 ≤ blocks < 2^53. */
  skip(blocks: number): void {
    const counter = this.#counter;
    const low = counter[0] + (blocks % 4294967296);
    counter[0] = low;
    let carry = Math.floor(blocks / 4294967296) + (low >= 4294967296 ? 1 : 0);
    for (let i = 1; i < 4 && carry > 0; i++) {
      const sum = counter[i] + carry;
      counter[i] = sum;
      carry = Math.floor(sum / 4294967296);
    }
  }

  /**
   * Writes whole blocks of four words, in order, from `from` up to `to`; the counter grows by `step` after each.
   *
   * Domain: to - from a multiple of 4; step below 2^30.
   */
  fill(words: Uint32Array, from = 0, to = words.length, step = 1): void {
    const counter = this.#counter;
    for (let at = from; at < to; ) {
      const four = to - at >= 16 && counter[0] + 4 * step <= 0xffffffff;
      if (four) this.#fourBlocks(words, at, step);
      else this.#block(words, at);
      at += four ? 16 : 4;
      if (four) counter[0] += 4 * step;
      else this.skip(step);
    }
  }

  #block(words: Uint32Array, at: number): void {
    const counter = this.#counter;
    let c0 = counter[0] | 0;
    let c1 = counter[1] | 0;
    let c2 = counter[2] | 0;
    let c3 = counter[3] | 0;
    let k0 = this.#key0;
    let k1 = this.#key1;
    for (let round = 0; round < 10; round++) {
      const low0 = Math.imul(m0, c0);
      const low1 = Math.imul(m1, c2);
      const high0 = highWord(m0, c0, low0);
      const high1 = highWord(m1, c2, low1);
      c0 = high1 ^ c1 ^ k0;
      c1 = low1;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 = (k0 + w0) | 0;
      k1 = (k1 + w1) | 0;
    }
    words[at] = c0;
    words[at + 1] = c1;
    words[at + 2] = c2;
    words[at + 3] = c3;
  }

  /** The blocks a, b, c and d of counters that differ in their first words only: four chains for the processor to overlap. */
  #fourBlocks(words: Uint32Array, at: number, step: number): void {
    const counter = this.#counter;
    const first = counter[0];
    let a0 = first | 0;
    let b0 = (first + step) | 0;
    let c0 = (first + 2 * step) | 0;
    let d0 = (first + 3 * step) | 0;
    let a1 = counter[1] | 0;
    let b1 = a1;
    let c1 = a1;
    let d1 = a1;
    let a2 = counter[2] | 0;
    let b2 = a2;
    let c2 = a2;
    let d2 = a2;
    let a3 = counter[3] | 0;
    let b3 = a3;
    let c3 = a3;
    let d3 = a3;
    let k0 = this.#key0;
    let k1 = this.#key1;
    for (let round = 0; round < 10; round++) {
      const aLow = Math.imul(m0, a0);
      const bLow = Math.imul(m0, b0);
      const cLow = Math.imul(m0, c0);
      const dLow = Math.imul(m0, d0);
      const aHigh = highWord(m0, a0, aLow) ^ a3 ^ k1;
      const bHigh = highWord(m0, b0, bLow) ^ b3 ^ k1;
      const cHigh = highWord(m0, c0, cLow) ^ c3 ^ k1;
      const dHigh = highWord(m0, d0, dLow) ^ d3 ^ k1;
      a3 = aLow;
      b3 = bLow;
      c3 = cLow;
      d3 = dLow;
      const aLow1 = Math.imul(m1, a2);
      const bLow1 = Math.imul(m1, b2);
      const cLow1 = Math.imul(m1, c2);
      const dLow1 = Math.imul(m1, d2);
      a0 = highWord(m1, a2, aLow1) ^ a1 ^ k0;
      b0 = highWord(m1, b2, bLow1) ^ b1 ^ k0;
      c0 = highWord(m1, c2, cLow1) ^ c1 ^ k0;
      d0 = highWord(m1, d2, dLow1) ^ d1 ^ k0;
      a1 = aLow1;
      b1 = bLow1;
      c1 = cLow1;
      d1 = dLow1;
      a2 = aHigh;
      b2 = bHigh;
      c2 = cHigh;
      d2 = dHigh;
      k0 = (k0 + w0) | 0;
      k1 = (k1 + w1) | 0;
    }
    words[at] = a0;
    words[at + 1] = a1;
    words[at + 2] = a2;
    words[at + 3] = a3;
    words[at + 4] = b0;
    words[at + 5] = b1;
    words[at + 6] = b2;
    words[at + 7] = b3;
    words[at + 8] = c0;
    words[at + 9] = c1;
    words[at + 10] = c2;
    words[at + 11] = c3;
    words[at + 12] = d0;
    words[at + 13] = d1;
    words[at + 14] = d2;
    words[at + 15] = d3;
  }
}
