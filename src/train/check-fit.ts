import { type ArgumentTable, checkArguments, checkRecord, GatewiseError, optionalValue, show } from "../base/index.ts";
import { checkLoss, checkOptimizer } from "./check-definitions.ts";
import { checkClips, checkSchedule, wrong } from "./check-kinds.ts";
import { isModule, type Trainable } from "./trainable.ts";

const options: ArgumentTable = {
  loss: { type: "any" },
  optimizer: { type: "any" },
  clip: optionalValue,
  schedule: optionalValue,
  epochs: optionalValue,
  steps: optionalValue,
  validation: optionalValue,
  earlyStopping: optionalValue,
  plateau: optionalValue,
  onProgress: optionalValue,
  weightsEvery: optionalValue,
  signal: optionalValue,
  checkpoint: optionalValue,
  resume: optionalValue,
  executor: { type: "string", default: undefined, oneOf: ["worker", "caller"] },
};

/**
 * Holds that a training can be what it is asked to be, before anything runs.
 *
 * Throws: wrong-type, missing-option, unknown-option, unknown-rule, out-of-range, contradiction.
 */
export function checkFit(model: unknown, data: unknown, given: unknown): void {
  checkModel("fit, model", model);
  checkData("fit, data", data);
  checkRecord("fit, options", given, "{ loss, optimizer, … }");
  const { values } = checkArguments("fit", options, given);
  checkLoss("fit, loss", values.loss);
  checkOptimizer("fit, optimizer", values.optimizer);
  if (values.clip !== undefined) checkClips("fit, clip", values.clip);
  if (values.schedule !== undefined) checkSchedule("fit, schedule", values.schedule);
  checkValidation(values.validation);
  for (const name of ["earlyStopping", "plateau"])
    checkMonitor(name, values[name], isModule(model as Trainable) ? null : values.validation);
  for (const name of ["steps", "epochs", "weightsEvery"]) {
    if (values[name] === null) throw wrong(`fit, ${name}`, null, "a whole number of 1 or more", "leave it out where nothing is wanted");
  }
  checkHost(values);
  checkLearns(model);
}

/** Holds that a model can be called and has parameters. Throws: wrong-type. */
export function checkModel(where: string, model: unknown): asserts model is Trainable | URL {
  if (isModule(model as Trainable)) return;
  const { call, parameters } = (model ?? {}) as { call?: unknown; parameters?: { values?: unknown } };
  if (typeof call === "function" && typeof parameters?.values === "function") return;
  throw wrong(where, model, "a model: of sequential, of model, of a document", "make one by sequential(layers, { like: session })");
}

/** Holds that data gives batches. Throws: wrong-type, out-of-range. */
export function checkData(where: string, data: unknown): void {
  const { batch, batches } = (data ?? {}) as { batch?: unknown; batches?: unknown };
  if (typeof batch !== "function" || typeof batches !== "number")
    throw wrong(where, data, "data: of windows, of examples, or { batches, batch(k) }", "make it by examples(inputs, targets, { batch })");
  if (batches === Number.POSITIVE_INFINITY || (Number.isSafeInteger(batches) && batches > 0)) return;
  throw new GatewiseError("out-of-range", {
    where: `${where}, batches`,
    received: show(batches),
    expected: "1 batch or more",
    fix: "give at least one sample",
  });
}

function checkValidation(validation: unknown): void {
  if (validation === undefined) return;
  checkRecord("fit, validation", validation, "data, or { data, every }");
  if ("every" in validation) checkData("fit, validation.data", validation.data);
  else checkData("fit, validation", validation);
}

/** validation null: a module may bring it. */
function checkMonitor(name: string, monitor: unknown, validation: unknown): void {
  if (monitor === undefined) return;
  const call = name === "plateau" ? "torch.optim.lrScheduler.ReduceLROnPlateau()" : "keras.earlyStopping(session, { patience: 3 })";
  checkRecord(`fit, ${name}`, monitor, `what a dialect gives, such as ${call}`);
  if (!("better" in monitor && "patience" in monitor && (name !== "plateau" || "cooldown" in monitor)))
    throw wrong(`fit, ${name}`, monitor, `what a dialect gives, such as ${call}`, `give ${call}`);
  if (validation !== undefined || monitor.of === "training") return;
  throw new GatewiseError("missing-option", {
    where: `fit, ${name}`,
    received: "no option validation",
    expected: "data whose loss is looked at",
    fix: `give validation, or let it look at the loss of training: keras' monitor: "loss", or { ...${name}, of: "training" }`,
  });
}

function checkHost({ onProgress, signal, checkpoint, resume }: Readonly<Record<string, unknown>>): void {
  if (onProgress !== undefined && typeof onProgress !== "function")
    throw wrong("fit, onProgress", onProgress, "a function", "give (progress) => …");
  if (signal !== undefined && typeof (signal as Partial<AbortSignal> | null)?.addEventListener !== "function")
    throw wrong("fit, signal", signal, "an AbortSignal", "give the signal of a new AbortController()");
  if (resume !== undefined && !(resume instanceof Uint8Array))
    throw wrong("fit, resume", resume, "the bytes of a checkpoint, a Uint8Array", "read the file's bytes first");
  if (checkpoint === undefined) return;
  checkRecord("fit, checkpoint", checkpoint, "{ every, write(bytes, step) }");
  const { write } = checkArguments(
    "fit, checkpoint",
    { every: { type: "any" }, write: { type: "any" }, metadata: optionalValue },
    checkpoint,
  ).values;
  if (typeof write !== "function") throw wrong("fit, checkpoint.write", write, "a function", "give write(bytes, step)");
}

function checkLearns(model: Trainable | URL): void {
  if (isModule(model)) return;
  const all = [...model.parameters.values()];
  if (all.some(({ trainable }) => trainable)) return;
  throw new GatewiseError("contradiction", {
    where: "fit, model",
    received: all.length === 0 ? "a model without weights" : `a model of ${all.length} weights, all of them frozen`,
    expected: "a weight that learns",
    fix: all.length === 0 ? "give it a layer with weights" : "unfreeze some of them: model.unfreeze(pattern)",
  });
}
