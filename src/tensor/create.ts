import { GatewiseError, type Shape, show, showShape, sizeOf } from "../base/index.ts";
import { dtypeOf, type Numbers, numbersOf, sameShape, type TensorDType, zeroNumbers } from "./numbers.ts";
import { checkDType, checkOptions, checkShape, wrongKind } from "./refusals.ts";
import { Tensor } from "./tensor.ts";
import { checkWhole } from "./whole-numbers.ts";

export interface TensorOptions {
  /** Absent: the shape of the nested arrays that are given. */
  readonly shape?: Shape;
  /** Absent: the dtype of the typed array that is given, else float32. */
  readonly dtype?: TensorDType;
  readonly requiresGrad?: boolean;
}

/** Numbers, nested as deep as the tensor has axes. */
export type Nested = number | readonly Nested[];

/**
 * Makes a tensor of numbers, nested arrays of them, or a typed array, which is taken over and not copied where its type is the dtype's.
 *
 * Throws: wrong-type; bad-shape, where the values do not fill the shape or the arrays are ragged.
 */
export function tensor(values: Nested | Numbers, options: TensorOptions = {}): Tensor {
  checkTensorOptions("tensor", options, { shape: "any" });
  if (options.shape !== undefined) checkShape("tensor", options.shape);
  const typed = isNumbers(values);
  const nested = typed ? [values.length] : shapeOfNested(values);
  const dtype = options.dtype ?? (typed ? dtypeOf(values) : "float32");
  const shape = options.shape ?? nested;
  if (sizeOf(shape) !== sizeOf(nested)) {
    throw new GatewiseError("bad-shape", {
      where: "tensor",
      received: `${sizeOf(nested)} values`,
      expected: `${sizeOf(shape)} values for shape ${showShape(shape)}`,
      fix: "give as many values as the shape has, or leave the shape out",
    });
  }
  const flat = typed ? values : flatten(values);
  const data = typed && dtype === dtypeOf(values) ? values : numbersOf(dtype).from(flat);
  if (dtype === "int32") checkWhole("tensor, values", flat);
  const made = new Tensor(data, [...shape], dtype, null);
  if (options.requiresGrad === true) made.requiresGrad = true;
  return made;
}

/** Tells whether values are an array that a tensor can have. Throws: wrong-type, for typed arrays of other kinds. */
function isNumbers(values: Nested | Numbers): values is Numbers {
  if (!ArrayBuffer.isView(values)) return false;
  if (values instanceof Float32Array || values instanceof Float64Array || values instanceof Int32Array) return true;
  throw new GatewiseError("wrong-type", {
    where: "tensor, values",
    received: show(values),
    expected: "a Float32Array, Float64Array or Int32Array, or lists of numbers",
    fix: "copy it into one of these: Int32Array.from(values)",
  });
}

function checkTensorOptions(operation: string, options: unknown, more: { readonly [name: string]: "any" } = {}): void {
  checkOptions(operation, options, { dtype: "any", requiresGrad: "boolean", ...more });
  const { dtype } = options as TensorOptions;
  if (dtype !== undefined) checkDType(operation, dtype);
}

function flatten(values: Nested, into: number[] = []): number[] {
  if (typeof values === "number") into.push(values);
  else for (const one of values) flatten(one, into);
  return into;
}

function shapeOfNested(values: Nested): number[] {
  if (typeof values === "number") return [];
  if (!Array.isArray(values)) {
    throw new GatewiseError("wrong-type", {
      where: "tensor, values",
      received: show(values),
      expected: "numbers, nested lists of them, or a typed array",
      fix: "give [[1, 2], [3, 4]], or new Float32Array([1, 2, 3])",
    });
  }
  const [first, ...others] = values.map(shapeOfNested);
  const odd = others.find((shape) => !sameShape(shape, first));
  if (odd === undefined) return [values.length, ...(first ?? [])];
  throw new GatewiseError("bad-shape", {
    where: "tensor",
    received: `arrays of shape ${showShape(first)} and ${showShape(odd)} side by side`,
    expected: "arrays of one shape at each depth",
    fix: "fill the shorter ones up, or give a typed array and a shape",
  });
}

/** Makes a tensor of one number throughout. */
export function full(shape: Shape, value: number, options: Omit<TensorOptions, "shape"> = {}): Tensor {
  checkShape("full", shape);
  if (typeof value !== "number") throw wrongKind("full", "value", value, "a number", "give a number");
  checkTensorOptions("full", options);
  const { dtype = "float32", requiresGrad = false } = options;
  if (dtype === "int32") checkWhole("full, value", [value]);
  const data = zeroNumbers(dtype, sizeOf(shape));
  if (value !== 0) for (let i = 0; i < data.length; i++) data[i] = value;
  const made = new Tensor(data, shape.slice(), dtype, null);
  if (requiresGrad) made.requiresGrad = true;
  return made;
}

/** Makes a tensor of zeros. */
export function zeros(shape: Shape, options: Omit<TensorOptions, "shape"> = {}): Tensor {
  return full(shape, 0, options);
}

/** Makes a tensor of ones. */
export function ones(shape: Shape, options: Omit<TensorOptions, "shape"> = {}): Tensor {
  return full(shape, 1, options);
}
