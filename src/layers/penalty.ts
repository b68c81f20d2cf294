import { abs, add, div, matmul, maximum, mul, reshape, sqrt, square, sub, sum, type Tensor, tensor, transpose } from "../tensor/index.ts";
import type { LayerState } from "./context.ts";
import type { ActivityRegularizer, Regularizer } from "./named-layer.ts";

/** Gives the penalty of a weight or of outputs as a scalar, or null where it is none. */
export function penaltyOf(regularizer: Regularizer, value: Tensor): Tensor | null {
  if (regularizer.kind === "orthogonal") return orthogonalPenalty(value, regularizer);
  const { l1, l2, slopeAtZero = 0 } = regularizer;
  const parts = [...(l1 === 0 ? [] : [mul(sum(absolute(value, slopeAtZero)), l1)]), ...(l2 === 0 ? [] : [mul(sum(square(value)), l2)])];
  return parts.length === 0 ? null : parts.reduce((a, b) => add(a, b));
}

/** Gives the penalties of what a layer gives. */
export function activityPenalties(
  { penalty, perSample, states }: ActivityRegularizer,
  outputs: readonly Tensor[],
  state: LayerState,
): Tensor[] {
  return [...outputs, ...(states ? Object.values(state) : [])].flatMap((value) => {
    const one = penaltyOf(penalty, value);
    return one === null ? [] : [perSample ? mul(one, 1 / value.shape[0]) : one];
  });
}

/** |x|, with a slope of one's choice where x is 0. */
function absolute(x: Tensor, slopeAtZero: 0 | 1): Tensor {
  const size = abs(x);
  if (slopeAtZero === 0 || !x.data.includes(0)) return size;
  const zeros = x.data.map((value) => Number(value === 0)) as Float32Array;
  return add(size, mul(x, tensor(zeros, { shape: x.shape })));
}

/**
 * Penalises rows (or columns) that are not at right angles: factor · Σ_(i<j) |r_i · r_j| / pairs, of rows of length 1.
 *
 * Source: Keras 3.15.1 regularizers/regularizers.py and ops/nn.py `_normalize`, tf_keras 2.21 regularizers.py.
 */
function orthogonalPenalty(value: Tensor, regularizer: Extract<Regularizer, { kind: "orthogonal" }>): Tensor {
  const { factor, mode, shortest = 1e-7, gradientOfZeros = "zero", slopeAtZero = 0 } = regularizer;
  const rows = mode === "rows" ? value : transpose(value);
  const [count] = rows.shape;
  const squares = sum(square(rows), { axis: 1, keepDims: true });
  // Where the root is taken first, its endless slope at 0 meets the 0 of the maximum.
  const lengths = gradientOfZeros === "nan" ? maximum(sqrt(squares), shortest) : sqrt(maximum(squares, shortest ** 2));
  const unit = div(rows, lengths);
  const products = matmul(unit, unit, { transposeB: true });
  const identity = new Float64Array(count * count);
  for (let i = 0; i < count; i++) identity[i * count + i] = 1;
  const off = tensor(value.dtype === "float64" ? identity : Float32Array.from(identity), { shape: [count, count] });
  const pairs = (count * (count - 1)) / 2;
  return reshape(mul(sum(absolute(mul(products, sub(1, off)), slopeAtZero)), (0.5 * factor) / pairs), []);
}
