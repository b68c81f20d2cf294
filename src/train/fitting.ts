import type { NamedArray } from "../base/index.ts";
import type { Tensors } from "../layers/index.ts";
import type { Tensor } from "../tensor/index.ts";
import type { Clip } from "./clip.ts";
import type { Data } from "./data.ts";
import type { EarlyStopping } from "./early-stopping.ts";
import type { UsedBackend } from "./job.ts";
import type { LossDefinition, LossFunction } from "./loss.ts";
import type { OptimizerDefinition } from "./optimizer.ts";
import type { Plateau } from "./plateau.ts";
import type { Ending, Progress, RunPlan } from "./run.ts";
import type { Schedule } from "./schedule.ts";

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
