import type { KernelsOf, Reals } from "../kernels.gen.ts";
import { binary, binaryRows, sumOfSquares, sumRows, unary, unaryGradient } from "./elementwise.ts";
import { gemm } from "./gemm.ts";
import { gruBackward, gruForward, gruWorkspace } from "./gru.ts";
import { lstmBackward, lstmForward, lstmWorkspace } from "./lstm.ts";
import { adamStep, average, descend, rootStep, scale } from "./optimizer.ts";
import { rnnBackward, rnnForward, rnnWorkspace } from "./rnn.ts";
import { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";

/** The plain twins: the book of what each kernel computes, and the oracle of the others when run in float64. */
export const plainKernels: KernelsOf<Reals> = {
  gemm,
  unary,
  unaryGradient,
  binary,
  binaryRows,
  sumRows,
  sumOfSquares,
  scale,
  descend,
  average,
  adamStep,
  rootStep,
  softmaxCrossEntropy,
  lstmWorkspace,
  lstmForward,
  lstmBackward,
  gruWorkspace,
  gruForward,
  gruBackward,
  rnnWorkspace,
  rnnForward,
  rnnBackward,
};
