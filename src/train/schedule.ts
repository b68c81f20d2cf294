import { checkNumber, checkSchedule } from "./check-kinds.ts";

/**
 * How a learning rate goes with the steps (or epochs) taken. Those that begin with `rate` do not look at the optimiser's rate; they are
 * computed in float32, as the frameworks' graphs do.
 */
export type Schedule =
  /** Times `factor` after each `every` steps. */
  | { readonly kind: "step"; readonly every: number; readonly factor: number }
  /** Times `factor` after each step. */
  | { readonly kind: "exponential"; readonly factor: number }
  /** Half a cosine from the first rate to `least` in `period` steps, and back in as many. */
  | { readonly kind: "cosine"; readonly period: number; readonly least: number }
  | TimedSchedule;

/** A function of the steps alone. */
type TimedSchedule =
  /** rate·factor^p, p = step/steps, floored where `staircase`. */
  | {
      readonly kind: "exponentialDecay" | "inverseTimeDecay";
      readonly rate: number;
      readonly steps: number;
      readonly factor: number;
      readonly staircase: boolean;
    }
  /** (rate - end)·(1 - p)^power + end; `cycle`: p starts anew, over a multiple of `steps`. */
  | {
      readonly kind: "polynomialDecay";
      readonly rate: number;
      readonly steps: number;
      readonly end: number;
      readonly power: number;
      readonly cycle: boolean;
    }
  /** Half a cosine from the rate to `least`·rate; before it, where `warmUp`, a straight line from the rate to the warm-up's. */
  | {
      readonly kind: "cosineDecay";
      readonly rate: number;
      readonly steps: number;
      readonly least: number;
      readonly warmUp?: { readonly rate: number; readonly steps: number };
    }
  /** The same again and again, each time `longer` times longer and `higher` times as high. */
  | {
      readonly kind: "cosineRestarts";
      readonly rate: number;
      readonly steps: number;
      readonly longer: number;
      readonly higher: number;
      readonly least: number;
    }
  /** The first of `rates` to and with step boundaries[0], and so on. */
  | { readonly kind: "piecewise"; readonly boundaries: readonly number[]; readonly rates: readonly number[] };

/**
 * Gives the rate for the step after `count` steps.
 *
 * Source: PyTorch 2.13 torch/optim/lr_scheduler.py (recursive, on the rate that stands, so that a rate set by hand stays);
 * Keras 3.15.1 optimizers/schedules/learning_rate_schedule.py; TensorFlow 1.8 python/training/learning_rate_decay.py.
 *
 * @param current the rate of the step before
 * @param first the rate that the optimiser began with
 */
export function scheduledRate(schedule: Schedule, count: number, current: number, first: number): number {
  checkSchedule("scheduledRate, schedule", schedule);
  checkNumber("scheduledRate, count", count, 0);
  checkNumber("scheduledRate, current", current);
  checkNumber("scheduledRate, first", first);
  switch (schedule.kind) {
    case "step":
      return count > 0 && count % schedule.every === 0 ? current * schedule.factor : current;
    case "exponential":
      return count > 0 ? current * schedule.factor : current;
    case "cosine":
      return cosine(schedule, count, current, first);
    default:
      return timedRate(schedule, count);
  }
}

function cosine({ period, least }: { period: number; least: number }, count: number, current: number, first: number): number {
  if (count === 0) return current;
  // At the bottom the ratio below is 0/0.
  if ((count - 1 - period) % (2 * period) === 0) return current + ((first - least) * (1 - Math.cos(Math.PI / period))) / 2;
  return ((1 + Math.cos((Math.PI * count) / period)) / (1 + Math.cos((Math.PI * (count - 1)) / period))) * (current - least) + least;
}

function timedRate(schedule: TimedSchedule, count: number): number {
  const f = Math.fround;
  switch (schedule.kind) {
    case "exponentialDecay": {
      return f(f(schedule.rate) * f(f(schedule.factor) ** progress(schedule, count)));
    }
    case "inverseTimeDecay": {
      return f(f(schedule.rate) / f(1 + f(f(schedule.factor) * progress(schedule, count))));
    }
    case "polynomialDecay": {
      const cycles = schedule.cycle ? (count === 0 ? 1 : Math.ceil(f(count / schedule.steps))) : 1;
      const steps = schedule.steps * cycles;
      const p = f((schedule.cycle ? count : Math.min(count, steps)) / steps);
      return f(f(f(f(schedule.rate) - f(schedule.end)) * f(f(1 - p) ** f(schedule.power))) + f(schedule.end));
    }
    case "cosineDecay": {
      const { warmUp, steps } = schedule;
      if (warmUp === undefined) return halfCosine(f(schedule.rate), schedule.least, f(Math.min(count, steps) / steps));
      if (count >= warmUp.steps) return halfCosine(f(warmUp.rate), schedule.least, f(Math.min(count - warmUp.steps, steps) / steps));
      return f(f(f(f(warmUp.rate) - f(schedule.rate)) * f(count / warmUp.steps)) + f(schedule.rate));
    }
    case "cosineRestarts": {
      const { restart, fraction } = restarts(schedule, f(count / schedule.steps));
      return halfCosine(f(schedule.rate), schedule.least, fraction, f(f(schedule.higher) ** restart));
    }
    case "piecewise": {
      const interval = schedule.boundaries.findIndex((boundary) => count <= boundary);
      return f(schedule.rates[interval < 0 ? schedule.rates.length - 1 : interval]);
    }
  }
}

function progress({ steps, staircase }: { steps: number; staircase: boolean }, count: number): number {
  const p = Math.fround(count / steps);
  return staircase ? Math.floor(p) : p;
}

/** rate·((1 - least)·½(1 + cos πp)·height + least). */
function halfCosine(rate: number, least: number, p: number, height = 1): number {
  const f = Math.fround;
  const wave = f(f(0.5 * height) * f(1 + f(Math.cos(f(f(Math.PI) * p)))));
  return f(rate * f(f(f(1 - least) * wave) + f(least)));
}

function restarts({ longer }: { longer: number }, completed: number): { restart: number; fraction: number } {
  const f = Math.fround;
  if (longer === 1) return { restart: Math.floor(completed), fraction: f(completed - Math.floor(completed)) };
  const restart = Math.floor(f(f(Math.log(f(1 - f(completed * f(1 - longer))))) / f(Math.log(f(longer)))));
  const past = f(f(1 - f(f(longer) ** restart)) / f(1 - longer));
  return { restart, fraction: f(f(completed - past) / f(f(longer) ** restart)) };
}
