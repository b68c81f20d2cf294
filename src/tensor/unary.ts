import type { Floats } from "../base/index.ts";
import type { KernelsOf, Reals, UnaryKind } from "../kernels/index.ts";
import { heavyKernels, lightKernels } from "./kernels-of.ts";
import type { Numbers } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import type { UnaryName } from "./primitive-names.ts";
import { checkFloats, checkNumber, checkOptions } from "./refusals.ts";
import { takeScratch } from "./scratch.ts";
import type { Tensor } from "./tensor.ts";
import { type UnaryRule, unaryRules } from "./unary-rules.ts";

/** The constants of a function of one number; 0 where it has none. */
type Constants = readonly [p: number, q: number, r: number];

/** Which functions are kernels, with the constants that the kernel has, and whether they take exponentials. */
interface KernelRow {
  readonly kind: UnaryKind;
  readonly constants: Constants;
  readonly heavy: boolean;
}

const none: Constants = [0, 0, 0];
const sixth: KernelRow = { kind: "hardSigmoidSixth", constants: [1 / 6, 0.5, 0], heavy: false };
const kernelKinds: { readonly [K in UnaryName]?: KernelRow } = {
  neg: { kind: "negate", constants: none, heavy: false },
  abs: { kind: "abs", constants: none, heavy: false },
  square: { kind: "square", constants: none, heavy: false },
  sqrt: { kind: "sqrt", constants: none, heavy: false },
  exp: { kind: "exp", constants: none, heavy: true },
  log: { kind: "log", constants: none, heavy: true },
  sigmoid: { kind: "sigmoid", constants: none, heavy: true },
  hardSigmoid: { kind: "hardSigmoid", constants: [0.2, 0.5, 0], heavy: false },
  tanh: { kind: "tanh", constants: none, heavy: true },
  relu: { kind: "relu", constants: [0, Number.POSITIVE_INFINITY, 0], heavy: false },
  softplus: { kind: "softplus", constants: [1, Number.POSITIVE_INFINITY, 0], heavy: true },
  softsign: { kind: "softsign", constants: none, heavy: false },
  silu: { kind: "silu", constants: none, heavy: true },
};

/** Functions that give whole numbers for whole numbers. */
const ofWholeNumbers: ReadonlySet<UnaryName> = new Set(["neg", "abs", "sign", "square", "clip"]);

function unary(name: UnaryName): Primitive<Constants, Numbers> {
  const rule: UnaryRule = unaryRules[name];
  return {
    name,
    outgrows: true,
    memory: ([x]) => x.memory,
    shape([x]) {
      if (!ofWholeNumbers.has(name)) checkFloats(name, x);
      return x.shape;
    },
    forward([{ data }], constants, out) {
      const kernel = kernelOf(name, constants, data);
      const [p, q, r] = constants;
      if (kernel !== null) kernel.kernels.unary(kernel.kind, out.length, data as Floats, out as Floats);
      else for (let i = 0; i < out.length; i++) out[i] = rule.value(data[i], p, q, r);
      return rule.reads === "y" ? out : data;
    },
    vjp(node, gradient, read, constants) {
      const [input] = node.inputs;
      if (input === null) return;
      const kernel = kernelOf(name, constants, read);
      const [p, q, r] = constants;
      const product = node.spare ? gradient : takeScratch(node.dtype, gradient.length);
      if (kernel !== null) kernel.kernels.unaryGradient(kernel.kind, gradient.length, read as Floats, read as Floats, gradient, product);
      else for (let i = 0; i < gradient.length; i++) product[i] = gradient[i] * rule.slope(read[i], read[i], p, q, r);
      if (product === gradient) node.pass(input);
      else input.give(product);
    },
  };
}

/** The kernel that computes a function with these constants, where there is one and it is worth the call. */
function kernelOf(
  name: UnaryName,
  [p, q, r]: Constants,
  values: Numbers,
): { readonly kernels: KernelsOf<Reals>; readonly kind: UnaryKind } | null {
  const row = name === "hardSigmoid" && p === 1 / 6 ? sixth : kernelKinds[name];
  if (row === undefined || row.constants[0] !== p || row.constants[1] !== q || row.constants[2] !== r) return null;
  const kernels = row.heavy ? heavyKernels(values) : lightKernels(values);
  return kernels === null ? null : { kernels, kind: row.kind };
}

/** @internal Every function of one number, for the table. */
export const unaryPrimitives = Object.fromEntries(
  (Object.keys(unaryRules) as UnaryName[]).map((name) => [name, unary(name)]),
) as unknown as { readonly [K in UnaryName]: Primitive<Constants, Numbers> };

/** A function of each number by itself, without options. */
export type ElementwiseFunction = (x: Tensor) => Tensor;

/** A function of each number with constants of its own. Throws: wrong-type. */
function run(name: UnaryName, x: Tensor, constants: Readonly<Record<string, number>>): Tensor {
  const [p = 0, q = 0, r = 0] = Object.values(constants);
  for (const argument in constants) checkNumber(name, argument, constants[argument]);
  return apply(unaryPrimitives[name], [x], [p, q, r]);
}

function functionOf(name: UnaryName): ElementwiseFunction {
  return (x) => apply(unaryPrimitives[name], [x], none);
}

/** Changes the sign. */
export const neg: ElementwiseFunction = functionOf("neg");
/** Gives the absolute value; its slope at 0 is 0. */
export const abs: ElementwiseFunction = functionOf("abs");
/** Gives -1, 0 or 1; its slope is 0. */
export const sign: ElementwiseFunction = functionOf("sign");
/** Squares. */
export const square: ElementwiseFunction = functionOf("square");
/** Gives the square root. */
export const sqrt: ElementwiseFunction = functionOf("sqrt");
/** Gives e^x; Keras' activation `exponential`. */
export const exp: ElementwiseFunction = functionOf("exp");
/** Gives the natural logarithm. */
export const log: ElementwiseFunction = functionOf("log");
/** Equation: 1 / (1 + e^-x). */
export const sigmoid: ElementwiseFunction = functionOf("sigmoid");
/** Gives the hyperbolic tangent. */
export const tanh: ElementwiseFunction = functionOf("tanh");
/** Equation: s · x for x > 0, s · 1.6733 · (e^x - 1) below, with s = 1.0507. */
export const selu: ElementwiseFunction = functionOf("selu");
/** Equation: x · sigmoid(x). */
export const silu: ElementwiseFunction = functionOf("silu");
/** Equation: x · tanh(ln(1 + e^x)). */
export const mish: ElementwiseFunction = functionOf("mish");
/** Equation: x / (1 + |x|). */
export const softsign: ElementwiseFunction = functionOf("softsign");
/** Equation: -ln(1 + e^-x). */
export const logSigmoid: ElementwiseFunction = functionOf("logSigmoid");
/** Equation: x · clip(x / 6 + 0.5, 0, 1). */
export const hardSilu: ElementwiseFunction = functionOf("hardSilu");
/** Equation: x - tanh(x). */
export const tanhShrink: ElementwiseFunction = functionOf("tanhShrink");
/** Equation: 0 for x <= -1, (x + 1)² / 4 up to 1, x above. */
export const sparsePlus: ElementwiseFunction = functionOf("sparsePlus");
/** Equation: clip((x + 1) / 2, 0, 1). */
export const sparseSigmoid: ElementwiseFunction = functionOf("sparseSigmoid");

/** Equation: min(x, max) for x > threshold, slope · (x - threshold) else. */
export function relu(x: Tensor, options: { slope?: number; max?: number; threshold?: number } = {}): Tensor {
  checkOptions("relu", options, { slope: "number", max: "number", threshold: "number" });
  const { slope = 0, max = Number.POSITIVE_INFINITY, threshold: from = 0 } = options;
  return apply(unaryPrimitives.relu, [x], [slope, max, from]);
}

/** Equation: min(max(x, 0), 6). */
export function relu6(x: Tensor): Tensor {
  return relu(x, { max: 6 });
}

/** Equation: x for x > 0, slope · x else. Keras 3 has 0.2, PyTorch 0.01. */
export function leakyRelu(x: Tensor, slope: number): Tensor {
  return run("relu", x, { slope, max: Number.POSITIVE_INFINITY });
}

/** Equation: x for x > 0, alpha · (e^x - 1) else. */
export function elu(x: Tensor, alpha = 1): Tensor {
  return run("elu", x, { alpha });
}

/** Equation: x for x > 0, alpha · (e^(x / alpha) - 1) else. */
export function celu(x: Tensor, alpha = 1): Tensor {
  return run("celu", x, { alpha });
}

/** Equation: x/2 · (1 + erf(x/√2)); approximate: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))). */
export function gelu(x: Tensor, options: { approximate?: boolean } = {}): Tensor {
  checkOptions("gelu", options, { approximate: "boolean" });
  return apply(options.approximate === true ? unaryPrimitives.geluTanh : unaryPrimitives.gelu, [x], none);
}

/** Equation: ln(1 + e^(sharpness · x)) / sharpness; x itself where sharpness · x is above `linearAbove`, as PyTorch does from 20 on. */
export function softplus(x: Tensor, options: { sharpness?: number; linearAbove?: number } = {}): Tensor {
  checkOptions("softplus", options, { sharpness: "number", linearAbove: "number" });
  return apply(unaryPrimitives.softplus, [x], [options.sharpness ?? 1, options.linearAbove ?? Number.POSITIVE_INFINITY, 0]);
}

/** Equation: clip(slope · x + 0.5, 0, 1). Slope 0.2 is Keras 2's, 1/6 Keras 3's and PyTorch's. */
export function hardSigmoid(x: Tensor, slope: number): Tensor {
  return run("hardSigmoid", x, { slope, middle: 0.5 });
}

/** Limits to a range; outside and at its ends the slope is 0. */
export function hardTanh(x: Tensor, low = -1, high = 1): Tensor {
  return run("hardTanh", x, { low, high });
}

/** Limits to a range; at its ends the slope is 1, outside 0. */
export function clip(x: Tensor, low: number, high: number): Tensor {
  return run("clip", x, { low, high });
}

/** Equation: (x + √(x² + b)) / 2. */
export function squareplus(x: Tensor, b = 4): Tensor {
  return run("squareplus", x, { b });
}

/** Equation: x - limit above limit, x + limit below -limit, 0 between. */
export function softShrink(x: Tensor, limit = 0.5): Tensor {
  return run("softShrink", x, { limit });
}

/** Equation: 0 between -limit and limit, x outside. */
export function hardShrink(x: Tensor, limit = 0.5): Tensor {
  return run("hardShrink", x, { limit });
}

/** Equation: x above a limit, another value else. */
export function threshold(x: Tensor, limit: number, value: number): Tensor {
  return run("threshold", x, { limit, value });
}
