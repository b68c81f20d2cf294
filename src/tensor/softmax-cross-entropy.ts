import { type Floats, sizeOf } from "../base/index.ts";
import { backendOf } from "./kernels-of.ts";
import { sameShape, zeroFloats } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { badShape, checkFloats, checkIndex, checkIndices, checkOptions } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** The label that stands for "not counted"; null: every one counts. */
type Ignored = number | null;

/** @internal Inputs: logits, labels. Saved: the gradient of each row's loss by its logits. */
export const softmaxCrossEntropyPrimitive: Primitive<Ignored, Floats | null> = {
  name: "softmaxCrossEntropy",
  shape([logits, labels], ignored) {
    checkFloats("softmaxCrossEntropy", logits);
    checkIndices("softmaxCrossEntropy", labels);
    const rows = logits.shape.slice(0, -1);
    if (logits.shape.length === 0 || !sameShape(labels.shape, rows)) {
      throw badShape(
        "softmaxCrossEntropy",
        [logits.shape, labels.shape],
        "one label for each row of the last axis",
        "give labels of [...]",
      );
    }
    const classes = logits.shape[rows.length];
    for (const label of labels.data) if (label !== ignored) checkIndex("softmaxCrossEntropy", label, classes);
    return labels.shape;
  },
  forward([logits, labels], ignored, out, shape) {
    const rows = sizeOf(shape);
    const columns = logits.shape[shape.length];
    let weights: Floats | null = null;
    let places = labels.data as Int32Array;
    if (ignored !== null && places.includes(ignored)) {
      weights = zeroFloats(logits.dtype, rows);
      for (let row = 0; row < rows; row++) weights[row] = places[row] === ignored ? 0 : 1;
      places = places.map((label) => (label === ignored ? 0 : label));
    }
    const gradient = logits.node === null ? null : zeroFloats(logits.dtype, rows * columns);
    const { kernels } = backendOf(logits.dtype);
    kernels.softmaxCrossEntropy(rows, columns, logits.data as Floats, places, weights, out as Floats, gradient);
    return gradient;
  },
  vjp(node, gradient, ofLogits) {
    const [input] = node.inputs;
    if (input === null || ofLogits === null) return;
    const columns = gradient.length === 0 ? 0 : ofLogits.length / gradient.length;
    // The saved array is nobody else's: it becomes the gradient.
    for (let row = 0; row < gradient.length; row++) {
      const factor = gradient[row];
      for (let i = row * columns; i < (row + 1) * columns; i++) ofLogits[i] *= factor;
    }
    input.give(ofLogits);
  },
};

/**
 * Gives the cross-entropy of each row of logits with its label, 0 where the label is `ignore`.
 *
 * Equation: ln Σ e^x - x[label]. Shapes: logits [..., O], labels [...] (int32) to [...].
 * Throws: bad-shape, bad-dtype, out-of-range.
 */
export function softmaxCrossEntropy(logits: Tensor, labels: Tensor, options: { ignore?: number } = {}): Tensor {
  checkOptions("softmaxCrossEntropy", options, { ignore: "number" });
  return apply(softmaxCrossEntropyPrimitive, [logits, labels], options.ignore ?? null);
}
