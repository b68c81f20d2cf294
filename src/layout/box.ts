import { type Shape, type Storage, sizeOf, stridesOf } from "../base/index.ts";

/** A box of a tensor: the half-open range [from, to) on each axis. */
export type Box = readonly (readonly [from: number, to: number])[];

/** The box that is the whole tensor. */
export function wholeBox(shape: Shape): Box {
  return shape.map((dimension) => [0, dimension] as const);
}

/** The whole tensor but for one axis. */
export function sliceBox(shape: Shape, axis: number, from: number, to: number): Box {
  return shape.map((dimension, a) => (a === axis ? ([from, to] as const) : ([0, dimension] as const)));
}

export function shapeOfBox(box: Box): number[] {
  return box.map(([from, to]) => to - from);
}

export function isWhole(box: Box, shape: Shape): boolean {
  return box.every(([from, to], axis) => from === 0 && to === shape[axis]);
}

/** The common part of two boxes, or null where they are disjoint. */
export function intersect(a: Box, b: Box): Box | null {
  const common = a.map(([from, to], axis) => [Math.max(from, b[axis][0]), Math.min(to, b[axis][1])] as const);
  return common.every(([from, to]) => from < to) ? common : null;
}

export function contains(outer: Box, inner: Box): boolean {
  return outer.every(([from, to], axis) => from <= inner[axis][0] && inner[axis][1] <= to);
}

/** A box as people index: `[8:16, :]`. */
export function showBox(box: Box, shape: Shape): string {
  const axes = box.map(([from, to], axis) => (from === 0 && to === shape[axis] ? ":" : `${from}:${to}`));
  return `[${axes.join(", ")}]`;
}

/** Calls `visit(offsetInTensor, offsetInBox, length)` for each contiguous run of the box, in row-major order. */
export function eachRun(shape: Shape, box: Box, visit: (tensor: number, inside: number, length: number) => void): void {
  const extent = shapeOfBox(box);
  if (sizeOf(extent) === 0) return;
  if (shape.length === 0) {
    visit(0, 0, 1);
    return;
  }
  const strides = stridesOf(shape);
  const last = shape.length - 1;
  const length = extent[last];
  const runs = sizeOf(extent) / length;
  const index = new Array<number>(last).fill(0);
  for (let run = 0; run < runs; run++) {
    let offset = box[last][0];
    for (let axis = 0; axis < last; axis++) offset += (box[axis][0] + index[axis]) * strides[axis];
    visit(offset, run * length, length);
    for (let axis = last - 1; axis >= 0; axis--) {
      if (++index[axis] < extent[axis]) break;
      index[axis] = 0;
    }
  }
}

/** Copies row-major `values` into a box of a tensor. */
export function writeBox<S extends Storage>(into: S, shape: Shape, box: Box, values: S): void {
  eachRun(shape, box, (tensor, inside, length) => {
    into.set(values.subarray(inside, inside + length) as never, tensor);
  });
}

/** Copies a box of a tensor out, row-major. */
export function readBox<S extends Storage>(from: S, shape: Shape, box: Box): S {
  const values = from.slice(0, 0).constructor as unknown as new (length: number) => S;
  const out = new values(sizeOf(shapeOfBox(box)));
  eachRun(shape, box, (tensor, inside, length) => {
    out.set(from.subarray(tensor, tensor + length) as never, inside);
  });
  return out;
}
