import { sizeOf } from "../../src/base/index.ts";
import { type Tensor, type TensorDType, tensor } from "../../src/tensor.ts";

/** Numbers of a prime cycle, no two near ones alike, scaled; the small shift keeps them off the kinks of every function. */
export function painted(length: number, from = 0, scale = 1): Float64Array {
  return Float64Array.from({ length }, (_, i) => ((((i + from) * 97) % 251) - 125) * (scale / 128) + 1 / 512);
}

/** How an input of a case is painted. */
export interface Paint {
  readonly shape: readonly number[];
  /** Absent: 1. */
  readonly scale?: number;
  /** Moves every number; 2 makes them all positive where the scale is 1. */
  readonly plus?: number;
}

/** Paints an input; each place in the list has its own part of the cycle. */
export function paintedTensor({ shape, scale = 1, plus = 0 }: Paint, place: number, dtype: TensorDType, requiresGrad = true): Tensor {
  const values = painted(sizeOf(shape), 31 * place + 3, scale).map((value) => value + plus);
  return tensor(dtype === "float64" ? values : Float32Array.from(values), { shape, requiresGrad });
}
