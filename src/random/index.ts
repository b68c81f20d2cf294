/** The door of random streams: words of named engines, turned into numbers as one framework does. */
export { algorithms } from "./algorithms.ts";
export { erf64, exp64, log1p64, log64, sincos64 } from "./elementary64.ts";
export { fma32, fma64 } from "./fma.ts";
export { Mt19937 } from "./mt19937.ts";
export { mt19937KerasTorch } from "./mt19937-keras-torch.ts";
export { mt19937Numpy } from "./mt19937-numpy.ts";
export { mt19937Python } from "./mt19937-python.ts";
export { mt19937Torch, TorchStream } from "./mt19937-torch.ts";
export { meterOf, openStream } from "./open-stream.ts";
export { Pcg64 } from "./pcg64.ts";
export { pcg64KerasNumpy } from "./pcg64-keras-numpy.ts";
export { gatewiseSeed, philoxGatewise } from "./philox-gatewise.ts";
export { philoxTensorFlow, philoxTensorFlow12, philoxTensorFlowStateless } from "./philox-tensorflow.ts";
export {
  type Algorithm,
  type Draws,
  type Meter,
  type Stream,
  type StreamAlgorithm,
  type StreamTable,
  streamAlgorithms,
} from "./stream.ts";
export { threefryJax } from "./threefry-jax.ts";
