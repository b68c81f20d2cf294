/** Bytes to named arrays and back; knows no framework. */
export { defaultLimits, type Limits } from "./limits.ts";
export { formatOf, readWeights, writeWeights } from "./registry.ts";
export type { Weights } from "./weights.ts";
