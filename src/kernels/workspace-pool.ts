import { sizeClass } from "./size-class.ts";
import type { Workspace } from "./workspace.ts";

/** The addon begins at a cache line inside. */
const slack = 16;

/**
 * Lends workspaces that are ordinary arrays, and keeps those that come back for the next call of their size.
 *
 * What is lent and what lies idle together is no more than was once lent at the same time: a training step finds what the step before
 * gave back, and nothing else piles up.
 */
export class WorkspacePool {
  readonly #idle = new Map<number, Float32Array[]>();
  #idleFloats = 0;
  #lentFloats = 0;
  #mostLent = 0;

  take(floats: number): Workspace {
    const size = sizeClass(floats + slack);
    this.#lentFloats += size;
    this.#mostLent = Math.max(this.#mostLent, this.#lentFloats);
    const kept = this.#idle.get(size)?.pop();
    if (kept !== undefined) {
      this.#idleFloats -= size;
      return { floats, values: kept, address: 0 };
    }
    this.#makeRoom();
    return { floats, values: new Float32Array(size), address: 0 };
  }

  give({ values }: Workspace): void {
    if (!(values instanceof Float32Array)) return;
    this.#lentFloats -= values.length;
    this.#idleFloats += values.length;
    const kept = this.#idle.get(values.length);
    if (kept === undefined) this.#idle.set(values.length, [values]);
    else kept.push(values);
    this.#makeRoom();
  }

  /** Lets go of idle arrays of other sizes where there are too many. */
  #makeRoom(): void {
    for (const [size, kept] of this.#idle) {
      while (kept.length > 0 && this.#idleFloats + this.#lentFloats > this.#mostLent) {
        kept.pop();
        this.#idleFloats -= size;
      }
      if (kept.length === 0) this.#idle.delete(size);
    }
  }
}
