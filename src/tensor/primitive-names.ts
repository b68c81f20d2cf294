/** Operations of two inputs that are laid over each other. */
export type BinaryName = "add" | "sub" | "mul" | "div" | "maximum" | "minimum" | "pow";

/** Functions of each number by itself. */
export type UnaryName =
  | "neg"
  | "abs"
  | "square"
  | "sqrt"
  | "exp"
  | "log"
  | "sigmoid"
  | "tanh"
  | "relu"
  | "elu"
  | "selu"
  | "celu"
  | "gelu"
  | "geluTanh"
  | "silu"
  | "mish"
  | "softplus"
  | "softsign"
  | "logSigmoid"
  | "hardSigmoid"
  | "hardSilu"
  | "hardTanh"
  | "squareplus"
  | "softShrink"
  | "hardShrink"
  | "tanhShrink"
  | "threshold"
  | "sparsePlus"
  | "sparseSigmoid"
  | "clip"
  | "sign";

/** Every primitive. A name without a row in `table.ts`, or without a case in the gradient tests, does not compile. */
export type PrimitiveName =
  | BinaryName
  | UnaryName
  | "matmul"
  | "sum"
  | "extreme"
  | "reshape"
  | "transpose"
  | "concat"
  | "slice"
  | "reverse"
  | "gather"
  | "scatterAdd"
  | "broadcast"
  | "cast"
  | "softmax"
  | "logSoftmax"
  | "sparsemax"
  | "where"
  | "dropout"
  | "layerNorm"
  | "softmaxCrossEntropy"
  | "recurrentSequence"
  | "sequenceState";
