/** Elementwise functions (softmax: along the last axis) by name, with the constants of those that have some. */
export type ActivationDefinition =
  | "linear"
  | "tanh"
  | "sigmoid"
  | "relu"
  | "relu6"
  /** clip(0.2x + 0.5, 0, 1) */
  | "hardSigmoid"
  /** clip(x/6 + 0.5, 0, 1) */
  | "hardSigmoidSixth"
  | "softplus"
  | "softsign"
  | "exp"
  | "silu"
  | "gelu"
  | "geluTanh"
  | "selu"
  | "softmax"
  | "logSoftmax"
  /** x, or alpha·(eˣ - 1) below 0 */
  | { readonly name: "elu"; readonly alpha: number }
  /** x, or slope·x below 0 */
  | { readonly name: "leakyRelu"; readonly slope: number };
