import { allocate, type Floats, type Shape } from "../base/index.ts";
import { countArray } from "./young-garbage.ts";

/** The element types of tensors: `int32` for indices and conditions, the others for everything that has a gradient. */
export type TensorDType = "float32" | "float64" | "int32";

/** The values of a tensor, row-major. */
export type Numbers = Floats | Int32Array;

/** Gives a new array of zeros that the collector owns. Throws: limit, where memory has no room for it. */
export function zeroNumbers(dtype: TensorDType, length: number): Numbers {
  return counted(allocate(dtype, length));
}

/** Gives a new array of zeros for a gradient. */
export function zeroFloats(dtype: TensorDType, length: number): Floats {
  return counted((dtype === "float64" ? allocate("float64", length) : allocate("float32", length)) as Floats);
}

function counted<N extends Numbers>(values: N): N {
  countArray(values.byteLength);
  return values;
}

/** Tells whether two shapes are equal. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** Gives the kind of array of a dtype. */
export function numbersOf(dtype: TensorDType): Float32ArrayConstructor | Float64ArrayConstructor | Int32ArrayConstructor {
  return dtype === "int32" ? Int32Array : dtype === "float64" ? Float64Array : Float32Array;
}

/** Gives the dtype of a kind of array. */
export function dtypeOf(values: Numbers): TensorDType {
  return values instanceof Int32Array ? "int32" : values instanceof Float64Array ? "float64" : "float32";
}
