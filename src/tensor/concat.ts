import { type Shape, sizeOf } from "../base/index.ts";
import { addGathered, blocksOf, gatherBlocks, spreadBlocks } from "./blocks.ts";
import { sameShape } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { axisOf, badShape, checkDtypes, checkTensor, wrongKind } from "./refusals.ts";
import { reshape } from "./reshape.ts";
import { takeScratch } from "./scratch.ts";
import type { Tensor } from "./tensor.ts";

/** @internal Saved: the place of each part along the axis. */
export const concatPrimitive: Primitive<number, readonly number[]> = {
  name: "concat",
  shape(inputs, axis) {
    checkDtypes("concat", inputs);
    const [{ shape }] = inputs;
    const odd = inputs.find((one) => !sameShape(without(one.shape, axis), without(shape, axis)));
    if (odd !== undefined) {
      throw badShape("concat", [shape, odd.shape], `shapes that differ on axis ${axis} alone`, "look for a part of another size or rank");
    }
    return shape.map((length, k) => (k === axis ? inputs.reduce((total, one) => total + one.shape[axis], 0) : length));
  },
  forward(inputs, axis, out, shape) {
    const places: number[] = [];
    let from = 0;
    for (const { data, shape: part } of inputs) {
      spreadBlocks(data, out, blocksOf(shape, axis, from, part[axis]));
      places.push(from);
      from += part[axis];
    }
    return places;
  },
  vjp(node, gradient, places, axis) {
    node.inputs.forEach((input, k) => {
      if (input === null) return;
      const blocks = blocksOf(node.shape, axis, places[k], input.shape[axis]);
      if (input.gradient !== null || input.escapes) addGathered(gradient, blocks, input.sum());
      else {
        input.gradient = takeScratch(node.dtype, sizeOf(input.shape));
        gatherBlocks(gradient, blocks, input.gradient);
      }
    });
  },
};

function without(shape: Shape, axis: number): Shape {
  return shape.filter((_, k) => k !== axis);
}

function checkParts(operation: string, parts: readonly Tensor[]): void {
  if (!Array.isArray(parts)) throw wrongKind(operation, "parts", parts, "a list of tensors", "give [a, b]");
  if (parts.length === 0) throw badShape(operation, "no tensors", "at least one", "look where the list became empty");
  parts.forEach((one, k) => checkTensor(operation, `parts[${k}]`, one));
}

/** Puts tensors one after the other along an axis (absent: the last). Throws: bad-shape. */
export function concat(parts: readonly Tensor[], axis = -1): Tensor {
  checkParts("concat", parts);
  return apply(concatPrimitive, parts, axisOf("concat", axis, parts[0].shape.length));
}

/** Puts tensors of one shape side by side along a new axis (absent: the first). Throws: bad-shape. */
export function stack(parts: readonly Tensor[], axis = 0): Tensor {
  checkParts("stack", parts);
  const { shape } = parts[0];
  const along = axisOf("stack", axis, shape.length + 1);
  const odd = parts.find((one) => !sameShape(one.shape, shape));
  if (odd !== undefined) throw badShape("stack", [shape, odd.shape], "equal shapes", "look for a part of another size");
  const wide = [...shape.slice(0, along), 1, ...shape.slice(along)];
  return apply(
    concatPrimitive,
    parts.map((one) => reshape(one, wide)),
    along,
  );
}
