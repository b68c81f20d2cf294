/** The door of the tensors: values that remember how they came about, and the operations that make them. */
export { add, type BinaryFunction, div, maximum, minimum, mul, type Operand, pow, sub } from "./binary.ts";
export { broadcast } from "./broadcast-to.ts";
export { cast } from "./cast.ts";
export { concat, stack } from "./concat.ts";
export { full, type Nested, ones, type TensorOptions, tensor, zeros } from "./create.ts";
export { dropout } from "./dropout.ts";
export { embedding, gather, scatterAdd } from "./gather.ts";
export { addRows, type GatheredRows, noteRows, takeRows } from "./gathered-rows.ts";
export { layerNorm } from "./layer-norm.ts";
export {
  absoluteError,
  type BinaryCrossEntropyOptions,
  binaryCrossEntropy,
  type CategoricalCrossEntropyOptions,
  categoricalCrossEntropy,
  type LossReduction,
  labelCrossEntropy,
  type ProbabilityOptions,
  reduceLoss,
  squaredError,
} from "./losses.ts";
export { matmul } from "./matmul.ts";
export { laidByMemory, type MemoryOrder } from "./memory-order.ts";
export type { Numbers, TensorDType } from "./numbers.ts";
export { noGrad } from "./recording.ts";
export {
  type RecurrentSequence,
  recurrentSequence,
  type SequenceResult,
  type StackedBias,
  type StackedMatrix,
} from "./recurrent-sequence.ts";
export { max, mean, min, type ReductionOptions, sum } from "./reduce.ts";
export { checkTensor } from "./refusals.ts";
export { reshape } from "./reshape.ts";
export { reverse, slice, split, unstack } from "./slice.ts";
export { logSoftmax, softmax, sparsemax } from "./softmax.ts";
export { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";
export { gradients, Tensor } from "./tensor.ts";
export { transpose } from "./transpose.ts";
export {
  abs,
  celu,
  clip,
  type ElementwiseFunction,
  elu,
  exp,
  gelu,
  hardShrink,
  hardSigmoid,
  hardSilu,
  hardTanh,
  leakyRelu,
  log,
  logSigmoid,
  mish,
  neg,
  relu,
  relu6,
  selu,
  sigmoid,
  sign,
  silu,
  softplus,
  softShrink,
  softsign,
  sparsePlus,
  sparseSigmoid,
  sqrt,
  square,
  squareplus,
  tanh,
  tanhShrink,
  threshold,
} from "./unary.ts";
export { where } from "./where.ts";
export { countArrived } from "./young-garbage.ts";
