import { gradients, mul, noGrad, sum, type Tensor, type TensorDType, tensor } from "../../src/tensor.ts";
import { type Paint, painted, paintedTensor } from "./paint.ts";

type Run = (inputs: readonly Tensor[]) => Tensor;

/** A scalar of a result in which every element counts differently. */
function weighed(result: Tensor): Tensor {
  const weights = painted(result.size, 77);
  return sum(mul(result, tensor(result.dtype === "float64" ? weights : Float32Array.from(weights), { shape: result.shape })));
}

/** The result and the gradients of a case. */
export function computed(paints: readonly Paint[], run: Run, dtype: TensorDType): { value: Tensor; gradients: Tensor[] } {
  const inputs = paints.map((paint, k) => paintedTensor(paint, k, dtype));
  const value = run(inputs);
  return { value, gradients: gradients(weighed(value), inputs) };
}

const step = 2 ** -17;

/** The gradients of a case by central differences in float64. */
export function differences(paints: readonly Paint[], run: Run): Float64Array[] {
  const inputs = paints.map((paint, k) => paintedTensor(paint, k, "float64", false));
  return inputs.map(({ data }) =>
    Float64Array.from(data, (value, i) => {
      const at = (x: number) => {
        data[i] = x;
        return noGrad(() => weighed(run(inputs)).item());
      };
      const slope = (at(value + step) - at(value - step)) / (2 * step);
      data[i] = value;
      return slope;
    }),
  );
}

/** The largest difference of two arrays, and the largest entry of the second. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): { difference: number; largest: number } {
  let [difference, largest] = [a.length === b.length ? 0 : Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Number.isFinite(a[i]) ? Math.abs(a[i] - b[i]) : Number.POSITIVE_INFINITY);
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return { difference, largest };
}
