import { GatewiseError, type NamedArray, show } from "../base/index.ts";
import type { Tensors } from "../layers/index.ts";
import { cannotCross } from "./cannot-cross.ts";
import { checkFit } from "./check-fit.ts";
import type { Clip } from "./clip.ts";
import type { Data } from "./data.ts";
import { onThisThread } from "./executor-caller.ts";
import { inWorker } from "./executor-worker.ts";
import type { FitOptions, Fitting } from "./fitting.ts";
import type { UsedBackend } from "./job.ts";
import type { Told } from "./loss.ts";
import type { Ending } from "./run.ts";
import { isModule, type Trainable } from "./trainable.ts";

export interface FitResult {
  readonly ending: Ending;
  readonly steps: number;
  readonly epochs: number;
  /**
   * The mean loss of the last epoch, samples weighing alike, as training saw it; of its steps so far, where it is not complete. NaN:
   * no step was taken.
   */
  readonly loss: number;
  readonly validation: number | null;
  /** The kernels that it ran on. */
  readonly backend: UsedBackend;
  /** Where it ran, and why there. */
  readonly executor: "worker" | "caller";
  readonly why: string;
  /** The trained weights by name; the model has them too. */
  readonly weights: ReadonlyMap<string, NamedArray>;
}

/**
 * Trains a model.
 *
 * A model of registered layers trains in a worker: its definition, weights and data cross, and the model of the caller is stale until
 * fit resolves or onProgress tells that weights came. A model with functions of its own trains on the caller's thread, or in a worker
 * too where it is given as a module's URL: the module's default export makes the model, `{ model, data?, validation?, loss? }`.
 * An aborted training resolves, with its weights and a last checkpoint.
 * Throws: not-finite, before a weight is harmed; wrong-type, missing-option, unknown-option, out-of-range, contradiction before
 * anything runs; what the layers and the checkpoint refuse.
 */
export async function fit<Output extends Tensors = Tensors, Target extends Tensors = Tensors>(
  model: Trainable<Output> | URL,
  data: Data & { batch(number: number): { readonly target: Target } },
  options: FitOptions<Told<Output>, Told<Target>>,
): Promise<FitResult> {
  checkFit(model, data, options);
  const fitting = fittingOf(data, options as FitOptions);
  const obstacle = options.executor === "caller" ? "it was asked for" : cannotCross(model, fitting);
  if (obstacle !== null && (options.executor === "worker" || isModule(model))) {
    throw new GatewiseError("not-supported", {
      where: "fit, executor",
      received: `a training that cannot run in a worker: ${obstacle}`,
      expected: "registered layers, data of windows or examples, a loss by name; or a module's URL",
      fix: "leave executor out, or put the model into a module and give its URL",
    });
  }
  const fitted = obstacle === null ? await inWorker(model, fitting) : await onThisThread(model as Trainable, fitting);
  return {
    ending: fitted.ending,
    steps: fitted.step,
    epochs: Math.floor(fitted.step / data.batches),
    loss: fitted.epochLoss,
    validation: fitted.last?.validation ?? null,
    backend: fitted.backend,
    executor: obstacle === null ? "worker" : "caller",
    why: obstacle === null ? "model, data and loss can cross to a worker" : `on the caller's thread: ${obstacle}`,
    weights: new Map(fitted.weights.map((array) => [array.name, array])),
  };
}

function fittingOf(data: Data, options: FitOptions): Fitting {
  const { loss, clip, schedule, validation, checkpoint, steps = null, weightsEvery = null, earlyStopping = null, plateau = null } = options;
  const epochs = options.epochs ?? (steps === null ? 1 : null);
  const every = validation !== undefined && "every" in validation ? validation.every : null;
  for (const [name, value] of Object.entries({
    steps,
    epochs,
    weightsEvery,
    "validation.every": every,
    "checkpoint.every": checkpoint?.every ?? null,
  })) {
    checkCount(name, value);
  }
  return {
    data,
    validation: validation === undefined ? null : "every" in validation ? validation.data : validation,
    loss,
    optimizer: {
      ...options.optimizer,
      ...(clip === undefined ? {} : { clip: Array.isArray(clip) ? (clip as readonly Clip[]) : [clip as Clip] }),
      ...(schedule === undefined ? {} : { schedule }),
    },
    plan: {
      steps,
      epochs,
      validateEvery: every,
      weightsEvery,
      checkpointEvery: checkpoint?.every ?? null,
      metadata: checkpoint?.metadata ?? {},
      earlyStopping,
      plateau,
    },
    options,
  };
}

function checkCount(name: string, value: number | null): void {
  if (value === null || (Number.isSafeInteger(value) && value > 0)) return;
  if (value === Number.POSITIVE_INFINITY && (name === "steps" || name === "epochs")) return;
  throw new GatewiseError("out-of-range", {
    where: `fit, ${name}`,
    received: show(value),
    expected: "a whole number of 1 or more",
    fix: "choose another, or leave it out",
  });
}
