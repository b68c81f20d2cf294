import { sizeClass } from "./size-class.ts";
import type { Workspace } from "./workspace.ts";

/** The addon begins at a cache line inside. */
const slack = 16;

/**
 * Lends what a call needs for its own time: calls come one after the other, so that one array serves them all, the largest that was asked
 * for.
 */
export class ScratchSpace {
  #idle: Float32Array | null = null;

  take(floats: number): Workspace {
    const kept = this.#idle;
    this.#idle = null;
    const values = kept !== null && kept.length >= floats + slack ? kept : new Float32Array(sizeClass(floats + slack));
    return { floats, values, address: 0 };
  }

  give({ values }: Workspace): void {
    if (values instanceof Float32Array && values.length > (this.#idle?.length ?? 0)) this.#idle = values;
  }
}
