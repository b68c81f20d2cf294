import { GatewiseError } from "../base/index.ts";
import { FreeBlocks } from "./free-blocks.ts";
import type { Workspace } from "./workspace.ts";

type Values = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Lends blocks of a WebAssembly memory and copies arrays in and out. */
export class WasmMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #blocks: FreeBlocks;
  /** The blocks of the arrays of the call that runs. */
  readonly #lent: number[] = [];
  readonly #record: number;

  /** Takes the memory from `start` on. */
  constructor(memory: WebAssembly.Memory, start: number) {
    this.#memory = memory;
    this.#blocks = new FreeBlocks(start);
    this.#record = this.#block(512);
  }

  /** Throws: limit, where the memory cannot grow. */
  #block(bytes: number): number {
    return this.#blocks.take(bytes, (end) => {
      const missing = end - this.#memory.buffer.byteLength;
      if (missing <= 0) return;
      try {
        this.#memory.grow(Math.ceil(missing / 65536));
      } catch {
        throw new GatewiseError("limit", {
          where: "WebAssembly's memory",
          received: `${end} bytes wanted at once`,
          expected: "4 GiB at most, or what the system gives",
          fix: "a smaller batch, a shorter window, or the native backend",
        });
      }
    });
  }

  take(floats: number): Workspace {
    return { floats, values: null, address: this.#block(floats * 4) };
  }

  give(workspace: Workspace): void {
    this.#blocks.give(workspace.address);
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
    for (const address of this.#lent) this.#blocks.give(address);
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
