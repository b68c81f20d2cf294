import type { Floats, Shape } from "../base/index.ts";
import type { Regularizer } from "../layers/index.ts";

/**
 * Gives a regulariser's penalty on an array and, where `gradient` is given, adds the penalty's gradient times `scale` to it.
 *
 * Equation: l1·Σ|w| + l2·Σw²; orthogonal: factor·½·Σ_{i≠j}|n_i·n_j| / (k(k-1)/2), n the k rows (or columns) at length 1.
 * Domain: |w| has gradient 0 at 0; a row of zeros has none.
 * Source: Keras 3.15.1 regularizers/regularizers.py.
 */
export function penaltyOf(regularizer: Regularizer, value: Floats, shape: Shape, gradient?: Floats, scale = 1): number {
  if (regularizer.kind === "orthogonal") return orthogonality(regularizer, value, shape, gradient, scale);
  const { l1, l2 } = regularizer;
  let absolute = 0;
  let squares = 0;
  for (let i = 0; i < value.length; i++) {
    const w = value[i];
    absolute += Math.abs(w);
    squares += w * w;
    if (gradient !== undefined) gradient[i] += scale * (l1 * Math.sign(w) + 2 * l2 * w);
  }
  // A factor of 0 leaves its sum out, were it infinite.
  return (l1 === 0 ? 0 : l1 * absolute) + (l2 === 0 ? 0 : l2 * squares);
}

function orthogonality(
  { factor, mode }: Extract<Regularizer, { kind: "orthogonal" }>,
  value: Floats,
  [rows, columns]: Shape,
  gradient: Floats | undefined,
  scale: number,
): number {
  const [vectors, length] = mode === "rows" ? [rows, columns] : [columns, rows];
  const at = (vector: number, i: number): number => (mode === "rows" ? vector * columns + i : i * columns + vector);
  const unit = new Float64Array(vectors * length);
  const norms = new Float64Array(vectors);
  for (let k = 0; k < vectors; k++) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += value[at(k, i)] ** 2;
    norms[k] = Math.sqrt(sum);
    if (norms[k] > 0) for (let i = 0; i < length; i++) unit[k * length + i] = value[at(k, i)] / norms[k];
  }
  const share = (factor * 0.5) / ((vectors * (vectors - 1)) / 2);
  let total = 0;
  // The gradient by the unit vectors; each pair stands twice in the sum.
  const towards = new Float64Array(unit.length);
  for (let a = 0; a < vectors; a++) {
    for (let b = 0; b < vectors; b++) {
      if (a === b) continue;
      let dot = 0;
      for (let i = 0; i < length; i++) dot += unit[a * length + i] * unit[b * length + i];
      total += Math.abs(dot);
      for (let i = 0; i < length; i++) towards[a * length + i] += 2 * share * Math.sign(dot) * unit[b * length + i];
    }
  }
  if (gradient !== undefined) {
    for (let k = 0; k < vectors; k++) {
      if (norms[k] === 0) continue;
      let along = 0;
      for (let i = 0; i < length; i++) along += unit[k * length + i] * towards[k * length + i];
      for (let i = 0; i < length; i++) {
        gradient[at(k, i)] += (scale * (towards[k * length + i] - along * unit[k * length + i])) / norms[k];
      }
    }
  }
  return share * total;
}
