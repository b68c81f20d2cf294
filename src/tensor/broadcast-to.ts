import { type Shape, showShape } from "../base/index.ts";
import { broadcastShape, laidUnder, sumUnder } from "./broadcast.ts";
import { sameShape } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { badShape, checkShape, checkTensor } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** @internal */
export const broadcastPrimitive: Primitive<Shape, null> = {
  name: "broadcast",
  shape([x], wanted) {
    if (sameShape(broadcastShape("broadcast", x.shape, wanted), wanted)) return wanted;
    throw badShape("broadcast", [x.shape], `a shape that repeats to ${showShape(wanted)}`, "reshape it first, or name a larger shape");
  },
  forward([x], _, out, shape) {
    out.set(laidUnder(x.data, x.shape, shape));
    return null;
  },
  vjp(node, gradient) {
    const [input] = node.inputs;
    if (input !== null) sumUnder(gradient, node.shape, input.sum(), input.shape);
  },
};

/** Repeats values to a larger shape, as NumPy lays shapes over each other. Throws: bad-shape. */
export function broadcast(x: Tensor, shape: Shape): Tensor {
  checkTensor("broadcast", "1", x);
  checkShape("broadcast", shape);
  return apply(broadcastPrimitive, [x], shape);
}
