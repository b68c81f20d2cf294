import type { NamedArray } from "../base/index.ts";
import { freshRun, type LossSum, noLosses, type RunState, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import type { Data } from "./data.ts";
import { type EarlyStopping, judgeEpoch } from "./early-stopping.ts";
import type { Monitor } from "./monitor.ts";
import { nextTurn } from "./next-turn.ts";
import { type Plateau, plateauRate } from "./plateau.ts";
import { fillWeights, type Trainer, weightsOf } from "./trainer.ts";

/** How long a run goes and when it tells what; plain, so that it crosses to a worker. */
export interface RunPlan {
  /** Ends after so many steps in all, those before a resume included. null: never of itself. */
  readonly steps: number | null;
  /** Ends after so many epochs in all. null: never of itself. */
  readonly epochs: number | null;
  /** Loss on the validation data after each so many steps. null: after each epoch. */
  readonly validateEvery: number | null;
  /** Hands the weights over after each so many steps. null: at the end only. */
  readonly weightsEvery: number | null;
  /** A checkpoint after each so many steps, and where the run ends. null: none. */
  readonly checkpointEvery: number | null;
  /** Stands in the metadata of checkpoints. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly earlyStopping: EarlyStopping | null;
  readonly plateau: Plateau | null;
}

/** What a run tells as it goes. */
export interface Progress {
  /** Steps taken in all. */
  readonly step: number;
  /** Where the run ends, if that is known. */
  readonly steps: number | null;
  /** Epochs completed. */
  readonly epoch: number;
  /** The mean loss of the steps since the last progress. */
  readonly loss: number;
  /** The loss on the validation data, where it was computed at this step. */
  readonly validation: number | null;
  /** The rate of the next step. */
  readonly rate: number;
  /** Of the last step, before clipping, where a clip computes it. */
  readonly gradientNorm: number | null;
  /** Milliseconds of training since the run began or was resumed. */
  readonly elapsed: number;
  /** Whether the weights have been written into the model. */
  readonly weights: boolean;
}

/** How a run ended, and the mean loss of its last epoch. */
export interface RunEnd {
  readonly ending: Ending;
  readonly epochLoss: number;
}

export type Ending = "complete" | "aborted" | "stopped early";

/** Who runs it: hears of progress, stores checkpoints, and may ask it to stop. */
export interface Host {
  /** Whether progress would be heard now; what is not told is told with the next. */
  listening(): boolean;
  progress(progress: Progress, weights: readonly NamedArray[] | null): Promise<void> | void;
  checkpoint(bytes: Uint8Array, step: number): Promise<void> | void;
  stopped(): boolean;
}

/** How long steps go on before others get a turn, in milliseconds. */
const longestTurn = 8;

/** Runs a training to its end. The order of what is done after a step: validate, judge, checkpoint, tell. */
export async function run(
  trainer: Trainer,
  validation: Data | null,
  plan: RunPlan,
  resume: Uint8Array | null,
  host: Host,
): Promise<RunEnd> {
  let remembered = resume === null ? freshRun : readCheckpoint(trainer, resume);
  const end = endOf(plan, trainer.data.batches);
  const began = performance.now();
  let turn = began;
  let [sum, count] = [0, 0];
  let saved = resume === null ? -1 : trainer.step;
  let ending: Ending = "complete";
  const save = async (): Promise<void> => {
    if (plan.checkpointEvery === null || saved === trainer.step) return;
    saved = trainer.step;
    await host.checkpoint(writeCheckpoint(trainer, remembered, plan.metadata), saved);
  };

  while (trainer.step < end) {
    if (performance.now() - turn > longestTurn) {
      await nextTurn();
      turn = performance.now();
    }
    if (host.stopped()) {
      ending = "aborted";
      break;
    }
    const begins = trainer.step % trainer.data.batches === 0;
    const { loss, samples, gradientNorm } = trainer.next();
    sum += loss;
    count++;
    remembered = withLoss(remembered, begins, loss, samples);
    const { step } = trainer;
    const due = (every: number | null): boolean => every !== null && (step % every === 0 || step === end);
    const epochEnds = step % trainer.data.batches === 0;
    const judged = plan.validateEvery === null ? epochEnds || step === end : due(plan.validateEvery);
    const value = judged && validation !== null ? trainer.evaluate(validation) : null;
    let early = false;
    if (judged) {
      const outcome = judge(trainer, plan, remembered, { training: meanOf(remembered.unjudged), validation: value });
      [remembered, early] = [outcome.run, outcome.stop];
    }
    if (plan.checkpointEvery !== null && step % plan.checkpointEvery === 0) await save();
    const weights = due(plan.weightsEvery) ? weightsOf(trainer.model) : null;
    if (value !== null || weights !== null || step === end || early || host.listening()) {
      await host.progress(
        {
          step,
          steps: Number.isFinite(end) ? end : null,
          epoch: trainer.epoch,
          loss: sum / count,
          validation: value,
          rate: trainer.optimizer.rate,
          gradientNorm,
          elapsed: performance.now() - began,
          weights: weights !== null,
        },
        weights,
      );
      [sum, count] = [0, 0];
    }
    if (early) {
      ending = "stopped early";
      break;
    }
  }
  await save();
  if (ending === "stopped early" && plan.earlyStopping?.restoreBest === true && remembered.best.length > 0) {
    fillWeights(trainer.model, new Map(remembered.best.map((array) => [array.name, array])), "the best weights");
  }
  return { ending, epochLoss: meanOf(remembered.epoch) };
}

/** Adds the loss of a step to those of its epoch, which may begin with it, and to those that have not been judged. */
function withLoss(
  { epoch, unjudged, judged, stopping, plateau, best }: RunState,
  begins: boolean,
  loss: number,
  samples: number,
): RunState {
  const before = begins ? noLosses : epoch;
  return {
    epoch: { sum: before.sum + loss * samples, samples: before.samples + samples },
    unjudged: { sum: unjudged.sum + loss * samples, samples: unjudged.samples + samples },
    judged,
    stopping,
    plateau,
    best,
  };
}

function meanOf({ sum, samples }: LossSum): number {
  return sum / samples;
}

function endOf({ steps, epochs }: RunPlan, batches: number): number {
  return Math.min(steps ?? Number.POSITIVE_INFINITY, epochs === null ? Number.POSITIVE_INFINITY : epochs * batches);
}

/** Takes in the losses: whether to stop, what to remember, and a lower rate where a plateau asks for it. */
function judge(
  trainer: Trainer,
  { earlyStopping, plateau }: RunPlan,
  before: RunState,
  losses: { readonly training: number; readonly validation: number | null },
): { run: RunState; stop: boolean } {
  const valueFor = ({ of }: Monitor): number => (of === "training" ? losses.training : (losses.validation ?? losses.training));
  let run = { ...before, unjudged: noLosses };
  let stop = false;
  if (plateau !== null) {
    const judged = plateauRate(plateau, run.plateau, valueFor(plateau), trainer.optimizer.rate);
    trainer.optimizer.rate = judged.rate;
    run = { ...run, plateau: judged.state };
  }
  if (earlyStopping !== null) {
    const judged = judgeEpoch(earlyStopping, run.stopping, run.judged, valueFor(earlyStopping));
    stop = judged.stop;
    run = { ...run, judged: run.judged + 1, stopping: judged.state };
    if (judged.keep && earlyStopping.restoreBest) {
      run = { ...run, best: weightsOf(trainer.model).map((array) => ({ ...array, data: array.data.slice() as never })) };
    }
  }
  return { run, stop };
}
