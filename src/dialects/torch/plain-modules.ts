import type { ArgumentTable } from "../../base/index.ts";
import type { ActivationDefinition } from "../../layers/index.ts";
import type { ModuleClass } from "./module-class.ts";

const inplace = { inplace: { type: "boolean", default: false } } as const;
const rate: ArgumentTable = { p: { type: "number", default: 0.5, min: 0, max: 1 }, ...inplace };
const number = (value: number) => ({ type: "number", default: value }) as const;
const axis = { type: "integer" } as const;

type Arguments = Readonly<Record<string, unknown>>;

/** A module without tensors. */
function plain(table: ArgumentTable, runs: ModuleClass["runs"]): ModuleClass {
  return { arguments: table, declare: () => [], runs };
}

/** A module that applies a function. */
function applies(table: ArgumentTable, activation: ActivationDefinition | ((args: Arguments) => ActivationDefinition)): ModuleClass {
  return plain(table, (args) => ({ kind: "activation", activation: typeof activation === "function" ? activation(args) : activation }));
}

/**
 * Modules without tensors: activations, dropout, and what changes the shape alone.
 *
 * Source: PyTorch torch/nn/modules/activation.py, dropout.py, flatten.py.
 */
export const plainClasses: { readonly [name: string]: ModuleClass } = {
  Dropout: plain(rate, ({ p }) => ({ kind: "dropout", rate: p as number })),
  Dropout1d: plain(rate, ({ p }) => ({ kind: "dropout", rate: p as number, noiseShape: [null, null, 1] })),
  Flatten: plain({ start_dim: { type: "integer", default: 1 }, end_dim: { type: "integer", default: -1 } }, (args) => ({
    kind: "flatten",
    from: args.start_dim as number,
    to: args.end_dim as number,
  })),
  Identity: applies({}, "linear"),
  ReLU: applies(inplace, "relu"),
  ReLU6: applies(inplace, "relu6"),
  Tanh: applies({}, "tanh"),
  Sigmoid: applies({}, "sigmoid"),
  SiLU: applies(inplace, "silu"),
  Mish: applies(inplace, "mish"),
  Softsign: applies({}, "softsign"),
  LogSigmoid: applies({}, "logSigmoid"),
  SELU: applies(inplace, "selu"),
  Tanhshrink: applies({}, "tanhShrink"),
  Hardsigmoid: applies(inplace, "hardSigmoidSixth"),
  Hardswish: applies(inplace, "hardSilu"),
  GELU: applies({ approximate: { type: "string", default: "none", oneOf: ["none", "tanh"] } }, ({ approximate }) =>
    approximate === "tanh" ? "geluTanh" : "gelu",
  ),
  ELU: applies({ alpha: number(1), ...inplace }, ({ alpha }) => ({ name: "elu", alpha: alpha as number })),
  CELU: applies({ alpha: number(1), ...inplace }, ({ alpha }) => ({ name: "celu", alpha: alpha as number })),
  LeakyReLU: applies({ negative_slope: number(0.01), ...inplace }, (args) => ({ name: "leakyRelu", slope: args.negative_slope as number })),
  Softplus: applies({ beta: number(1), threshold: number(20) }, ({ beta, threshold }) => ({
    name: "softplusSharp",
    sharpness: beta as number,
    linearAbove: threshold as number,
  })),
  Hardtanh: applies({ min_val: number(-1), max_val: number(1), ...inplace }, (args) => ({
    name: "boundedTanh",
    low: args.min_val as number,
    high: args.max_val as number,
  })),
  Softshrink: applies({ lambd: { type: "number", default: 0.5, min: 0 } }, ({ lambd }) => ({ name: "softShrink", limit: lambd as number })),
  Hardshrink: applies({ lambd: number(0.5) }, ({ lambd }) => ({ name: "hardShrink", limit: lambd as number })),
  Threshold: applies({ threshold: { type: "number" }, value: { type: "number" }, ...inplace }, ({ threshold, value }) => ({
    name: "threshold",
    limit: threshold as number,
    value: value as number,
  })),
  Softmax: applies({ dim: axis }, ({ dim }) => ({ name: "softmaxAlong", axis: dim as number })),
  LogSoftmax: applies({ dim: axis }, ({ dim }) => ({ name: "logSoftmaxAlong", axis: dim as number })),
  GLU: applies({ dim: { type: "integer", default: -1 } }, ({ dim }) => ({ name: "gluAlong", axis: dim as number })),
};
