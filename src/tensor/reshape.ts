import { type Shape, showShape, sizeOf } from "../base/index.ts";
import { reshapedOrder } from "./memory-order.ts";
import { apply, type Primitive } from "./primitive.ts";
import { badShape, checkShape, checkTensor } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** @internal */
export const reshapePrimitive: Primitive<Shape, null> = {
  name: "reshape",
  shares: true,
  shape([x], wanted) {
    const open = wanted.indexOf(-1);
    const shape = [...wanted];
    if (open >= 0) shape[open] = x.size / sizeOf(shape.filter((_, axis) => axis !== open));
    if (sizeOf(shape) === x.size && shape.every((length) => Number.isInteger(length) && length >= 0)) return shape;
    throw badShape("reshape", `${showShape(x.shape)} to ${showShape(wanted)}`, `a shape of ${x.size} values`, "keep the number of values");
  },
  forward: () => null,
  memory: ([x], shape) => reshapedOrder(x, shape),
  vjp(node) {
    const [input] = node.inputs;
    if (input !== null) node.pass(input);
  },
};

/** Gives the same values in another shape; they are shared, not copied. One length may be -1: whatever is left. Throws: bad-shape. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  checkTensor("reshape", "1", x);
  checkShape("reshape", shape, true);
  return apply(reshapePrimitive, [x], shape);
}
