const size = 624;
const shift = 397;

/**
 * The Mersenne Twister of Matsumoto and Nishimura (2002), giving 32-bit words.
 * Words are tempered a whole turn (624) at a time, so that taking one is an array read.
 * Source: mt19937ar, init_genrand, init_by_array, genrand_int32.
 */
export class Mt19937 {
  /** The raw (untempered) state after the last turn. */
  readonly state = new Uint32Array(size);
  private readonly tempered = new Uint32Array(size);
  private index = size;
  private turns = 0;

  private constructor() {}

  /** Opens the engine with init_genrand: one 32-bit seed. */
  static fromSeed(seed: number): Mt19937 {
    const engine = new Mt19937();
    engine.spread(seed);
    return engine;
  }

  /** Opens the engine with init_by_array: any number of 32-bit words, at least one. */
  static fromWords(words: readonly number[]): Mt19937 {
    const engine = new Mt19937();
    engine.spread(19650218);
    const { state } = engine;
    let i = 1;
    let j = 0;
    for (let k = Math.max(size, words.length); k > 0; k--) {
      const previous = state[i - 1] ^ (state[i - 1] >>> 30);
      state[i] = (state[i] ^ Math.imul(previous, 1664525)) + (words[j] | 0) + j;
      i++;
      j++;
      if (i >= size) {
        state[0] = state[size - 1];
        i = 1;
      }
      if (j >= words.length) j = 0;
    }
    for (let k = size - 1; k > 0; k--) {
      const previous = state[i - 1] ^ (state[i - 1] >>> 30);
      state[i] = (state[i] ^ Math.imul(previous, 1566083941)) - i;
      i++;
      if (i >= size) {
        state[0] = state[size - 1];
        i = 1;
      }
    }
    state[0] = 0x80000000;
    return engine;
  }

  /** Words taken since the engine was opened. */
  get position(): number {
    return this.turns * size + this.index - size;
  }

  /** Words taken of the current turn of the state: 0 before the first word, then 1 to 624. */
  get offset(): number {
    return this.turns === 0 ? 0 : this.index;
  }

  /** Takes one word. */
  next(): number {
    if (this.index === size) this.turn();
    return this.tempered[this.index++];
  }

  /** Takes `count` words into the front of `words`. */
  take(words: Uint32Array, count: number): void {
    for (let at = 0; at < count; ) {
      if (this.index === size) this.turn();
      const most = Math.min(count - at, size - this.index);
      words.set(this.tempered.subarray(this.index, this.index + most), at);
      this.index += most;
      at += most;
    }
  }

  /**
   * Lets `draw` take words of the state itself, `used` of which are taken, and turn it where none is left; it gives how
   * many words it took.
   */
  lend(draw: (state: Int32Array, used: number) => number): void {
    const end = this.index + draw(new Int32Array(this.state.buffer), this.index);
    const turned = Math.max(0, Math.ceil(end / size) - 1);
    this.turns += turned;
    this.index = end - turned * size;
    if (turned > 0) this.temper();
  }

  private spread(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let j = 1; j < size; j++) state[j] = Math.imul(1812433253, state[j - 1] ^ (state[j - 1] >>> 30)) + j;
  }

  private turn(): void {
    const { state } = this;
    let k = 0;
    for (; k < size - shift; k++) {
      const y = (state[k] & 0x80000000) | (state[k + 1] & 0x7fffffff);
      state[k] = state[k + shift] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    }
    for (; k < size - 1; k++) {
      const y = (state[k] & 0x80000000) | (state[k + 1] & 0x7fffffff);
      state[k] = state[k + shift - size] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    }
    const y = (state[size - 1] & 0x80000000) | (state[0] & 0x7fffffff);
    state[size - 1] = state[shift - 1] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    this.temper();
    this.index = 0;
    this.turns++;
  }

  private temper(): void {
    const { state, tempered } = this;
    for (let k = 0; k < size; k++) {
      let w = state[k];
      w ^= w >>> 11;
      w ^= (w << 7) & 0x9d2c5680;
      w ^= (w << 15) & 0xefc60000;
      w ^= w >>> 18;
      tempered[k] = w;
    }
  }
}
