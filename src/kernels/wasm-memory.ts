import { sizeClass } from "./size-class.ts";
import type { Workspace } from "./workspace.ts";

type Values = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Lends blocks of a WebAssembly memory and copies arrays in and out. Blocks that come back wait for the next of their size. */
export class WasmMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #idle = new Map<number, number[]>();
  readonly #sizes = new Map<number, number>();
  /** The blocks of the arrays of the call that runs. */
  readonly #lent: number[] = [];
  readonly #record: number;
  #end: number;

  /** Takes the memory from `start` on. */
  constructor(memory: WebAssembly.Memory, start: number) {
    this.#memory = memory;
    this.#end = Math.ceil(start / 64) * 64;
    this.#record = this.#block(512);
  }

  #block(bytes: number): number {
    const size = sizeClass(bytes);
    const kept = this.#idle.get(size)?.pop();
    if (kept !== undefined) return kept;
    const address = this.#end;
    this.#end += Math.ceil(size / 64) * 64;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / 65536));
    this.#sizes.set(address, size);
    return address;
  }

  #giveBack(address: number): void {
    const size = this.#sizes.get(address);
    if (size === undefined) return;
    const kept = this.#idle.get(size);
    if (kept === undefined) this.#idle.set(size, [address]);
    else kept.push(address);
  }

  take(floats: number): Workspace {
    return { floats, values: null, address: this.#block(floats * 4) };
  }

  give(workspace: Workspace): void {
    this.#giveBack(workspace.address);
  }

  /** Lends room for an array until the call ends; null is 0. */
  room(values: Values | null): number {
    if (values === null) return 0;
    const address = this.#block(values.byteLength);
    this.#lent.push(address);
    return address;
  }

  /** Lends room for an array and copies it there. */
  bring(values: Values | null): number {
    const address = this.room(values);
    if (values !== null) this.#view(values, address).set(values);
    return address;
  }

  /** Copies an array back. */
  fetch(address: number, values: Values | null): void {
    if (values !== null) values.set(this.#view(values, address));
  }

  /** Writes the fields of a call, each of four bytes, and gives their address; those in `floats` are real numbers. */
  record(fields: readonly number[], floats: readonly number[]): number {
    new Int32Array(this.#memory.buffer, this.#record, fields.length).set(fields);
    const reals = new Float32Array(this.#memory.buffer, this.#record, fields.length);
    for (const place of floats) reals[place] = fields[place];
    return this.#record;
  }

  /** Takes back what the call's arrays were lent. */
  end(): void {
    for (const address of this.#lent) this.#giveBack(address);
    this.#lent.length = 0;
  }

  #view(values: Values, address: number): Values {
    const { buffer } = this.#memory;
    if (values instanceof Float32Array) return new Float32Array(buffer, address, values.length);
    if (values instanceof Float64Array) return new Float64Array(buffer, address, values.length);
    if (values instanceof Int32Array) return new Int32Array(buffer, address, values.length);
    return new Uint8Array(buffer, address, values.length);
  }
}
