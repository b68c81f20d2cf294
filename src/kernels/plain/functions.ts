import type { ActivationKind, BinaryKind, GateKind, UnaryKind } from "../kernels.gen.ts";

/** A function and its derivative, which may use the argument and the value. */
interface Differentiable {
  readonly at: (x: number) => number;
  readonly slope: (x: number, y: number) => number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const hardSigmoid = (slope: number): Differentiable => ({
  at: (x) => Math.min(1, Math.max(0, slope * x + 0.5)),
  slope: (_, y) => (y > 0 && y < 1 ? slope : 0),
});

/** The functions of one number, each with its derivative. */
export const unaryFunctions: { readonly [K in UnaryKind]: Differentiable } = {
  negate: { at: (x) => -x, slope: () => -1 },
  abs: { at: Math.abs, slope: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0) },
  square: { at: (x) => x * x, slope: (x) => 2 * x },
  sqrt: { at: Math.sqrt, slope: (_, y) => 0.5 / y },
  reciprocal: { at: (x) => 1 / x, slope: (_, y) => -y * y },
  exp: { at: Math.exp, slope: (_, y) => y },
  log: { at: Math.log, slope: (x) => 1 / x },
  sigmoid: { at: sigmoid, slope: (_, y) => y * (1 - y) },
  hardSigmoid: hardSigmoid(0.2),
  hardSigmoidSixth: hardSigmoid(1 / 6),
  tanh: { at: Math.tanh, slope: (_, y) => 1 - y * y },
  relu: { at: (x) => (x > 0 || Number.isNaN(x) ? x : 0), slope: (x) => (x > 0 ? 1 : 0) },
  softplus: { at: softplus, slope: sigmoid },
  softsign: { at: (x) => x / (1 + Math.abs(x)), slope: (x) => 1 / (1 + Math.abs(x)) ** 2 },
  silu: { at: (x) => x * sigmoid(x), slope: (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x))) },
};

/** The functions of two numbers. A NaN on either side gives NaN. */
export const binaryFunctions: { readonly [K in BinaryKind]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
};

/** What a gate may be; the slope comes from the value alone. */
export const gateFunctions: { readonly [K in GateKind]: Differentiable } = {
  sigmoid: unaryFunctions.sigmoid,
  hardSigmoid: unaryFunctions.hardSigmoid,
  hardSigmoidSixth: unaryFunctions.hardSigmoidSixth,
};

/** What an activation may be; the slope comes from the value alone. */
export const activationFunctions: { readonly [K in ActivationKind]: Differentiable } = {
  tanh: unaryFunctions.tanh,
  relu: { at: unaryFunctions.relu.at, slope: (_, y) => (y > 0 ? 1 : 0) },
  linear: { at: (x) => x, slope: () => 1 },
};
