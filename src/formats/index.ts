/** Bytes to named arrays and back; knows no framework. */
export { defaultLimits, type Limits } from "./limits.ts";
export { formatOf, formats, readWeights, writeWeights } from "./registry.ts";
export { arrayNamed, type WeightFormat, type Weights } from "./weights.ts";
