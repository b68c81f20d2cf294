import { GatewiseError, type Shape, show, showShape, unknownName } from "../base/index.ts";
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

/** Refuses an argument of another kind. */
export function wrongKind(operation: string, argument: string, received: unknown, expected: string, fix: string): GatewiseError {
  return new GatewiseError("wrong-type", {
    where: `operation ${operation}, argument ${argument}`,
    received: show(received),
    expected,
    fix,
  });
}

/** Holds that a value is a tensor. Throws: wrong-type. */
export function checkTensor(operation: string, argument: string, value: unknown): asserts value is Tensor {
  // The one field that nothing else has: cheap, and true of a tensor that another copy of the package made.
  if ((value as Tensor | null | undefined)?.node !== undefined) return;
  throw wrongKind(operation, argument, value, "a tensor", "make one by tensor(values, { shape })");
}

/** Gives how many axes a tensor has. Throws: wrong-type, for what is none. */
export function rankOf(operation: string, x: Tensor): number {
  checkTensor(operation, "1", x);
  return x.shape.length;
}

/** Holds that an argument is a number. Throws: wrong-type. */
export function checkNumber(operation: string, argument: string, value: unknown): asserts value is number {
  if (typeof value === "number" && !Number.isNaN(value)) return;
  throw wrongKind(operation, argument, value, "a number", "give a number");
}

/** Holds that an argument is a number, and not a negative one. Throws: wrong-type, out-of-range. */
export function checkNotNegative(operation: string, argument: string, value: unknown): asserts value is number {
  checkNumber(operation, argument, value);
  if (value >= 0) return;
  throw new GatewiseError("out-of-range", {
    where: `operation ${operation}, argument ${argument}`,
    received: show(value),
    expected: "a number of 0 or more",
    fix: "choose another",
  });
}

/** Holds that options are an object of known names, each of its kind or absent. Throws: wrong-type, unknown-option. */
export function checkOptions(operation: string, options: unknown, kinds: { readonly [name: string]: "number" | "boolean" | "any" }): void {
  if (options === null || typeof options !== "object" || Array.isArray(options))
    throw wrongKind(operation, "options", options, `{ ${Object.keys(kinds).join(", ")} }`, "give an object, or leave it out");
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(kinds, name))
      throw unknownName("unknown-option", `operation ${operation}, option ${name}`, name, Object.keys(kinds));
    const kind = kinds[name];
    if (kind === "any" || value === undefined) continue;
    if (kind === "number") checkNumber(operation, name, value);
    else if (typeof value !== "boolean") throw wrongKind(operation, name, value, "true or false", "give true or false");
  }
}

/** Holds that a shape is lengths; where `open`, also -1. Throws: wrong-type. */
export function checkShape(operation: string, shape: unknown, open = false): asserts shape is Shape {
  const lengths = Array.isArray(shape) ? (shape as readonly unknown[]) : null;
  if (lengths?.every((length) => Number.isSafeInteger(length) && ((length as number) >= 0 || (open && length === -1)))) return;
  throw wrongKind(operation, "shape", shape, "a list of whole numbers of 0 or more", "give a shape, such as [2, 3]");
}

/** Holds that a word is a dtype that tensors have. Throws: bad-dtype. */
export function checkDType(operation: string, dtype: unknown): void {
  if (dtype === "float32" || dtype === "float64" || dtype === "int32") return;
  throw unknownName("bad-dtype", `operation ${operation}, argument dtype`, dtype, ["float32", "float64", "int32"]);
}

/** Holds that an operation on floats gets floats: in whole numbers its results would be cut off. Throws: bad-dtype. */
export function checkFloats(operation: string, { dtype }: Tensor): void {
  if (dtype !== "int32") return;
  throw new GatewiseError("bad-dtype", {
    where: `operation ${operation}`,
    received: dtype,
    expected: "float32 or float64",
    fix: 'cast it first: cast(x, "float32")',
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
