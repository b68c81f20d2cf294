import { type Floats, GatewiseError, type Shape, show } from "../base/index.ts";
import type { BinaryKind } from "../kernels/index.ts";
import { broadcastShape, laidUnder, lieOf, sumUnder } from "./broadcast.ts";
import { full } from "./create.ts";
import { lightKernels } from "./kernels-of.ts";
import { elementwiseOrder } from "./memory-order.ts";
import type { Node } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import type { BinaryName } from "./primitive-names.ts";
import { checkDtypes, checkFloats, checkTensor } from "./refusals.ts";
import { giveScratch, takeScratch } from "./scratch.ts";
import type { Tensor } from "./tensor.ts";

/** What the vjp of an operation of two inputs needs: their values, as far as its slopes read them. */
interface Saved {
  readonly a: Numbers;
  readonly b: Numbers;
  readonly aShape: Shape;
  readonly bShape: Shape;
  readonly shape: Shape;
}

/** An operation of two numbers, and its slopes. */
interface Rule {
  value(a: number, b: number): number;
  slopeA(a: number, b: number): number;
  slopeB(a: number, b: number): number;
}

const rules: { readonly [K in BinaryName]: Rule } = {
  add: { value: (a, b) => a + b, slopeA: () => 1, slopeB: () => 1 },
  sub: { value: (a, b) => a - b, slopeA: () => 1, slopeB: () => -1 },
  mul: { value: (a, b) => a * b, slopeA: (_, b) => b, slopeB: (a) => a },
  div: { value: (a, b) => a / b, slopeA: (_, b) => 1 / b, slopeB: (a, b) => -a / (b * b) },
  // Two equal numbers share the gradient, as in PyTorch and JAX.
  maximum: {
    value: (a, b) => (Number.isNaN(a) || a > b ? a : b),
    slopeA: (a, b) => (a > b ? 1 : a === b ? 0.5 : 0),
    slopeB: (a, b) => (b > a ? 1 : a === b ? 0.5 : 0),
  },
  minimum: {
    value: (a, b) => (Number.isNaN(a) || a < b ? a : b),
    slopeA: (a, b) => (a < b ? 1 : a === b ? 0.5 : 0),
    slopeB: (a, b) => (b < a ? 1 : a === b ? 0.5 : 0),
  },
  pow: {
    value: (a, b) => a ** b,
    slopeA: (a, b) => (b === 0 ? 0 : b * a ** (b - 1)),
    slopeB: (a, b) => (a === 0 && b >= 0 ? 0 : a ** b * Math.log(a)),
  },
};

function binary(name: BinaryName): Primitive<null, Saved> {
  return {
    name,
    outgrows: true,
    memory: elementwiseOrder,
    shape([a, b]) {
      checkDtypes(name, [a, b]);
      if (name === "div" || name === "pow") checkFloats(name, a);
      return broadcastShape(name, a.shape, b.shape);
    },
    forward([a, b], _, out, shape) {
      if (!combineRows(name, a, b, out, shape)) {
        combine(name, laidUnder(a.data, a.shape, shape), laidUnder(b.data, b.shape, shape), out);
      }
      return { a: a.data, b: b.data, aShape: a.shape, bShape: b.shape, shape };
    },
    vjp(node, gradient, saved) {
      const [a, b] = node.inputs;
      if (b !== null && name === "sub") subtractUnder(node, b, gradient, saved.shape);
      if (b !== null && name !== "add" && name !== "sub") addSlope(name, 1, node, b, gradient, saved);
      if (a !== null && name !== "add" && name !== "sub") addSlope(name, 0, node, a, gradient, saved);
      if (a !== null && (name === "add" || name === "sub")) passUnder(node, a, gradient, saved.shape);
      if (b !== null && name === "add") passUnder(node, b, gradient, saved.shape);
    },
  };
}

/** Hands the result's gradient on as it is, summed where the input was repeated. */
function passUnder(node: Node, input: Node, gradient: Floats, shape: Shape): void {
  if (lieOf(input.shape, shape) === "same") node.pass(input);
  else sumUnder(gradient, shape, input.sum(), input.shape);
}

/** Adds gradient · slope to one side's gradient, summed where that side was repeated. */
function addSlope(name: BinaryName, side: 0 | 1, node: Node, input: Node, gradient: Floats, saved: Saved): void {
  const { shape } = saved;
  const b = name === "mul" && side === 1 ? saved.b : laidUnder(saved.b, saved.bShape, shape);
  const a = name === "mul" && side === 0 ? saved.a : laidUnder(saved.a, saved.aShape, shape);
  // The second side's comes first: the first side's may then take the place of the result's gradient.
  const product = side === 0 && node.spare ? gradient : takeScratch(node.dtype, gradient.length);
  if (name === "mul") combine("mul", gradient, side === 0 ? b : a, product);
  else {
    const { slopeA, slopeB } = rules[name];
    if (side === 0) for (let i = 0; i < product.length; i++) product[i] = gradient[i] * slopeA(a[i], b[i]);
    else for (let i = 0; i < product.length; i++) product[i] = gradient[i] * slopeB(a[i], b[i]);
  }
  if (lieOf(input.shape, shape) !== "same") {
    sumUnder(product, shape, input.sum(), input.shape);
    if (product !== gradient) giveScratch(product);
  } else if (product === gradient) node.pass(input);
  else input.give(product);
}

/** Subtracts the result's gradient, summed where that side was repeated. */
function subtractUnder(node: Node, input: Node, gradient: Floats, shape: Shape): void {
  const same = lieOf(input.shape, shape) === "same";
  if (same && input.gradient !== null) {
    combine("sub", input.gradient, gradient, input.gradient);
    return;
  }
  const negative = takeScratch(node.dtype, gradient.length);
  for (let i = 0; i < negative.length; i++) negative[i] = -gradient[i];
  if (same) input.give(negative);
  else {
    sumUnder(negative, shape, input.sum(), input.shape);
    giveScratch(negative);
  }
}

/** Computes a matrix with a row repeated under it, where a kernel does. */
function combineRows(name: BinaryName, a: Tensor, b: Tensor, out: Numbers, shape: Shape): boolean {
  const kind = kernelKinds[name];
  if (kind === undefined || b.size < 8 || lieOf(a.shape, shape) !== "same" || lieOf(b.shape, shape) !== "row") return false;
  const kernels = lightKernels(out);
  if (kernels === null) return false;
  kernels.binaryRows(kind, out.length / b.size, b.size, a.data as Floats, b.data as Floats, out as Floats);
  return true;
}

const kernelKinds: { readonly [K in BinaryName]?: BinaryKind } = { add: "add", sub: "subtract", mul: "multiply", div: "divide" };

function combine(name: BinaryName, a: Numbers, b: Numbers, out: Numbers): void {
  const size = out.length;
  const kind = kernelKinds[name];
  const kernels = kind === undefined ? null : lightKernels(out);
  if (kind !== undefined && kernels !== null) kernels.binary(kind, size, a as Floats, b as Floats, out as Floats);
  else if (name === "add") for (let i = 0; i < size; i++) out[i] = a[i] + b[i];
  else if (name === "mul") for (let i = 0; i < size; i++) out[i] = a[i] * b[i];
  else if (name === "sub") for (let i = 0; i < size; i++) out[i] = a[i] - b[i];
  else {
    const { value } = rules[name];
    for (let i = 0; i < size; i++) out[i] = value(a[i], b[i]);
  }
}

/** @internal Every operation of two inputs, for the table. */
export const binaryPrimitives: { readonly [K in BinaryName]: Primitive<null, Saved> } = {
  add: binary("add"),
  sub: binary("sub"),
  mul: binary("mul"),
  div: binary("div"),
  maximum: binary("maximum"),
  minimum: binary("minimum"),
  pow: binary("pow"),
};

/** A tensor, or a number that stands for a scalar of the other's dtype. */
export type Operand = Tensor | number;

function run(name: BinaryName, a: Tensor, b: Operand): Tensor;
function run(name: BinaryName, a: Operand, b: Tensor): Tensor;
function run(name: BinaryName, a: Operand, b: Operand): Tensor {
  if (typeof a === "number") checkTensor(name, "2", b);
  else checkTensor(name, "1", a);
  const left = typeof a === "number" ? scalar(name, a, b as Tensor) : a;
  const right = typeof b === "number" ? scalar(name, b, left) : b;
  return apply(binaryPrimitives[name], [left, right], null);
}

/** A number as a tensor of the other one's dtype. Throws: bad-dtype, where a fraction would be cut off. */
function scalar(name: BinaryName, value: number, { dtype }: Tensor): Tensor {
  if (dtype !== "int32" || Number.isInteger(value)) return full([], value, { dtype });
  throw new GatewiseError("bad-dtype", {
    where: `operation ${name}`,
    received: `${show(value)} beside int32`,
    expected: "a whole number",
    fix: 'cast the tensor first: cast(x, "float32")',
  });
}

/** A function of two tensors whose shapes are laid over each other as in NumPy; one of the two may be a number. */
export interface BinaryFunction {
  (a: Tensor, b: Operand): Tensor;
  (a: Operand, b: Tensor): Tensor;
}

function functionOf(name: BinaryName): BinaryFunction {
  return (a: Operand, b: Operand) => run(name, a as Tensor, b);
}

/** Adds. Equation: a + b. */
export const add: BinaryFunction = functionOf("add");
/** Subtracts. Equation: a - b. */
export const sub: BinaryFunction = functionOf("sub");
/** Multiplies element by element. Equation: a · b. */
export const mul: BinaryFunction = functionOf("mul");
/** Divides element by element. Equation: a / b. */
export const div: BinaryFunction = functionOf("div");
/** Takes the larger of two; where they are equal, both share the gradient. NaN where one of them is. */
export const maximum: BinaryFunction = functionOf("maximum");
/** Takes the smaller of two; where they are equal, both share the gradient. NaN where one of them is. */
export const minimum: BinaryFunction = functionOf("minimum");
/** Raises a to the power of b. */
export const pow: BinaryFunction = functionOf("pow");
