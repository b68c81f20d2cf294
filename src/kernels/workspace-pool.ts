import { sizeClass } from "./size-class.ts";
import type { Workspace } from "./workspace.ts";

/** How many floats lie idle at most: 64 MB. */
const mostIdle = 2 ** 24;
/** The addon begins at a cache line inside. */
const slack = 16;

/** Lends workspaces that are ordinary arrays, and keeps those that come back for the next call of their size. */
export class WorkspacePool {
  readonly #idle = new Map<number, Float32Array[]>();
  #idleFloats = 0;

  take(floats: number): Workspace {
    const size = sizeClass(floats + slack);
    const kept = this.#idle.get(size)?.pop();
    if (kept !== undefined) this.#idleFloats -= size;
    return { floats, values: kept ?? new Float32Array(size), address: 0 };
  }

  give({ values }: Workspace): void {
    if (!(values instanceof Float32Array) || this.#idleFloats + values.length > mostIdle) return;
    this.#idleFloats += values.length;
    const kept = this.#idle.get(values.length);
    if (kept === undefined) this.#idle.set(values.length, [values]);
    else kept.push(values);
  }
}
