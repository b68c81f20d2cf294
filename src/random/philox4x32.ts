/** First multiplier, second multiplier, and what the key grows by between rounds. Source: Random123, Philox4x32-10. */
const m0 = 0xd2511f53;
const m0Low = 0x1f53;
const m0High = 0xd251;
const m1 = 0xcd9e8d57;
const w0 = 0x9e3779b9;
const w1 = 0xbb67ae85;

/** High word of a 32×32-bit product, from four 16-bit ones; a in halves. */
function highWord(aLow: number, aHigh: number, b: number): number {
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}

/**
 * The same where the low word is known: the product in doubles is wrong by 2^10 at most, which the low word, taken away,
 * tells from the high one. Half of the products are made so, since they use other parts of the processor.
 */
function highWordByDoubles(a: number, b: number, low: number): number {
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

  /** The key and the counter of the next block: six words. */
  words(): Int32Array {
    return Int32Array.of(this.#key0, this.#key1, ...this.#counter);
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
      const fours = Math.min((to - at) >> 4, Math.floor((0xffffffff - counter[0]) / (4 * step)));
      if (fours > 0) {
        this.#fourBlocks(words, at, fours, step);
        at += 16 * fours;
      } else {
        this.#block(words, at);
        this.skip(step);
        at += 4;
      }
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
      const high0 = highWord(m0Low, m0High, c0);
      const high1 = highWordByDoubles(m1, c2, low1);
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

  /**
   * Writes blocks four by four, a, b, c and d, whose counters differ in their first words only: four chains for the
   * processor to overlap.
   */
  #fourBlocks(words: Uint32Array, from: number, fours: number, step: number): void {
    const counter = this.#counter;
    const key0 = this.#key0;
    const key1 = this.#key1;
    const n1 = counter[1] | 0;
    const n2 = counter[2] | 0;
    const n3 = counter[3] | 0;
    let n0 = counter[0] | 0;
    for (let at = from; at < from + 16 * fours; at += 16) {
      let a0 = n0;
      let a1 = n1;
      let a2 = n2;
      let a3 = n3;
      let b0 = (n0 + step) | 0;
      let b1 = n1;
      let b2 = n2;
      let b3 = n3;
      let c0 = (n0 + 2 * step) | 0;
      let c1 = n1;
      let c2 = n2;
      let c3 = n3;
      let d0 = (n0 + 3 * step) | 0;
      let d1 = n1;
      let d2 = n2;
      let d3 = n3;
      n0 = (n0 + 4 * step) | 0;
      let k0 = key0;
      let k1 = key1;
      for (let round = 0; round < 10; round++) {
        const aP = Math.imul(m0, a0);
        const aQ = Math.imul(m1, a2);
        const aPHigh = highWord(m0Low, m0High, a0);
        a0 = highWordByDoubles(m1, a2, aQ) ^ a1 ^ k0;
        a1 = aQ;
        a2 = aPHigh ^ a3 ^ k1;
        a3 = aP;
        const bP = Math.imul(m0, b0);
        const bQ = Math.imul(m1, b2);
        const bPHigh = highWord(m0Low, m0High, b0);
        b0 = highWordByDoubles(m1, b2, bQ) ^ b1 ^ k0;
        b1 = bQ;
        b2 = bPHigh ^ b3 ^ k1;
        b3 = bP;
        const cP = Math.imul(m0, c0);
        const cQ = Math.imul(m1, c2);
        const cPHigh = highWord(m0Low, m0High, c0);
        c0 = highWordByDoubles(m1, c2, cQ) ^ c1 ^ k0;
        c1 = cQ;
        c2 = cPHigh ^ c3 ^ k1;
        c3 = cP;
        const dP = Math.imul(m0, d0);
        const dQ = Math.imul(m1, d2);
        const dPHigh = highWord(m0Low, m0High, d0);
        d0 = highWordByDoubles(m1, d2, dQ) ^ d1 ^ k0;
        d1 = dQ;
        d2 = dPHigh ^ d3 ^ k1;
        d3 = dP;
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
    counter[0] = n0;
  }
}
