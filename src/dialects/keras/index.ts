/** Keras of every generation: layers and initialisers as they start. */
export type { PartialShape } from "./build-context.ts";
export { kerasPlateau, kerasStopping } from "./callbacks.ts";
export { grades } from "./grades.gen.ts";
export { KerasLayer } from "./keras-layer.ts";
export { type Layer, layerKeys } from "./layer.ts";
export { kerasLoss } from "./losses.ts";
export { kerasOptimizer, type OptimizerEntry } from "./optimizers.ts";
export type * as Options from "./options.gen.ts";
export { scheduleOf } from "./schedules.ts";
export { KerasSession } from "./session.ts";
export type { Seeds, SessionOptions } from "./session-options.ts";
export { earlyStopping, loss, optimizer, reduceLROnPlateau, schedule } from "./training.ts";
export { kerasFrameworks, resolveDialect } from "./versions.ts";
