/** Losses in the frameworks' words as a golden document has them, and ours. */
import type { LossDefinition } from "../../src/train/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: a golden document is JSON that the frameworks' programs read
type Any = any;

/** Keras' epsilon: config.json's default in every generation. */
const clip = 1e-7;

export function lossOfDocument({ model, train }: Any): LossDefinition {
  const dialect = model.dialect as string;
  const { loss } = train;
  const name: string = typeof loss === "string" ? loss : (loss.class ?? loss.class_name);
  if (["MSELoss", "MeanSquaredError", "mse", "mean_squared_error"].includes(name)) return { kind: "squaredError" };
  if (name === "BCEWithLogitsLoss") return { kind: "binaryCrossEntropy", from: "logits" };
  if (["CrossEntropyLoss", "sparse_softmax_cross_entropy"].includes(name) || loss.config?.from_logits === true)
    return { kind: "labelCrossEntropy", from: "logits" };
  const tensorflow = !dialect.startsWith("keras@3") || dialect.endsWith("/tensorflow");
  // Keras on TensorFlow: in a graph the output of a softmax or sigmoid is taken back to its logits; nothing is clipped.
  if (name === "BinaryCrossentropy" || name === "binary_crossentropy") return { kind: "binaryCrossEntropy", from: "probabilities", clip };
  return { kind: "labelCrossEntropy", from: "probabilities", clip, ...(tensorflow ? { normaliseClipped: true } : { normalise: true }) };
}
