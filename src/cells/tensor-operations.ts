import { checkText, GatewiseError, show } from "../base/index.ts";
import {
  add,
  checkTensor,
  clip,
  elu,
  exp,
  gelu,
  hardSigmoid,
  hardSilu,
  hardTanh,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  matmul,
  mish,
  mul,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  split,
  sub,
  type Tensor,
  tanh,
} from "../tensor/index.ts";
import { type Activation, type ActivationName, checkActivation } from "./activation.ts";
import type { Operations } from "./operations.ts";

/** The functions that need no constant, by name. */
export const activations: { readonly [K in ActivationName]: (x: Tensor) => Tensor } = {
  linear(x) {
    checkTensor("linear", "x", x);
    return x;
  },
  tanh,
  sigmoid,
  relu: (x) => relu(x),
  relu6,
  hardSigmoid: (x) => hardSigmoid(x, 0.2),
  hardSigmoidSixth: (x) => hardSigmoid(x, 1 / 6),
  hardTanh: (x) => hardTanh(x),
  hardSilu,
  softplus: (x) => softplus(x),
  softsign,
  exp,
  silu,
  mish,
  gelu: (x) => gelu(x),
  geluTanh: (x) => gelu(x, { approximate: true }),
  selu,
  logSigmoid,
  softmax: (x) => softmax(x),
  logSoftmax: (x) => logSoftmax(x),
};

/** Runs an activation on a tensor. */
export function activate(which: Activation, x: Tensor): Tensor {
  checkActivation("activate, which", which);
  checkTensor("activate", "x", x);
  if (typeof which === "string") return activations[which](x);
  if ("of" in which) return which.of(x);
  return which.name === "elu" ? elu(x, which.alpha) : leakyRelu(x, which.slope);
}

/** Runs equations on tensors: numbers and gradients; on float64 tensors the oracle of every faster twin. */
export const tensorOperations: Operations<Tensor> = {
  matmul: (value, matrix) => matmul(value, matrix),
  add,
  sub: (a, b) => sub(a, b),
  mul,
  activation: activate,
  clip,
  split(value, names, widths) {
    checkTensor("split", "value", value);
    checkNames(names);
    checkWidths(widths, names);
    if (widths === undefined) return split(value, names.length);
    const unit = value.shape[value.shape.length - 1] / widths.reduce((a, b) => a + b, 0);
    return split(
      value,
      widths.map((width) => width * unit),
    );
  },
  name(name, value) {
    checkText("operation name, argument name", name);
    checkTensor("name", "value", value);
    return value;
  },
};

function checkNames(names: unknown): void {
  if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === "string")) return;
  throw new GatewiseError("wrong-type", {
    where: "operation split, argument names",
    received: show(names),
    expected: "the names of the parts",
    fix: 'give ["r", "z"]',
  });
}

function checkWidths(widths: unknown, names: readonly string[]): void {
  const list = widths === undefined ? [] : widths;
  if (Array.isArray(list) && (widths === undefined || list.length === names.length) && list.every((width) => width > 0)) return;
  throw new GatewiseError("wrong-type", {
    where: "operation split, argument widths",
    received: show(widths),
    expected: `a number for each of ${names.join(", ")}`,
    fix: "give [2, 1], or leave it out for parts of one width",
  });
}
