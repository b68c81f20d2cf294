import type { NamedArray } from "../base/index.ts";

/** A start in another framework's names and layout. */
export interface Carried {
  readonly dialect: string;
  readonly tensors: readonly NamedArray[];
  /** What a user should know: a forget bias placed, a second bias left zero, an activation that differs. */
  readonly notes: readonly string[];
}
