import { sizeOf } from "../base/index.ts";
import { div, mul, relu, sub, sum, type Tensor, tensor } from "../tensor/index.ts";

/**
 * Computes a kin of sparsemax on the last axis: the threshold takes the sum of the running sums of the numbers that count, where
 * sparsemax itself takes the last of them.
 *
 * Equation: max(x - τ, 0), τ = (Σ_(j ≤ k) (x_1 + … + x_j) - 1)/k, x sorted downwards, k how many have x_j - (x_1 + … + x_j - 1)/j > 0.
 * Source: Keras 3.15.1 backend/tensorflow/nn.py `sparsemax`, and the other backends'.
 */
export function sparsemaxOfSums(x: Tensor): Tensor {
  const { shape, data } = x;
  const width = shape[shape.length - 1];
  const make = (size: number) => (x.dtype === "float64" ? new Float64Array(size) : new Float32Array(size));
  const [weights, counts] = [make(sizeOf(shape)), make(sizeOf(shape) / width)];
  for (let row = 0; row < counts.length; row++) {
    const order = Array.from({ length: width }, (_, k) => row * width + k).sort((a, b) => data[b] - data[a]);
    let running = 0;
    let kept = 0;
    order.forEach((at, j) => {
      running += data[at];
      if (data[at] - (running - 1) / (j + 1) > 0) kept++;
    });
    counts[row] = kept;
    // The j-th largest stands in all running sums from the j-th to the last that counts.
    for (let j = 0; j < kept; j++) weights[order[j]] = kept - j;
  }
  const sums = sum(mul(x, tensor(weights, { shape })), { axis: -1, keepDims: true });
  const threshold = div(sub(sums, 1), tensor(counts, { shape: [...shape.slice(0, -1), 1] }));
  return relu(sub(x, threshold));
}
