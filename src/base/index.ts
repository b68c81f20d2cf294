export {
  type ArgumentRule,
  type ArgumentTable,
  type CheckedArguments,
  checkArguments,
  checkLists,
  checkMap,
  checkRecord,
  checkText,
  frameworkWords,
  onlyKeys,
  optionalFlag,
  optionalValue,
} from "./arguments.ts";
export {
  allocate,
  bytesOf,
  type DType,
  dtypes,
  type FloatDType,
  type Floats,
  type Storage,
  type StorageOf,
  storageView,
} from "./dtypes.ts";
export {
  type ErrorCode,
  type ErrorFacts,
  errorCodes,
  errorMeanings,
  GatewiseError,
  internalError,
  nearest,
  show,
  unknownName,
} from "./errors.ts";
export { bytesOfArray, checkNamedArray, type NamedArray, namedArray, toFloat32, toFloat64 } from "./named-array.ts";
export { matchesPattern } from "./pattern.ts";
export { parseSeed } from "./seeds.ts";
export { type Shape, showShape, sizeOf, stridesOf } from "./shapes.ts";
export { inFrameworkWords } from "./typescript-names.ts";
export { type ResolvedVersion, resolveVersion } from "./versions.ts";
