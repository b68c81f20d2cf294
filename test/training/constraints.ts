/** Constraints in Keras' words as a golden document has them, and ours. */
import type { Constraint } from "../../src/layers/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: a golden document is JSON that the frameworks' programs read
type Any = any;

export function readConstraint({ class_name, config }: { class_name: string; config: Any }): Constraint {
  const { max_value: max, min_value: min, rate, axis } = config;
  if (class_name === "MaxNorm") return { kind: "maxNorm", max, axis };
  if (class_name === "MinMaxNorm") return { kind: "minMaxNorm", min, max, rate, axis };
  return class_name === "UnitNorm" ? { kind: "unitNorm", axis } : { kind: "nonNegative" };
}

/** The constraint of one weight of a Keras model: `…/recurrent_kernel` has the recurrent layer's `recurrent_constraint`. */
export function constraintOf({ model }: Any, weight: string): Constraint | undefined {
  if (!Array.isArray(model.layers)) return undefined;
  const part = /(?:recurrent|bias)?(?:_?kernel)?$/.exec(weight)?.[0].replace("recurrent_kernel", "recurrent");
  const entry = model.layers[weight.includes("dense") ? 1 : 0].config[`${part}_constraint`];
  return entry === undefined ? undefined : readConstraint(entry);
}
