/** Keras of every generation: layers and initialisers as they start. */
export type { PartialShape } from "./build-context.ts";
export { grades } from "./grades.gen.ts";
export { type Layer, layerKeys } from "./layer.ts";
export { type CellConfig, type InitializerOption, KerasLayer, KerasSession, type RecurrentOptions } from "./session.ts";
export type { Seeds, SessionOptions } from "./session-options.ts";
export { kerasFrameworks } from "./versions.ts";
