import { mt19937KerasTorch } from "./mt19937-keras-torch.ts";
import { mt19937Numpy } from "./mt19937-numpy.ts";
import { mt19937Python } from "./mt19937-python.ts";
import { mt19937Torch } from "./mt19937-torch.ts";
import { pcg64KerasNumpy } from "./pcg64-keras-numpy.ts";
import { pcg64Numpy } from "./pcg64-numpy.ts";
import { philoxGatewise } from "./philox-gatewise.ts";
import { philoxTensorFlow, philoxTensorFlow12, philoxTensorFlowStateless } from "./philox-tensorflow.ts";
import type { Algorithm, StreamAlgorithm } from "./stream.ts";
import { threefryJax } from "./threefry-jax.ts";

/** Every stream by name: one line a stream, each exported by its own file. */
export const algorithms: Readonly<Record<StreamAlgorithm, Algorithm>> = {
  "mt19937-torch": mt19937Torch,
  "mt19937-keras-torch": mt19937KerasTorch,
  "mt19937-numpy": mt19937Numpy,
  "mt19937-python": mt19937Python,
  "pcg64-numpy": pcg64Numpy,
  "pcg64-keras-numpy": pcg64KerasNumpy,
  "philox-tensorflow": philoxTensorFlow,
  "philox-tensorflow-1.2": philoxTensorFlow12,
  "philox-tensorflow-stateless": philoxTensorFlowStateless,
  "philox-gatewise": philoxGatewise,
  "threefry-jax": threefryJax,
};
