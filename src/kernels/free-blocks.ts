interface Block {
  address: number;
  size: number;
}

/**
 * Blocks of a memory that only grows: lent, given back, joined with free neighbours, and cut where a request is smaller.
 *
 * A request takes the smallest free block that holds it, so that sequences of changing length find their room in what is there.
 * Units: bytes, in multiples of 64.
 */
export class FreeBlocks {
  /** By address. */
  readonly #free: Block[] = [];
  readonly #lent = new Map<number, number>();
  #end: number;

  /** Takes the memory from `start` on. */
  constructor(start: number) {
    this.#end = wholeLines(start);
  }

  /** Where the memory that was ever lent ends. */
  get end(): number {
    return this.#end;
  }

  /** Lends a block; `grow` is called first where the memory must reach further. */
  take(bytes: number, grow: (end: number) => void): number {
    const size = wholeLines(Math.max(bytes, 1));
    const best = this.#free.reduce(
      (found, { size: room }, at) => (room >= size && (found < 0 || room < this.#free[found].size) ? at : found),
      -1,
    );
    const address = best < 0 ? this.#extend(size, grow) : this.#cut(best, size);
    this.#lent.set(address, size);
    return address;
  }

  /** Takes a block back; what is not lent is passed over. */
  give(address: number): void {
    const size = this.#lent.get(address);
    if (size === undefined) return;
    this.#lent.delete(address);
    let at = this.#free.findIndex((block) => block.address > address);
    if (at < 0) at = this.#free.length;
    this.#free.splice(at, 0, { address, size });
    this.#join(at);
    if (at > 0) this.#join(at - 1);
  }

  /** Joins a free block with the next if they touch. */
  #join(at: number): void {
    const [block, next] = [this.#free[at], this.#free[at + 1]];
    if (next === undefined || block.address + block.size !== next.address) return;
    block.size += next.size;
    this.#free.splice(at + 1, 1);
  }

  #cut(at: number, size: number): number {
    const block = this.#free[at];
    const { address } = block;
    if (block.size === size) this.#free.splice(at, 1);
    else {
      block.address += size;
      block.size -= size;
    }
    return address;
  }

  /** The end moves by what the free block that lies there lacks. */
  #extend(size: number, grow: (end: number) => void): number {
    const last = this.#free.at(-1);
    const touches = last !== undefined && last.address + last.size === this.#end;
    const address = touches ? last.address : this.#end;
    grow(address + size);
    if (touches) this.#free.pop();
    this.#end = address + size;
    return address;
  }
}

function wholeLines(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
