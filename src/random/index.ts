/** The door of random streams: words of named engines, turned into numbers as one framework does. */
export { algorithms } from "./algorithms.ts";
export { log64 } from "./elementary64.ts";
export { keptOf } from "./kept.ts";
export { fillByKernels } from "./kernel-fills.ts";
export { mt19937KerasTorch } from "./mt19937-keras-torch.ts";
export { mt19937Numpy } from "./mt19937-numpy.ts";
export { mt19937Python } from "./mt19937-python.ts";
export { mt19937Torch } from "./mt19937-torch.ts";
export { openStream } from "./open-stream.ts";
export { pcg64KerasNumpy } from "./pcg64-keras-numpy.ts";
export { gatewiseSeed, philoxGatewise } from "./philox-gatewise.ts";
export { philoxTensorFlow, philoxTensorFlow12, philoxTensorFlowStateless } from "./philox-tensorflow.ts";
export type {
  Algorithm,
  Draws,
  Meter,
  Stream,
  StreamAlgorithm,
  StreamTable,
} from "./stream.ts";
export { moveStream, type StreamPlace, streamAt } from "./stream-place.ts";
export { threefryJax } from "./threefry-jax.ts";
