/** The door of random streams: words of named engines, turned into numbers as one framework does. */
export { algorithms } from "./algorithms.ts";
export { erf64, exp64, log1p64, log64, sincos64 } from "./elementary64.ts";
export { fma32, fma64 } from "./fma.ts";
export { Mt19937 } from "./mt19937.ts";
export { TorchStream } from "./mt19937-torch.ts";
export { Pcg64 } from "./pcg64.ts";
export { meterOf, openStream } from "./open-stream.ts";
export {
  type Algorithm,
  type Draws,
  type Meter,
  type Stream,
  type StreamAlgorithm,
  streamAlgorithms,
} from "./stream.ts";
