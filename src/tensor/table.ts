import { binaryPrimitives } from "./binary.ts";
import { broadcastPrimitive } from "./broadcast-to.ts";
import { castPrimitive } from "./cast.ts";
import { concatPrimitive } from "./concat.ts";
import { dropoutPrimitive } from "./dropout.ts";
import { gatherPrimitive, scatterAddPrimitive } from "./gather.ts";
import { layerNormPrimitive } from "./layer-norm.ts";
import { matmulPrimitive } from "./matmul.ts";
import type { Primitive } from "./primitive.ts";
import type { PrimitiveName } from "./primitive-names.ts";
import { recurrentSequencePrimitive, sequenceStatePrimitive } from "./recurrent-sequence.ts";
import { extremePrimitive, sumPrimitive } from "./reduce.ts";
import { reshapePrimitive } from "./reshape.ts";
import { reversePrimitive, slicePrimitive } from "./slice.ts";
import { logSoftmaxPrimitive, softmaxPrimitive, sparsemaxPrimitive } from "./softmax.ts";
import { softmaxCrossEntropyPrimitive } from "./softmax-cross-entropy.ts";
import { transposePrimitive } from "./transpose.ts";
import { unaryPrimitives } from "./unary.ts";
import { wherePrimitive } from "./where.ts";

/** Every primitive by its name: shape rule, forward and vjp of each. */
export const primitives = {
  ...binaryPrimitives,
  ...unaryPrimitives,
  matmul: matmulPrimitive,
  sum: sumPrimitive,
  extreme: extremePrimitive,
  reshape: reshapePrimitive,
  transpose: transposePrimitive,
  concat: concatPrimitive,
  slice: slicePrimitive,
  reverse: reversePrimitive,
  gather: gatherPrimitive,
  scatterAdd: scatterAddPrimitive,
  broadcast: broadcastPrimitive,
  cast: castPrimitive,
  softmax: softmaxPrimitive,
  logSoftmax: logSoftmaxPrimitive,
  sparsemax: sparsemaxPrimitive,
  where: wherePrimitive,
  dropout: dropoutPrimitive,
  layerNorm: layerNormPrimitive,
  recurrentSequence: recurrentSequencePrimitive,
  sequenceState: sequenceStatePrimitive,
  softmaxCrossEntropy: softmaxCrossEntropyPrimitive,
} satisfies { readonly [K in PrimitiveName]: Primitive<unknown, unknown> };
