import type { KernelsOf, Reals } from "../kernels.gen.ts";

/** Computes the cross-entropy of each row's softmax with its label, and its gradient. A label that is no column gives NaN. */
export const softmaxCrossEntropy: KernelsOf<Reals>["softmaxCrossEntropy"] = (rows, columns, logits, labels, weights, loss, gradient) => {
  for (let r = 0; r < rows; r++) {
    const start = r * columns;
    const label = labels[r];
    const weight = label >= 0 && label < columns ? (weights?.[r] ?? 1) : Number.NaN;
    let highest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < columns; c++) highest = Math.max(highest, logits[start + c]);
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += Math.exp(logits[start + c] - highest);
    loss[r] = weight * (Math.log(sum) + highest - logits[start + label]);
    if (gradient === null) continue;
    for (let c = 0; c < columns; c++) {
      gradient[start + c] = weight * (Math.exp(logits[start + c] - highest) / sum - (c === label ? 1 : 0));
    }
  }
};
