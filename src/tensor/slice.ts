import { type Shape, show, stridesOf } from "../base/index.ts";
import { addSpread, blocksOf, gatherBlocks } from "./blocks.ts";
import { apply, type Primitive } from "./primitive.ts";
import { axisOf, badShape, rankOf, wrongKind } from "./refusals.ts";
import { reshape } from "./reshape.ts";
import { addStrided, copyStrided, type Strides } from "./strided.ts";
import type { Tensor } from "./tensor.ts";

/** A part along one axis: from an index, so many. */
interface Part {
  readonly axis: number;
  readonly from: number;
  readonly length: number;
}

/** @internal */
export const slicePrimitive: Primitive<Part, null> = {
  name: "slice",
  shape([x], { axis, length }) {
    const shape = x.shape.slice();
    shape[axis] = length;
    return shape;
  },
  forward([x], { axis, from, length }, out) {
    gatherBlocks(x.data, blocksOf(x.shape, axis, from, length), out);
    return null;
  },
  memory: ([x]) => x.memory,
  vjp(node, gradient, _, { axis, from, length }) {
    const [input] = node.inputs;
    if (input !== null) addSpread(gradient, input.sum(), blocksOf(input.shape, axis, from, length));
  },
};

/** @internal */
export const reversePrimitive: Primitive<number, null> = {
  name: "reverse",
  shape: ([x]) => x.shape,
  forward([x], axis, out, shape) {
    copyStrided(x.data, backwards(shape, axis), shape, out);
    return null;
  },
  memory: ([x]) => x.memory,
  vjp(node, gradient, _, axis) {
    const [input] = node.inputs;
    if (input !== null) addStrided(gradient, node.shape, input.sum(), backwards(input.shape, axis));
  },
};

function backwards(shape: Shape, axis: number): Strides {
  const steps = stridesOf(shape);
  const offset = Math.max(shape[axis] - 1, 0) * steps[axis];
  steps[axis] = -steps[axis];
  return { offset, steps };
}

/** Takes the elements from `from` up to `to` (not included) along an axis; negative indices count from the end. Throws: out-of-range. */
export function slice(x: Tensor, axis: number, from: number, to?: number): Tensor {
  const along = axisOf("slice", axis, rankOf("slice", x));
  const length = x.shape[along];
  const [first, end] = [from < 0 ? from + length : from, to === undefined ? length : to < 0 ? to + length : to];
  if (Number.isInteger(first) && Number.isInteger(end) && first >= 0 && first <= end && end <= length) {
    return apply(slicePrimitive, [x], { axis: along, from: first, length: end - first });
  }
  throw badShape("slice", `from ${show(from)} to ${show(to)} of an axis of ${length}`, `a part of 0 to ${length}`, "keep to the axis");
}

/** Reverses the order along an axis. */
export function reverse(x: Tensor, axis: number): Tensor {
  return apply(reversePrimitive, [x], axisOf("reverse", axis, rankOf("reverse", x)));
}

/** Cuts along an axis (absent: the last) into so many equal parts, or into parts of the given lengths. Throws: bad-shape. */
export function split(x: Tensor, parts: number | readonly number[], axis = -1): Tensor[] {
  const along = axisOf("split", axis, rankOf("split", x));
  const length = x.shape[along];
  if (typeof parts !== "number" && !Array.isArray(parts))
    throw wrongKind("split", "parts", parts, "how many parts, or the length of each", "give 2, or [1, 3]");
  if (typeof parts === "number" && !(Number.isSafeInteger(parts) && parts > 0 && parts <= Math.max(length, 1)))
    throw badShape("split", `${show(parts)} parts of an axis of ${length}`, `1 to ${length} parts`, "give parts that fill the axis");
  const lengths = typeof parts === "number" ? new Array<number>(parts).fill(length / parts) : parts;
  if (!lengths.every((one) => Number.isInteger(one) && one >= 0) || lengths.reduce((a, b) => a + b, 0) !== length) {
    throw badShape(
      "split",
      `${show(parts)} parts of an axis of ${length}`,
      `parts that add up to ${length}`,
      "give lengths that fill the axis",
    );
  }
  let from = 0;
  return lengths.map((one) => {
    from += one;
    return apply(slicePrimitive, [x], { axis: along, from: from - one, length: one });
  });
}

/** Cuts along an axis (absent: the first) into slices that no longer have it. */
export function unstack(x: Tensor, axis = 0): Tensor[] {
  const along = axisOf("unstack", axis, rankOf("unstack", x));
  const rest = x.shape.filter((_, k) => k !== along);
  return Array.from({ length: x.shape[along] }, (_, k) => reshape(apply(slicePrimitive, [x], { axis: along, from: k, length: 1 }), rest));
}
