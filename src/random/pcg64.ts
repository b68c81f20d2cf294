import { seedSequence } from "./seed-sequence.ts";

/** Words made ahead of their use, in 64-bit words. */
const batch = 64;

/*
 * The state is five limbs of 26 bits, balanced: from -2^25 to 2^25, so that a column of five products still fits a double.
 * Adding and taking away these rounds to a multiple of 2^26, and of 2^24 in the top limb, which has what is left of 128.
 */
const away = 1.5 * 2 ** 78;
const topAway = 1.5 * 2 ** 76;
const multiplier = 0x2360ed051fc65da44385df649fccf645n;
/** A step back multiplies by this, after the increment is taken away: the multiplier's inverse modulo 2^128. */
const inverse = 0x07dda22b9397986098abc8b0716eac8dn;
/** Two steps at once have this multiplier: the other one's square, modulo 2^128. */
const squared = /* @__PURE__ */ limbsOf(0x17bce35bdf69743c529ed9eb20e0ae99n);

/**
 * NumPy's PCG64: a 128-bit linear congruential generator whose high and low halves are folded and rotated (XSL-RR).
 * Words are made a batch at a time by two chains, of the odd words and the even ones, each with its state in local
 * doubles: a processor overlaps them, while the carries of one chain wait for one another.
 * Source: O'Neill 2014 (PCG-XSL-RR-128/64), numpy@2.4, numpy/random/src/pcg64/pcg64.h.
 */
export class Pcg64 {
  /** The states of the next two words. */
  private readonly odd: Float64Array;
  private readonly even: Float64Array;
  /** The increment of two steps at once, and of one. */
  private readonly increment: Float64Array;
  private readonly single: bigint;
  /** Low and high half of each word in turn. */
  private readonly words = new Uint32Array(2 * batch);
  private index = 2 * batch;
  /** Words made, those that are still to be taken included. */
  private made = 0;
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
    this.single = increment;
    // Seeding takes one step, and each word one more before it.
    const first = this.step(this.step(start + increment));
    this.odd = Float64Array.from(limbsOf(first));
    this.even = Float64Array.from(limbsOf(this.step(first)));
    this.increment = Float64Array.from(limbsOf(BigInt.asUintN(128, (multiplier + 1n) * increment)));
  }

  /** 64-bit words taken since the engine was opened. A word of which half is taken counts. */
  get position(): number {
    return this.made + this.index / 2 - batch;
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

  /** Takes `count` 64-bit words into the front of `words`, low and high half in turn. */
  take(words: Uint32Array, count: number): void {
    for (let at = 0; at < 2 * count; ) {
      const left = 2 * count - at;
      if (this.index === 2 * batch && left >= 2 * batch) {
        this.make(words, at);
        at += 2 * batch;
        continue;
      }
      if (this.index === 2 * batch) this.refill();
      const most = Math.min(left, 2 * batch - this.index);
      words.set(this.words.subarray(this.index, this.index + most), at);
      this.index += most;
      at += most;
    }
  }

  /**
   * Lets `draw` take words from the state of the next one, four 32-bit words, lowest first, and the increment, four; then come whether half a word
   * is kept, and that half. It leaves them as they are after, and gives how many words it took.
   */
  lend(draw: (engine: Int32Array) => number): void {
    let state = numberOf(this.odd);
    for (let left = batch - this.index / 2; left > 0; left--) state = BigInt.asUintN(128, (state - this.single) * inverse);
    const engine = new BigUint64Array([state, state >> 64n, this.single, this.single >> 64n, BigInt(this.half ?? 0) << 32n]);
    if (this.half !== undefined) engine[4] |= 1n;
    const taken = draw(new Int32Array(engine.buffer));
    this.made = this.position + taken;
    this.index = 2 * batch;
    state = (engine[1] << 64n) | engine[0];
    this.odd.set(limbsOf(state));
    this.even.set(limbsOf(this.step(state)));
    this.half = (engine[4] & 1n) === 0n ? undefined : Number(engine[4] >> 32n);
  }

  private step(state: bigint): bigint {
    return BigInt.asUintN(128, state * multiplier + this.single);
  }

  private refill(): void {
    this.make(this.words, 0);
    this.index = 0;
  }

  /** Makes a batch of words. */
  private make(words: Uint32Array, from: number): void {
    this.made += batch;
    const { odd, even, increment } = this;
    const [m0, m1, m2, m3, m4] = squared;
    const [i0, i1, i2, i3, i4] = increment;
    let [a0, a1, a2, a3, a4] = odd;
    let [b0, b1, b2, b3, b4] = even;
    for (let at = from; at < from + 2 * batch; at += 4) {
      fold(words, at, a0, a1, a2, a3, a4);
      fold(words, at + 2, b0, b1, b2, b3, b4);
      let aT = a0 * m0 + i0;
      let aHigh = aT + away - away;
      const aN0 = aT - aHigh;
      let aCarry = aHigh * 2 ** -26;
      let bT = b0 * m0 + i0;
      let bHigh = bT + away - away;
      const bN0 = bT - bHigh;
      let bCarry = bHigh * 2 ** -26;
      aT = a0 * m1 + a1 * m0 + i1 + aCarry;
      aHigh = aT + away - away;
      const aN1 = aT - aHigh;
      aCarry = aHigh * 2 ** -26;
      bT = b0 * m1 + b1 * m0 + i1 + bCarry;
      bHigh = bT + away - away;
      const bN1 = bT - bHigh;
      bCarry = bHigh * 2 ** -26;
      aT = a0 * m2 + a1 * m1 + a2 * m0 + i2 + aCarry;
      aHigh = aT + away - away;
      const aN2 = aT - aHigh;
      aCarry = aHigh * 2 ** -26;
      bT = b0 * m2 + b1 * m1 + b2 * m0 + i2 + bCarry;
      bHigh = bT + away - away;
      const bN2 = bT - bHigh;
      bCarry = bHigh * 2 ** -26;
      aT = a0 * m3 + a1 * m2 + a2 * m1 + a3 * m0 + i3 + aCarry;
      aHigh = aT + away - away;
      const aN3 = aT - aHigh;
      aCarry = aHigh * 2 ** -26;
      bT = b0 * m3 + b1 * m2 + b2 * m1 + b3 * m0 + i3 + bCarry;
      bHigh = bT + away - away;
      const bN3 = bT - bHigh;
      bCarry = bHigh * 2 ** -26;
      aT = a0 * m4 + a1 * m3 + a2 * m2 + a3 * m1 + a4 * m0 + i4 + aCarry;
      a4 = aT - (aT + topAway - topAway);
      bT = b0 * m4 + b1 * m3 + b2 * m2 + b3 * m1 + b4 * m0 + i4 + bCarry;
      b4 = bT - (bT + topAway - topAway);
      a3 = aN3;
      a2 = aN2;
      a1 = aN1;
      a0 = aN0;
      b3 = bN3;
      b2 = bN2;
      b1 = bN1;
      b0 = bN0;
    }
    odd[0] = a0;
    odd[1] = a1;
    odd[2] = a2;
    odd[3] = a3;
    odd[4] = a4;
    even[0] = b0;
    even[1] = b1;
    even[2] = b2;
    even[3] = b3;
    even[4] = b4;
  }
}

/** Writes the word of a state, made of its limbs: its halves' exclusive or, turned by its highest six bits. */
function fold(words: Uint32Array, at: number, a0: number, a1: number, a2: number, a3: number, a4: number): void {
  const x0 = a0 | 0;
  const x1 = a1 | 0;
  const x2 = a2 | 0;
  const x3 = a3 | 0;
  // What is carried into a limb, borrows included: shifts round down.
  const y1 = (x1 + (x0 >> 26)) | 0;
  const y2 = (x2 + (y1 >> 26)) | 0;
  const y3 = (x3 + (y2 >> 26)) | 0;
  const top = ((y3 >> 18) + (a4 << 8)) | 0;
  const low = (x0 + (x1 << 26)) ^ ((y2 >> 12) + (x3 << 14));
  const high = ((y1 >> 6) + (x2 << 20)) ^ top;
  const turn = top >>> 26;
  // A turn of 32 and more exchanges the halves. Without a branch, which would be guessed wrongly every other time.
  const exchanged = (low ^ high) & -(turn >>> 5);
  const first = low ^ exchanged;
  const second = high ^ exchanged;
  const r = turn & 31;
  // Shifting by 32 in two steps, since JavaScript takes shifts modulo 32.
  words[at] = (first >>> r) | ((second << 1) << (31 - r));
  words[at + 1] = (second >>> r) | ((first << 1) << (31 - r));
}

/** The balanced limbs of a 128-bit number. */
function limbsOf(value: bigint): number[] {
  const limbs: number[] = [];
  let rest = value;
  for (let k = 0; k < 5; k++) {
    const limb = BigInt.asIntN(k < 4 ? 26 : 24, rest);
    limbs.push(Number(limb));
    rest = (rest - limb) >> 26n;
  }
  return limbs;
}

/** The 128-bit number of some limbs. */
function numberOf(limbs: Float64Array): bigint {
  let sum = 0n;
  for (let k = 4; k >= 0; k--) sum = (sum << 26n) + BigInt(limbs[k]);
  return BigInt.asUintN(128, sum);
}
