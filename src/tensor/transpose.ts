import { type Shape, show, stridesOf } from "../base/index.ts";
import { permutedOrder } from "./memory-order.ts";
import { apply, type Primitive } from "./primitive.ts";
import { axisOf, badShape, rankOf, wrongKind } from "./refusals.ts";
import { addStrided, copyStrided, type Strides } from "./strided.ts";
import type { Tensor } from "./tensor.ts";

/** @internal */
export const transposePrimitive: Primitive<readonly number[], null> = {
  name: "transpose",
  shape: ([x], axes) => axes.map((axis) => x.shape[axis]),
  forward([x], axes, out, shape) {
    copyStrided(x.data, permuted(x.shape, axes), shape, out);
    return null;
  },
  memory: ([x], _, axes) => permutedOrder(x, axes),
  vjp(node, gradient, _, axes) {
    const [input] = node.inputs;
    if (input !== null) addStrided(gradient, node.shape, input.sum(), permuted(input.shape, axes));
  },
};

function permuted(shape: Shape, axes: readonly number[]): Strides {
  const strides = stridesOf(shape);
  return { offset: 0, steps: axes.map((axis) => strides[axis]) };
}

/** Puts axes into another order; without one, reverses it. Throws: bad-shape, where an axis is missing or named twice. */
export function transpose(x: Tensor, axes?: readonly number[]): Tensor {
  const rank = rankOf("transpose", x);
  if (axes !== undefined && !Array.isArray(axes)) throw wrongKind("transpose", "axes", axes, "a list of axes", "give [1, 0]");
  const order = axes === undefined ? x.shape.map((_, k) => rank - 1 - k) : axes.map((axis) => axisOf("transpose", axis, rank));
  if (order.length === rank && new Set(order).size === rank) return apply(transposePrimitive, [x], order);
  throw badShape("transpose", `axes ${show(axes)} of a tensor of ${rank} axes`, "each axis once", "name every axis once");
}
