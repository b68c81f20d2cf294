import { GatewiseError, type Shape, show, showShape } from "../base/index.ts";
import type { Tensor } from "./tensor.ts";

/** Refuses shapes that an operation cannot take. */
export function badShape(operation: string, received: readonly Shape[] | string, expected: string, fix: string): GatewiseError {
  return new GatewiseError("bad-shape", {
    where: `operation ${operation}`,
    received: typeof received === "string" ? received : received.map(showShape).join(" and "),
    expected,
    fix,
  });
}

/** Holds that all inputs of an operation have the first one's dtype. Throws: bad-dtype. */
export function checkDtypes(operation: string, inputs: readonly Tensor[]): void {
  const { dtype } = inputs[0];
  for (const input of inputs) {
    if (input.dtype === dtype) continue;
    throw new GatewiseError("bad-dtype", {
      where: `operation ${operation}`,
      received: inputs.map((one) => one.dtype).join(" and "),
      expected: "one dtype",
      fix: "make all of them with the same dtype, or use cast",
    });
  }
}

/** Holds that a tensor has whole numbers. Throws: bad-dtype. */
export function checkIndices(operation: string, indices: Tensor): void {
  if (indices.dtype === "int32") return;
  throw new GatewiseError("bad-dtype", {
    where: `operation ${operation}, argument indices`,
    received: indices.dtype,
    expected: "int32",
    fix: 'make the indices with { dtype: "int32" }',
  });
}

/** Holds that an index lies within an axis. Throws: out-of-range. */
export function checkIndex(operation: string, index: number, length: number): void {
  if (index >= 0 && index < length) return;
  throw new GatewiseError("out-of-range", {
    where: `operation ${operation}, argument indices`,
    received: show(index),
    expected: length === 0 ? "none, since the axis is empty" : `a whole number from 0 to ${length - 1}`,
    fix: "look for an index that was counted otherwise, or make the axis longer",
  });
}

/** Gives an axis counted from 0; negative ones count from the end. Throws: out-of-range. */
export function axisOf(operation: string, axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(counted) && counted >= 0 && counted < rank) return counted;
  throw new GatewiseError("out-of-range", {
    where: `operation ${operation}, argument axis`,
    received: show(axis),
    expected: rank === 0 ? "no axis, since a scalar has none" : `a whole number from ${-rank} to ${rank - 1}`,
    fix: "name an axis that the tensor has",
  });
}
