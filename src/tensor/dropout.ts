import { GatewiseError, show } from "../base/index.ts";
import { broadcastShape, laidUnder } from "./broadcast.ts";
import { type Numbers, sameShape } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { badShape, checkFloats } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** @internal Inputs: values, mask; attribute: what kept values are multiplied by. Saved: the mask under the result. */
export const dropoutPrimitive: Primitive<number, Numbers> = {
  name: "dropout",
  memory: ([x]) => x.memory,
  shape([x, mask]) {
    checkFloats("dropout", x);
    if (sameShape(broadcastShape("dropout", x.shape, mask.shape), x.shape)) return x.shape;
    throw badShape(
      "dropout",
      [x.shape, mask.shape],
      "a mask of the values' shape, or one that repeats to it",
      "draw a mask for this shape",
    );
  },
  forward([x, mask], scale, out, shape) {
    const kept = laidUnder(mask.data, mask.shape, shape);
    for (let i = 0; i < out.length; i++) out[i] = kept[i] !== 0 ? x.data[i] * scale : 0;
    return kept;
  },
  vjp(node, gradient, kept, scale) {
    const [input] = node.inputs;
    if (input === null) return;
    const sum = input.sum();
    for (let i = 0; i < sum.length; i++) if (kept[i] !== 0) sum[i] += gradient[i] * scale;
  },
};

/**
 * Sets values to 0 where the mask is 0, and multiplies the others by 1 / (1 - rate).
 *
 * The mask is handed in, drawn by whoever owns the stream: nothing is drawn here.
 * Throws: bad-shape.
 */
export function dropout(x: Tensor, mask: Tensor, rate: number): Tensor {
  if (typeof rate === "number" && rate >= 0 && rate <= 1) return apply(dropoutPrimitive, [x, mask], rate === 1 ? 0 : 1 / (1 - rate));
  throw new GatewiseError("out-of-range", {
    where: "operation dropout, argument rate",
    received: show(rate),
    expected: "a number from 0 to 1",
    fix: "give the part that is dropped",
  });
}
