import { type FloatDType, GatewiseError, show, sizeOf } from "../../base/index.ts";
import type { RuleCall } from "../../init/index.ts";
import type { Initializer } from "./initializers.ts";

/** A number, or nested lists of numbers, as TensorFlow makes a tensor of it. */
export interface TensorValue {
  readonly shape: number[];
  readonly numbers: number[];
  /** What tf.constant infers: whole numbers are int32, or int64 where they need it; an empty list is float32. */
  readonly dtype: "int32" | "int64" | "float32";
}

/**
 * A value's dtype where none is given. Throws: missing-option for whole numbers: JSON and JavaScript do not tell 0.0 from 0, which
 * TensorFlow makes float32 and int32 of.
 */
export function inferredDtype(value: TensorValue, where: string): "float32" {
  if (value.dtype === "float32") return value.dtype;
  throw new GatewiseError("missing-option", {
    where,
    received: "whole numbers and no dtype",
    expected: "a dtype: 0 is int32 in TensorFlow and 0.0 is float32, and JSON does not tell them apart",
    fix: `write dtype: "${value.dtype}" or "float32"`,
  });
}

/** NumPy stops at 32 dimensions. */
const mostDimensions = 32;

/** Numbers and lists are values; names and { name: arguments } are initialisers. */
export function isValue(value: unknown): boolean {
  return typeof value === "number" || Array.isArray(value);
}

/** Reads a value. Throws: wrong-type for anything but numbers in lists of one length, limit for deeper nesting than NumPy has. */
export function tensorValue(value: unknown, where: string): TensorValue {
  const shape: number[] = [];
  for (let inner: unknown = value; Array.isArray(inner); inner = inner[0]) {
    shape.push(inner.length);
    if (shape.length > mostDimensions) {
      throw new GatewiseError("limit", {
        where,
        received: `more than ${mostDimensions} dimensions`,
        expected: `at most ${mostDimensions}`,
        fix: "give a flatter list",
      });
    }
  }
  const numbers = (Array.isArray(value) ? value.flat(mostDimensions) : [value]) as number[];
  const legal =
    numbers.every((n) => typeof n === "number" && Number.isFinite(n)) && numbers.length === sizeOf(shape) && sameLengths(value, shape, 0);
  if (!legal) {
    throw new GatewiseError("wrong-type", {
      where,
      received: show(value),
      expected: "a number, or nested lists of one length",
      fix: "give numbers",
    });
  }
  const whole = numbers.length > 0 && numbers.every(Number.isSafeInteger);
  return { shape, numbers, dtype: !whole ? "float32" : numbers.every(fitsInt32) ? "int32" : "int64" };
}

function sameLengths(value: unknown, shape: readonly number[], axis: number): boolean {
  if (axis === shape.length) return !Array.isArray(value);
  return Array.isArray(value) && value.length === shape[axis] && value.every((one) => sameLengths(one, shape, axis + 1));
}

function fitsInt32(n: number): boolean {
  return n >= -(2 ** 31) && n < 2 ** 31;
}

/** Holds that numbers can stand in an integer variable, as TensorFlow does. Throws: bad-dtype. */
export function checkIntegers(numbers: readonly number[], dtype: "int32" | "int64", where: string): void {
  const wrong = numbers.find((n) => !Number.isSafeInteger(n) || (dtype === "int32" && !fitsInt32(n)));
  if (wrong === undefined) return;
  throw new GatewiseError("bad-dtype", {
    where,
    received: `${show(wrong)} for ${dtype}`,
    expected: `a whole number that ${dtype} holds`,
    fix: "choose another dtype, or whole numbers",
  });
}

export function valueInitializer(numbers: number[], shown: string): Initializer {
  const call: RuleCall = { rule: "constant", values: numbers.length === 0 ? [0] : numbers };
  return { shown, seed: null, random: false, call: () => call, operations: () => 4, beside: "initial_value" };
}

/**
 * Holds a name against what TensorFlow lets operations be called.
 *
 * Throws: bad-scope.
 * Source: TensorFlow 1.8 python/framework/ops.py, _VALID_OP_NAME_REGEX, _VALID_SCOPE_NAME_REGEX.
 */
export function checkOperationName(name: string, scope: string, where: string): void {
  const legal = scope === "" ? /^[A-Za-z0-9.][A-Za-z0-9_.\-/]*$/ : /^[A-Za-z0-9_.\-/]+$/;
  if (typeof name === "string" && legal.test(name)) return;
  const start = scope === "" ? ", not starting with _ - /" : "";
  throw new GatewiseError("bad-scope", { where, received: show(name), expected: `letters, digits, _ . - /${start}`, fix: "rename it" });
}

/** Every dtype that a placeholder or constant may have; variables here are of fewer. Source: TensorFlow 1.8 python/framework/dtypes.py. */
export const tensorDtypes = [
  "float32",
  "float64",
  "float16",
  "bfloat16",
  "half",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "bool",
  "string",
  "complex64",
  "complex128",
];

export type VariableDType = FloatDType | "int32" | "int64";

/** A dtype that variables have here. Throws: bad-dtype. */
export function variableDtype(dtype: string, where: string): VariableDType {
  if (dtype === "float32" || dtype === "float64" || dtype === "int32" || dtype === "int64") return dtype;
  throw new GatewiseError("bad-dtype", {
    where: `${where}, dtype`,
    received: show(dtype),
    expected: "float32, float64, int32 or int64",
    fix: "choose one of these",
  });
}

/** A shape some of whose dimensions may be unknown. Throws: bad-shape. */
export function partialShape(shape: unknown, where: string): (number | null)[] {
  if (Array.isArray(shape) && shape.every((d) => d === null || (Number.isSafeInteger(d) && d >= 0))) return [...shape];
  throw new GatewiseError("bad-shape", {
    where,
    received: show(shape),
    expected: "a list of whole numbers, and null where a dimension is unknown",
    fix: "such as [4, 6]",
  });
}

/** A shape with every dimension known. Throws: bad-shape. */
export function variableShape(shape: unknown, where: string): number[] {
  const legal = Array.isArray(shape) && shape.every((d) => Number.isSafeInteger(d) && d >= 0);
  if (!legal)
    throw new GatewiseError("bad-shape", {
      where,
      received: show(shape),
      expected: "a list of whole numbers",
      fix: "give every dimension",
    });
  return [...(shape as number[])];
}
