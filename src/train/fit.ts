import { GatewiseError, type NamedArray, show } from "../base/index.ts";
import type { Tensors } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { cannotCross } from "./cannot-cross.ts";
import { checkFit } from "./check-fit.ts";
import type { Clip } from "./clip.ts";
import type { Data } from "./data.ts";
import type { EarlyStopping } from "./early-stopping.ts";
import { onThisThread } from "./executor-caller.ts";
import { inWorker } from "./executor-worker.ts";
import type { UsedBackend } from "./job.ts";
import type { LossDefinition, LossFunction, Told } from "./loss.ts";
import type { OptimizerDefinition } from "./optimizer.ts";
import type { Plateau } from "./plateau.ts";
import type { Ending, Progress, RunPlan } from "./run.ts";
import type { Schedule } from "./schedule.ts";
import { isModule, type Trainable } from "./trainable.ts";

export interface FitOptions<Output extends Tensors = Tensor, Target extends Tensors = Tensor> {
  readonly loss: LossDefinition | LossFunction<Output, Target>;
  readonly optimizer: OptimizerDefinition;
  /** In place of the optimiser's own. */
  readonly clip?: Clip | readonly Clip[];
  /** In place of the optimiser's own. */
  readonly schedule?: Schedule;
  /** How many times the data is seen in all; Infinity: until it is aborted. Absent: 1, where steps is absent too. */
  readonly epochs?: number;
  /** How many steps are taken in all, those before a resume included. */
  readonly steps?: number;
  /** Data that is not learnt from; its loss is told after each epoch, or after each `every` steps. */
  readonly validation?: Data | { readonly data: Data; readonly every: number };
  readonly earlyStopping?: EarlyStopping;
  readonly plateau?: Plateau;
  /**
   * Hears how training goes, as often as it has time to listen. The model's weights are those of the moment where `weights` is true;
   * else they are those from before, until fit has ended.
   */
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  /** Writes the weights into the model after each so many steps. Absent: at the end. */
  readonly weightsEvery?: number;
  /** Ends training after the step that is under way. */
  readonly signal?: AbortSignal;
  readonly checkpoint?: CheckpointOptions;
  /** The bytes of a checkpoint to go on from. */
  readonly resume?: Uint8Array;
  /**
   * Where it runs. Absent: in a worker where the model, the data and the loss can cross to one, else on the thread of the caller,
   * yielding between steps. "worker" refuses what cannot cross.
   */
  readonly executor?: "worker" | "caller";
}

export interface CheckpointOptions {
  /** After each so many steps; another is written where training ends. */
  readonly every: number;
  /** Stores the bytes. Training waits for it no longer than until the next checkpoint. */
  write(bytes: Uint8Array, step: number): void | Promise<void>;
  /** Stands in the metadata of the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

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

/** What an executor is given. */
export interface Fitting {
  readonly data: Data;
  readonly validation: Data | null;
  readonly loss: LossDefinition | LossFunction;
  readonly optimizer: OptimizerDefinition;
  readonly plan: RunPlan;
  readonly options: FitOptions;
}

/** What an executor gives. */
export interface Fitted {
  readonly ending: Ending;
  readonly step: number;
  readonly last: Progress | null;
  readonly epochLoss: number;
  readonly backend: UsedBackend;
  readonly weights: readonly NamedArray[];
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
