import type { TensorDType } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { checkDType, checkTensor } from "./refusals.ts";
import { Tensor } from "./tensor.ts";
import { wholeResults } from "./whole-numbers.ts";

/** @internal From one float dtype to the other. */
export const castPrimitive: Primitive<"float32" | "float64", null> = {
  name: "cast",
  shape: ([x]) => x.shape,
  dtype: (_, wanted) => wanted,
  memory: ([x]) => x.memory,
  forward([x], _, out) {
    out.set(x.data);
    return null;
  },
  vjp(node, gradient) {
    const [input] = node.inputs;
    if (input === null) return;
    const sum = input.sum();
    for (let i = 0; i < sum.length; i++) sum[i] += gradient[i];
  },
};

/**
 * Gives the values in another dtype: rounded to float32, or with their fractions cut off for int32, which has no gradient.
 *
 * Throws: bad-dtype; out-of-range, where int32 does not hold a value.
 */
export function cast(x: Tensor, dtype: TensorDType): Tensor {
  checkTensor("cast", "1", x);
  checkDType("cast", dtype);
  if (x.dtype === dtype) return x;
  if (dtype === "int32") return new Tensor(wholeResults("cast", Float64Array.from(x.data, Math.trunc)), x.shape, dtype, null);
  return apply(castPrimitive, [x], dtype);
}
