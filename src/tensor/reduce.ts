import { type Floats, GatewiseError, type Shape, show, sizeOf } from "../base/index.ts";
import { mul } from "./binary.ts";
import { layInto, lieOf, placesUnder, sumUnder } from "./broadcast.ts";
import { cast } from "./cast.ts";
import type { Numbers } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { axisOf, badShape, checkFloats, checkOptions, checkTensor } from "./refusals.ts";
import { takeScratch } from "./scratch.ts";
import type { Tensor } from "./tensor.ts";
import { neg } from "./unary.ts";

/** Which axes are taken together. */
interface Reduction {
  /** Sorted, counted from 0. */
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** The shape with 1 in place of each axis that is taken together. */
function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

function reducedShape(shape: Shape, { axes, keepDims }: Reduction): Shape {
  return keepDims ? keptShape(shape, axes) : shape.filter((_, axis) => !axes.includes(axis));
}

/** @internal */
export const sumPrimitive: Primitive<Reduction, Shape> = {
  name: "sum",
  outgrows: true,
  shape: ([x], reduction) => reducedShape(x.shape, reduction),
  forward([x], { axes }, out) {
    sumUnder(x.data as Floats, x.shape, out as Floats, keptShape(x.shape, axes));
    return x.shape;
  },
  vjp(node, gradient, shape, { axes }) {
    const [input] = node.inputs;
    if (input === null) return;
    const kept = keptShape(shape, axes);
    if (lieOf(kept, shape) === "same") {
      node.pass(input);
      return;
    }
    const laid = takeScratch(node.dtype, sizeOf(shape));
    layInto(laid, gradient, kept, shape);
    input.give(laid);
  },
};

interface Extremes {
  readonly values: Numbers;
  readonly found: Numbers;
  readonly shape: Shape;
}

/** @internal The largest along axes. Several equal ones share the gradient, as in JAX and PyTorch's amax. */
export const extremePrimitive: Primitive<Reduction, Extremes> = {
  name: "extreme",
  shape([x], reduction) {
    if (reduction.axes.some((axis) => x.shape[axis] === 0)) {
      throw badShape("max", [x.shape], "an axis with something in it", "nothing has no largest value: look where the axis became empty");
    }
    return reducedShape(x.shape, reduction);
  },
  forward([x], { axes }, out) {
    out.fill(x.dtype === "int32" ? -(2 ** 31) : Number.NEGATIVE_INFINITY);
    const places = placesUnder(keptShape(x.shape, axes), x.shape);
    for (let i = 0; i < places.length; i++) if (!(x.data[i] <= out[places[i]])) out[places[i]] = x.data[i];
    return { values: x.data, found: out, shape: x.shape };
  },
  vjp(node, gradient, { values, found, shape }, { axes }) {
    const [input] = node.inputs;
    if (input === null) return;
    const places = placesUnder(keptShape(shape, axes), shape);
    const equal = new Int32Array(found.length);
    for (let i = 0; i < places.length; i++) if (values[i] === found[places[i]]) equal[places[i]] += 1;
    const sum = input.sum();
    for (let i = 0; i < places.length; i++) {
      if (values[i] === found[places[i]]) sum[i] += gradient[places[i]] / equal[places[i]];
    }
  },
};

export interface ReductionOptions {
  /** One axis or several; negative ones count from the end. Absent: all. */
  readonly axis?: number | readonly number[];
  /** Keeps each axis with length 1. */
  readonly keepDims?: boolean;
}

function reductionOf(operation: string, x: Tensor, options: ReductionOptions): Reduction {
  checkTensor(operation, "1", x);
  checkOptions(operation, options, { axis: "any", keepDims: "boolean" });
  const { axis, keepDims = false } = options;
  const rank = x.shape.length;
  const given = axis === undefined ? x.shape.map((_, k) => k) : Array.isArray(axis) ? (axis as readonly number[]) : [axis as number];
  const axes = given.map((one) => axisOf(operation, one, rank)).sort((a, b) => a - b);
  if (new Set(axes).size < axes.length) {
    throw new GatewiseError("out-of-range", {
      where: `operation ${operation}, argument axis`,
      received: show(axis),
      expected: "each axis once",
      fix: "leave the second out: a negative axis counts from the end",
    });
  }
  return { axes, keepDims };
}

/** Adds up along axes, in float64. Throws: out-of-range, where int32 does not hold a sum of whole numbers. */
export function sum(x: Tensor, options: ReductionOptions = {}): Tensor {
  return apply(sumPrimitive, [x], reductionOf("sum", x, options));
}

/** Takes the mean along axes. NaN for nothing. */
export function mean(x: Tensor, options: ReductionOptions = {}): Tensor {
  const reduction = reductionOf("mean", x, options);
  checkFloats("mean", x);
  const count = sizeOf(reduction.axes.map((axis) => x.shape[axis]));
  return mul(apply(sumPrimitive, [x], reduction), 1 / count);
}

/** Takes the largest along axes; several equal ones share the gradient. NaN where one of them is. */
export function max(x: Tensor, options: ReductionOptions = {}): Tensor {
  return apply(extremePrimitive, [x], reductionOf("max", x, options));
}

/** Takes the smallest along axes; several equal ones share the gradient. NaN where one of them is. */
export function min(x: Tensor, options: ReductionOptions = {}): Tensor {
  checkTensor("min", "1", x);
  if (x.dtype === "int32") return cast(min(cast(x, "float64"), options), "int32");
  return neg(max(neg(x), options));
}
