import { seedSequence } from "./seed-sequence.ts";

/** Words made ahead of their use, in 64-bit words. */
const batch = 64;

/** Limbs of 22 bits: a product has 44, and a column of six products still fits a double. */
const radix = 2 ** 22;
const mask = 0x3fffffn;
const multiplier = limbsOf(0x2360ed051fc65da44385df649fccf645n);

/**
 * NumPy's PCG64: a 128-bit linear congruential generator whose high and low halves are folded and rotated (XSL-RR).
 * Words are made a batch at a time with the state in local doubles.
 * Source: O'Neill 2014 (PCG-XSL-RR-128/64), numpy@2.4, numpy/random/src/pcg64/pcg64.h.
 */
export class Pcg64 {
  private readonly state: Float64Array;
  private readonly increment: Float64Array;
  /** Low and high half of each word in turn. */
  private readonly words = new Uint32Array(2 * batch);
  private index = 2 * batch;
  private batches = 0;
  /** The high half of the last word that gave a 32-bit word. */
  private half: number | undefined;
  /** The high half of the word that {@link next} took last. */
  high = 0;

  /** Opens the engine as default_rng(entropy) does. */
  constructor(entropy: readonly bigint[]) {
    const q = seedSequence(entropy, 8);
    const word = (i: number): bigint => (BigInt(q[2 * i + 1]) << 32n) | BigInt(q[2 * i]);
    const increment = BigInt.asUintN(128, (((word(2) << 64n) | word(3)) << 1n) | 1n);
    const start = (word(0) << 64n) | word(1);
    const first = BigInt.asUintN(128, (start + increment) * 0x2360ed051fc65da44385df649fccf645n + increment);
    this.state = Float64Array.from(limbsOf(first));
    this.increment = Float64Array.from(limbsOf(increment));
  }

  /** 64-bit words taken since the engine was opened. A word of which half is taken counts. */
  get position(): number {
    return this.batches * batch + this.index / 2 - batch;
  }

  /** Takes one 64-bit word: returns the low half and leaves the high one in {@link high}. */
  next(): number {
    if (this.index === 2 * batch) this.refill();
    const at = this.index;
    this.index = at + 2;
    this.high = this.words[at + 1];
    return this.words[at];
  }

  /** Takes one 32-bit word: the low half of a new word, then its high half, whatever 64-bit words are taken between. */
  next32(): number {
    const kept = this.half;
    if (kept !== undefined) {
      this.half = undefined;
      return kept;
    }
    const low = this.next();
    this.half = this.high;
    return low;
  }

  private refill(): void {
    const { state, increment, words } = this;
    const [m0, m1, m2, m3, m4, m5] = multiplier;
    const [i0, i1, i2, i3, i4, i5] = increment;
    let [a0, a1, a2, a3, a4, a5] = state;
    for (let at = 0; at < 2 * batch; at += 2) {
      let t = a0 * m0 + i0;
      let carry = Math.floor(t / radix);
      const b0 = t - carry * radix;
      t = a0 * m1 + a1 * m0 + i1 + carry;
      carry = Math.floor(t / radix);
      const b1 = t - carry * radix;
      t = a0 * m2 + a1 * m1 + a2 * m0 + i2 + carry;
      carry = Math.floor(t / radix);
      const b2 = t - carry * radix;
      t = a0 * m3 + a1 * m2 + a2 * m1 + a3 * m0 + i3 + carry;
      carry = Math.floor(t / radix);
      const b3 = t - carry * radix;
      t = a0 * m4 + a1 * m3 + a2 * m2 + a3 * m1 + a4 * m0 + i4 + carry;
      carry = Math.floor(t / radix);
      const b4 = t - carry * radix;
      t = a0 * m5 + a1 * m4 + a2 * m3 + a3 * m2 + a4 * m1 + a5 * m0 + i5 + carry;
      // The last limb has the 18 bits left of 128.
      a5 = t - Math.floor(t / 2 ** 18) * 2 ** 18;
      a4 = b4;
      a3 = b3;
      a2 = b2;
      a1 = b1;
      a0 = b0;
      let low = (a0 | (a1 << 22)) ^ ((a2 >>> 20) | (a3 << 2) | (a4 << 24));
      let high = ((a1 >>> 10) | (a2 << 12)) ^ ((a4 >>> 8) | (a5 << 14));
      const turn = a5 >>> 12;
      if (turn >= 32) [low, high] = [high, low];
      const r = turn & 31;
      // Shifting by 32 in two steps, since JavaScript takes shifts modulo 32.
      words[at] = (low >>> r) | ((high << 1) << (31 - r));
      words[at + 1] = (high >>> r) | ((low << 1) << (31 - r));
    }
    state[0] = a0;
    state[1] = a1;
    state[2] = a2;
    state[3] = a3;
    state[4] = a4;
    state[5] = a5;
    this.index = 0;
    this.batches++;
  }
}

function limbsOf(value: bigint): number[] {
  return [0n, 22n, 44n, 66n, 88n, 110n].map((shift) => Number((value >> shift) & mask));
}
