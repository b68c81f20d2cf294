import { GatewiseError, show, unknownName } from "../base/index.ts";
import type { Tensor } from "../tensor/index.ts";

/** A function of a gate, a candidate or a state, by its name; softmax along the last axis. */
export type Activation = ActivationName | EluActivation | LeakyReluActivation | OtherActivation;

const names = [
  "linear",
  "tanh",
  "sigmoid",
  "relu",
  "relu6",
  /** clip(0.2x + 0.5, 0, 1) */
  "hardSigmoid",
  /** clip(x/6 + 0.5, 0, 1) */
  "hardSigmoidSixth",
  "hardTanh",
  "hardSilu",
  "softplus",
  "softsign",
  "exp",
  "silu",
  "mish",
  "gelu",
  "geluTanh",
  "selu",
  "logSigmoid",
  "softmax",
  "logSoftmax",
] as const;

export type ActivationName = (typeof names)[number];

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

/** Holds that a value is an activation. Throws: unknown-rule, wrong-type. */
export function checkActivation(where: string, value: unknown): asserts value is Activation {
  if (typeof value === "string") {
    if (!names.some((name) => name === value)) throw unknownName("unknown-rule", where, value, names);
    return;
  }
  const { name, of, alpha, slope } = (value ?? {}) as Partial<OtherActivation & EluActivation & LeakyReluActivation>;
  const constant = (name as unknown) === "elu" ? alpha : (name as unknown) === "leakyRelu" ? slope : undefined;
  if (typeof name === "string" && (typeof of === "function" || typeof constant === "number")) return;
  throw new GatewiseError("wrong-type", {
    where,
    received: show(value),
    expected: 'a name, { name: "elu", alpha }, { name: "leakyRelu", slope }, or { name, of: (x) => tensor }',
    fix: 'give a name, such as "tanh"',
  });
}
