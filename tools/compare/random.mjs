/** A small generator of random choices, so that document number K of a seed is the same on every machine. */

export class Random {
  #state;

  /** @param {string} text whatever names the stream: set, seed and number of the document */
  constructor(text) {
    let hash = 0x811c9dc5;
    for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    this.#state = hash | 0;
  }

  /** A number of [0, 1): mulberry32. */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from low to high, both included. */
  int(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability) {
    return this.unit() < probability;
  }

  pick(list) {
    return list[Math.floor(this.unit() * list.length)];
  }

  /** A number of a range with few digits, as people write them. */
  number(low, high) {
    return Number((low + (high - low) * this.unit()).toFixed(this.int(1, 4)));
  }

  /** A size: mostly small, at times up to 40. */
  size() {
    return this.chance(0.15) ? this.int(13, 40) : this.chance(0.1) ? 1 : this.int(2, 12);
  }

  /** A list of `count` makings. */
  list(count, make) {
    return Array.from({ length: count }, (_, k) => make(k));
  }

  /**
   * An object of the entries that chance leaves in: each value is made when it is kept.
   *
   * @param {Record<string, [probability: number, make: () => unknown]>} table
   */
  some(table) {
    const kept = {};
    for (const [key, [probability, make]] of Object.entries(table)) if (this.chance(probability)) kept[key] = make();
    return kept;
  }
}
