import { type Floats, type Shape, sizeOf } from "../base/index.ts";
import type { Numbers } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { axisOf, checkFloats, rankOf } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** Visits each row along an axis: its first place and the step from one element to the next. */
function eachLine(shape: Shape, axis: number, visit: (first: number, step: number) => void): void {
  const length = shape[axis];
  const step = sizeOf(shape.slice(axis + 1));
  const before = sizeOf(shape.slice(0, axis));
  if (length === 0) return;
  for (let outer = 0; outer < before; outer++) for (let inner = 0; inner < step; inner++) visit(outer * length * step + inner, step);
}

function largest(values: Numbers, first: number, step: number, length: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < length; k++) if (!(values[first + k * step] <= most)) most = values[first + k * step];
  return most;
}

function floatShape(name: string): ([x]: readonly Tensor[]) => Shape {
  return ([x]) => {
    checkFloats(name, x);
    return x.shape;
  };
}

/** @internal */
export const softmaxPrimitive: Primitive<number, Floats> = {
  name: "softmax",
  shape: floatShape("softmax"),
  forward([x], axis, out, shape) {
    const length = shape[axis];
    const exponentials = new Float64Array(length);
    eachLine(shape, axis, (first, step) => {
      const most = largest(x.data, first, step, length);
      let total = 0;
      for (let k = 0; k < length; k++) {
        exponentials[k] = Math.exp(x.data[first + k * step] - most);
        total += exponentials[k];
      }
      for (let k = 0; k < length; k++) out[first + k * step] = exponentials[k] / total;
    });
    return out as Floats;
  },
  vjp(node, gradient, y, axis) {
    const [input] = node.inputs;
    if (input === null) return;
    const sum = input.sum();
    const length = node.shape[axis];
    eachLine(node.shape, axis, (first, step) => {
      let inner = 0;
      for (let k = 0, at = first; k < length; k++, at += step) inner += gradient[at] * y[at];
      for (let k = 0, at = first; k < length; k++, at += step) sum[at] += y[at] * (gradient[at] - inner);
    });
  },
};

/** @internal */
export const logSoftmaxPrimitive: Primitive<number, Floats> = {
  name: "logSoftmax",
  shape: floatShape("logSoftmax"),
  forward([x], axis, out, shape) {
    const length = shape[axis];
    eachLine(shape, axis, (first, step) => {
      const most = largest(x.data, first, step, length);
      let total = 0;
      for (let k = 0, at = first; k < length; k++, at += step) total += Math.exp(x.data[at] - most);
      const all = Math.log(total);
      for (let k = 0, at = first; k < length; k++, at += step) out[at] = x.data[at] - most - all;
    });
    return out as Floats;
  },
  vjp(node, gradient, y, axis) {
    const [input] = node.inputs;
    if (input === null) return;
    const sum = input.sum();
    const length = node.shape[axis];
    eachLine(node.shape, axis, (first, step) => {
      let total = 0;
      for (let k = 0, at = first; k < length; k++, at += step) total += gradient[at];
      for (let k = 0, at = first; k < length; k++, at += step) sum[at] += gradient[at] - Math.exp(y[at]) * total;
    });
  },
};

/** @internal Equation: max(x - t, 0), with the t for which a row adds up to 1. */
export const sparsemaxPrimitive: Primitive<number, Floats> = {
  name: "sparsemax",
  shape: floatShape("sparsemax"),
  forward([x], axis, out, shape) {
    const length = shape[axis];
    eachLine(shape, axis, (first, step) => {
      const sorted = Float64Array.from({ length }, (_, k) => x.data[first + k * step]).sort();
      let total = 0;
      let limit = 0;
      for (let k = 1; k <= length; k++) {
        const value = sorted[length - k];
        total += value;
        if (1 + k * value > total) limit = (total - 1) / k;
      }
      for (let k = 0, at = first; k < length; k++, at += step) out[at] = Math.max(x.data[at] - limit, 0);
    });
    return out as Floats;
  },
  vjp(node, gradient, y, axis) {
    const [input] = node.inputs;
    if (input === null) return;
    const sum = input.sum();
    const length = node.shape[axis];
    eachLine(node.shape, axis, (first, step) => {
      let total = 0;
      let count = 0;
      for (let k = 0, at = first; k < length; k++, at += step) {
        if (y[at] === 0) continue;
        total += gradient[at];
        count += 1;
      }
      for (let k = 0, at = first; k < length; k++, at += step) if (y[at] !== 0) sum[at] += gradient[at] - total / count;
    });
  },
};

/** Gives positive numbers that add up to 1 along an axis (absent: the last). Equation: e^x / Σ e^x. */
export function softmax(x: Tensor, axis = -1): Tensor {
  return apply(softmaxPrimitive, [x], axisOf("softmax", axis, rankOf("softmax", x)));
}

/** Gives the logarithm of softmax along an axis (absent: the last). Equation: x - ln Σ e^x. */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  return apply(logSoftmaxPrimitive, [x], axisOf("logSoftmax", axis, rankOf("logSoftmax", x)));
}

/** Gives numbers that add up to 1 along an axis (absent: the last), many of them 0: the nearest such to x. */
export function sparsemax(x: Tensor, axis = -1): Tensor {
  return apply(sparsemaxPrimitive, [x], axisOf("sparsemax", axis, rankOf("sparsemax", x)));
}
