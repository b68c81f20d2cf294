import type { NamedArray } from "../base/index.ts";

/** What a file of weights holds. */
export interface Weights {
  /** In the file's order. */
  readonly arrays: Map<string, NamedArray>;
  readonly metadata: Map<string, string>;
  /** Tensors of element types that are legal in the format and not read here: their names and types. */
  readonly undecodable: Map<string, string>;
}
