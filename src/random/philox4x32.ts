/** First multiplier, second multiplier, and what the key grows by between rounds. Source: Random123, Philox4x32-10. */
const m0 = 0xd2511f53;
const m1 = 0xcd9e8d57;
const w0 = 0x9e3779b9;
const w1 = 0xbb67ae85;

/** High word of a 32×32-bit product, from four 16-bit ones. */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = Math.imul(aLow, bLow);
  const middle = (Math.imul(aHigh, bLow) + (low >>> 16)) | 0;
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
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
    const [c0, c1, c2, c3] = this.#counter;
    const copy = new Philox4x32([this.#key0, this.#key1], [c0, c1, c2, c3]);
    copy.skip(blocks);
    return copy;
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

  /** Writes whole blocks of four words, in order, from `from` up to `to`. Domain: to - from a multiple of 4. */
  fill(words: Uint32Array, from = 0, to = words.length): void {
    const counter = this.#counter;
    const key0 = this.#key0;
    const key1 = this.#key1;
    for (let at = from; at < to; at += 4) {
      let c0 = counter[0] | 0;
      let c1 = counter[1] | 0;
      let c2 = counter[2] | 0;
      let c3 = counter[3] | 0;
      let k0 = key0;
      let k1 = key1;
      for (let round = 0; round < 10; round++) {
        const high0 = highWord(m0, c0);
        const low0 = Math.imul(m0, c0);
        const high1 = highWord(m1, c2);
        const low1 = Math.imul(m1, c2);
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
      this.#next();
    }
  }

  /** Counts one block on. Reads each word again: the value of an increment is not yet cut to 32 bits. */
  #next(): void {
    const counter = this.#counter;
    for (let i = 0; i < 4; i++) {
      counter[i]++;
      if (counter[i] !== 0) return;
    }
  }
}
