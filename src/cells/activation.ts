import type { Tensor } from "../tensor/index.ts";

/** A function of a gate, a candidate or a state, by its name; softmax along the last axis. */
export type Activation = ActivationName | EluActivation | LeakyReluActivation | OtherActivation;

export type ActivationName =
  | "linear"
  | "tanh"
  | "sigmoid"
  | "relu"
  | "relu6"
  /** clip(0.2x + 0.5, 0, 1) */
  | "hardSigmoid"
  /** clip(x/6 + 0.5, 0, 1) */
  | "hardSigmoidSixth"
  | "hardTanh"
  | "hardSilu"
  | "softplus"
  | "softsign"
  | "exp"
  | "silu"
  | "mish"
  | "gelu"
  | "geluTanh"
  | "selu"
  | "logSigmoid"
  | "softmax"
  | "logSoftmax";

/** x, or alpha·(eˣ - 1) below 0 */
export interface EluActivation {
  readonly name: "elu";
  readonly alpha: number;
}

/** x, or slope·x below 0 */
export interface LeakyReluActivation {
  readonly name: "leakyRelu";
  readonly slope: number;
}

/** Any other function of a tensor, with the name under which the printed equation shows it. */
export interface OtherActivation {
  readonly name: string;
  readonly of: (x: Tensor) => Tensor;
}
