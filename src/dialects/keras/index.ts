/** Keras of every generation: layers and initialisers as they start. */
export type { PartialShape } from "./build-context.ts";
export { grades } from "./grades.gen.ts";
export { type Layer, layerKeys } from "./layer.ts";
export {
  type CellConfig,
  type InitializerOption,
  KerasLayer,
  KerasSession,
  type RecurrentOptions,
  type Seeds,
  type SessionOptions,
} from "./session.ts";
export { kerasFrameworks } from "./versions.ts";
