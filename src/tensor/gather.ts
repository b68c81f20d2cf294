import { type Floats, type Shape, sizeOf } from "../base/index.ts";
import type { Numbers } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { axisOf, badShape, checkDtypes, checkIndex, checkIndices, rankOf } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** How an axis lies in an array: `before` times `length` times `after` numbers. */
interface Along {
  readonly before: number;
  readonly length: number;
  readonly after: number;
}

function along(shape: Shape, axis: number): Along {
  return { before: sizeOf(shape.slice(0, axis)), length: shape[axis], after: sizeOf(shape.slice(axis + 1)) };
}

/** @internal Inputs: values, indices. */
export const gatherPrimitive: Primitive<number, Numbers> = {
  name: "gather",
  shape([x, indices], axis) {
    checkIndices("gather", indices);
    for (const index of indices.data) checkIndex("gather", index, x.shape[axis]);
    return [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  },
  forward([x, indices], axis, out) {
    const { before, length, after } = along(x.shape, axis);
    const count = indices.size;
    for (let outer = 0, i = 0; outer < before; outer++) {
      for (let k = 0; k < count; k++, i += after) {
        const from = (outer * length + indices.data[k]) * after;
        for (let j = 0; j < after; j++) out[i + j] = x.data[from + j];
      }
    }
    return indices.data;
  },
  vjp(node, gradient, indices, axis) {
    const [input] = node.inputs;
    if (input === null) return;
    const { before, length, after } = along(input.shape, axis);
    const sum = input.sum();
    for (let outer = 0, i = 0; outer < before; outer++) {
      for (let k = 0; k < indices.length; k++, i += after) {
        const to = (outer * length + indices[k]) * after;
        for (let j = 0; j < after; j++) sum[to + j] += gradient[i + j];
      }
    }
    if (axis === 0 && input.rows !== null) input.rows.push({ indices, values: gradient.slice() });
  },
};

/** @internal Inputs: values, indices, updates. */
export const scatterAddPrimitive: Primitive<number, Numbers> = {
  name: "scatterAdd",
  outgrows: true,
  shape([x, indices, updates], axis) {
    checkDtypes("scatterAdd", [x, updates]);
    checkIndices("scatterAdd", indices);
    for (const index of indices.data) checkIndex("scatterAdd", index, x.shape[axis]);
    const wanted = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    if (wanted.join() === updates.shape.join()) return x.shape;
    throw badShape("scatterAdd", [updates.shape], `updates of shape [${wanted.join(", ")}]`, "give one update for each index");
  },
  forward([x, indices, updates], axis, out) {
    out.set(x.data);
    const { before, length, after } = along(x.shape, axis);
    for (let outer = 0, i = 0; outer < before; outer++) {
      for (let k = 0; k < indices.size; k++, i += after) {
        const to = (outer * length + indices.data[k]) * after;
        for (let j = 0; j < after; j++) out[to + j] += updates.data[i + j];
      }
    }
    return indices.data;
  },
  vjp(node, gradient, indices, axis) {
    const [x, , updates] = node.inputs;
    if (updates !== null) {
      const { before, length, after } = along(node.shape, axis);
      const sum: Floats = updates.sum();
      for (let outer = 0, i = 0; outer < before; outer++) {
        for (let k = 0; k < indices.length; k++, i += after) {
          const from = (outer * length + indices[k]) * after;
          for (let j = 0; j < after; j++) sum[i + j] += gradient[from + j];
        }
      }
    }
    if (x !== null) node.pass(x);
  },
};

/**
 * Takes slices along an axis by their indices, in any order and as often as they are named.
 *
 * Shapes: [.., n, ..] and indices of any shape: the axis (absent: the first) is replaced by that shape.
 * Throws: out-of-range, bad-dtype.
 */
export function gather(x: Tensor, indices: Tensor, axis = 0): Tensor {
  return apply(gatherPrimitive, [x, indices], axisOf("gather", axis, rankOf("gather", x)));
}

/** Adds slices to those at the indices of an axis (absent: the first); where one is named twice, both are added. Throws: bad-shape, out-of-range. */
export function scatterAdd(x: Tensor, indices: Tensor, updates: Tensor, axis = 0): Tensor {
  return apply(scatterAddPrimitive, [x, indices, updates], axisOf("scatterAdd", axis, rankOf("scatterAdd", x)));
}

/** Takes the row of a table for each index. Shapes: table [N, O], indices [...] to [..., O]. Throws: out-of-range, bad-shape. */
export function embedding(table: Tensor, indices: Tensor): Tensor {
  if (rankOf("embedding", table) === 2) return apply(gatherPrimitive, [table, indices], 0);
  throw badShape("embedding", [table.shape], "a table of two axes, [entries, width]", "give the weights of an embedding");
}
