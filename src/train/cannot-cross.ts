import type { Data } from "./data.ts";
import type { Fitting } from "./fitting.ts";
import { maskSource } from "./recorded-model.ts";
import { hasWorker } from "./start-worker.ts";
import { crosses as hasPlace } from "./stream-masks.ts";
import { isModule, type Trainable } from "./trainable.ts";

/** Why a training cannot run in a worker; null: it can. */
export function cannotCross(
  model: Trainable | URL,
  { data, validation, loss }: Pick<Fitting, "data" | "validation" | "loss">,
): string | null {
  if (isModule(model)) return null;
  if (model.definition === undefined) return "the model has functions of its own";
  if (model.layers?.some(({ cells }) => Object.keys(cells).length > 0) === true) return "the model has a cell of its own";
  const source = maskSource(model);
  if (source === undefined) return "its dropout masks come from several sessions";
  if (model.stream?.crosses === false || (source !== null && !hasPlace(source))) return "its dropout masks come from a session's stream";
  if (typeof loss === "function") return "the loss is a function";
  if (![data, ...(validation === null ? [] : [validation])].every(crosses)) return "the data is a program's own";
  return hasWorker ? null : "this runs from the sources, and the worker is built";
}

function crosses({ definition }: Data): boolean {
  return definition !== undefined;
}
