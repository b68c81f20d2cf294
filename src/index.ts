/** The door of what needs no dialect: Plans, named arrays and files of them, errors. */
export {
  bytesOfArray,
  type DType,
  type ErrorCode,
  errorCodes,
  GatewiseError,
  matchesPattern,
  type NamedArray,
  namedArray,
  toFloat32,
  toFloat64,
} from "./base/index.ts";
export { defaultLimits, formatOf, type Limits, readWeights, type Weights, writeWeights } from "./formats/index.ts";
export { type Decompositions, decompositions } from "./linalg/index.ts";
export {
  canonicalJson,
  type Difference,
  diffPlans,
  digestOf,
  type EffectiveStart,
  type Explanation,
  effectiveStarts,
  type Grade,
  type Plan,
  printDiff,
  printGivenExplanation as printExplanation,
  runPlan,
  sha256Hex,
  unfixedStreams,
} from "./plan/index.ts";
export { algorithms } from "./random/index.ts";
