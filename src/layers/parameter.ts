import { type FloatDType, type Floats, GatewiseError, type NamedArray, namedArray, showShape, sizeOf, toFloat64 } from "../base/index.ts";
import { type Tensor, tensor } from "../tensor/index.ts";
import type { Constraint, ParameterDefinition, Regularizer } from "./named-layer.ts";

/** An array of a model, in the framework's own shape and layout. */
export interface Parameter {
  readonly name: string;
  readonly value: Tensor;
  readonly definition: ParameterDefinition;
  /** Whether training moves it; a buffer never is. */
  trainable: boolean;
  readonly regularizer?: Regularizer;
  readonly constraint?: Constraint;
}

/** Makes a parameter of zeros, to be filled. Whole numbers (counters) are kept as float64, which holds them exactly. */
export function parameterOf(definition: ParameterDefinition): Parameter {
  const dtype: FloatDType = definition.dtype === "float32" ? "float32" : "float64";
  const trainable = definition.buffer !== true && definition.trainable !== false;
  const data = dtype === "float32" ? new Float32Array(sizeOf(definition.shape)) : new Float64Array(sizeOf(definition.shape));
  return {
    name: definition.name,
    value: tensor(data, { shape: definition.shape, dtype, requiresGrad: trainable }),
    definition,
    trainable,
    ...(definition.regularizer === undefined ? {} : { regularizer: definition.regularizer }),
    ...(definition.constraint === undefined ? {} : { constraint: definition.constraint }),
  };
}

/** Whether an array is one of the framework's weights, and no counter beside them. */
export function isWeight({ definition }: Parameter): boolean {
  return definition.internal !== true;
}

/** Holds that an array has a parameter's shape; one number may come with or without an axis of its own. Throws: bad-shape. */
export function checkFits({ name, value }: Parameter, array: NamedArray, where: string): void {
  const alike = array.shape.length === value.shape.length && array.shape.every((size, axis) => size === value.shape[axis]);
  if (alike || (sizeOf(array.shape) === 1 && value.size === 1 && array.shape.length + value.shape.length === 1)) return;
  throw new GatewiseError("bad-shape", {
    where: `${where}, ${name}`,
    received: showShape(array.shape),
    expected: showShape(value.shape),
    fix: "load the weights of a model of the same sizes, or leave this tensor out with only",
  });
}

/** Writes values of the same shape into a parameter where it stands, rounded to its dtype. */
export function fillParameter({ value }: Parameter, array: NamedArray): void {
  const into = value.data as Floats;
  if (array.dtype === "int64" || array.dtype === "uint64") {
    const from = array.data as BigInt64Array;
    for (let i = 0; i < into.length; i++) into[i] = Number(from[i]);
  } else if (array.dtype === "float16" || array.dtype === "bfloat16") {
    into.set(toFloat64(array));
  } else into.set(array.data as Float64Array);
}

/** A parameter as a named array of its own, in the framework's dtype. */
export function arrayOf({ name, value, definition }: Parameter): NamedArray {
  const { dtype, shape } = definition;
  const data = value.data as Floats;
  if (dtype === "int64") return namedArray(name, dtype, shape, BigInt64Array.from(data as Float64Array, BigInt));
  if (dtype === "int32") return namedArray(name, dtype, shape, Int32Array.from(data));
  return namedArray(name, dtype, shape, data.slice() as never);
}
