/** Losses in the frameworks' words as a golden document has them, read as their dialects read them. */
import { kerasLoss, resolveDialect } from "../../src/dialects/keras/index.ts";
import { torch } from "../../src/torch.ts";
import type { LossDefinition } from "../../src/train/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: a golden document is JSON that the frameworks' programs read
type Any = any;

export function lossOfDocument({ model, train }: Any): LossDefinition {
  const dialect = model.dialect as string;
  const { loss } = train;
  const name: string = typeof loss === "string" ? loss : (loss.class ?? loss.class_name);
  if (dialect.startsWith("torch")) return torch.nn[name as keyof typeof torch.nn]();
  if (!dialect.startsWith("tf1")) return kerasLoss(resolveDialect(dialect), name, loss.config ?? {});
  return name === "sparse_softmax_cross_entropy" ? { kind: "labelCrossEntropy", from: "logits" } : { kind: "squaredError" };
}
