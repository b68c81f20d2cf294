/** What the frameworks' schedules, callbacks, clips, regularisers and constraints printed, against ours. */
import { describe, expect, it } from "vitest";
import { kerasOptimizer, kerasPlateau, kerasStopping, resolveDialect, scheduleOf } from "../../src/dialects/keras/index.ts";
import { regularizerOf } from "../../src/dialects/keras/weight-terms.ts";
import { tf1Clip, tf1Schedule } from "../../src/dialects/tf1/index.ts";
import { torchClip, torchPlateau, torchSchedule } from "../../src/dialects/torch/index.ts";
import type { Regularizer } from "../../src/layers/index.ts";
import { penaltyOf } from "../../src/layers/penalty.ts";
import { type Tensor, tensor } from "../../src/tensor/index.ts";
import {
  type Clip,
  clipGradients,
  constrain,
  freshPlateau,
  freshStopping,
  judgeEpoch,
  plateauRate,
  scheduledRate,
} from "../../src/train/index.ts";
import { readConstraint } from "./constraints.ts";
import { casesOf, dialectOf, spoils, type TrainingCase, trainingSets } from "./sets.ts";

type Document = TrainingCase["document"];

const paint = (start: number, shape: number[], scale = 1): Float32Array =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((((start + i) * 97) % 251) - 125) / 128).map((x) => x * scale);

/** A float32 power or cosine of a library may be off by two units; where it stands below a subtraction, of the greatest rate. */
const narrow = 2 ** -21;

function rates(dialect: string, { rates: entry, base, count }: Document): number[] {
  const framework = dialect.split("@")[0];
  const { rate, schedule } =
    framework === "torch"
      ? { rate: base as number, schedule: torchSchedule(entry.class, entry.args) }
      : framework === "tf1"
        ? tf1Schedule(entry.function, entry.args)
        : scheduleOf("schedule", entry);
  const given: number[] = [];
  let current = rate;
  for (let step = 0; step < count; step++) {
    current = scheduledRate(schedule, step, current, rate);
    given.push(current);
  }
  return given;
}

function clipsOf(dialect: string, { clip }: Document): readonly Clip[] {
  if (dialect.startsWith("torch")) return [torchClip(clip.function, clip.args)];
  if (dialect.startsWith("tf1")) return [tf1Clip(clip.function, clip.args, spoils(dialect))];
  return kerasOptimizer(resolveDialect(dialect), { class_name: "SGD", config: clip }).clip ?? [];
}

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>, bound: number, what: string): void {
  expect(ours.length, what).toBe(theirs.length);
  const finite = Array.from(theirs).filter(Number.isFinite);
  const largest = Math.max(...finite.map(Math.abs), 0);
  for (let i = 0; i < theirs.length; i++) {
    if (Number.isFinite(theirs[i])) expect(Math.abs(ours[i] - theirs[i]), `${what} ${i}`).toBeLessThanOrEqual(bound * largest);
    else expect(ours[i], `${what} ${i}`).toBe(theirs[i]);
  }
}

for (const set of trainingSets) {
  const dialect = dialectOf(set);
  const numbers = (one: TrainingCase, name: string) => one.tensors.get(name)?.data as Float64Array;
  const conventions = dialect.includes("keras") ? resolveDialect(dialect).conventions : null;
  describe(set, () => {
    for (const one of casesOf(set)) {
      const { name, document } = one;
      if ("rates" in document) {
        it(name, () => {
          // PyTorch computes in float64, by the same operations; only the cosine is the system's own.
          const bound = dialect.startsWith("torch") ? (name.includes("cosine") ? 2 ** -50 : 0) : narrow;
          expectClose(rates(dialect, document), numbers(one, "rates"), bound, "rate");
        });
      } else if ("plateau" in document) {
        it(name, () => {
          const plateau =
            conventions === null
              ? torchPlateau(document.plateau.args)
              : kerasPlateau(conventions, { monitor: "loss", ...document.plateau.config });
          let state = freshPlateau;
          let rate: number = plateau.narrow ? Math.fround(document.base) : document.base;
          const given = document.metrics.map((metric: number | string) => {
            ({ rate, state } = plateauRate(plateau, state, Number(metric), rate));
            return rate;
          });
          const bound = conventions === null ? 0 : 2 ** -23;
          expectClose(given, numbers(one, "rates"), bound, "rate");
        });
      } else if ("stop" in document && conventions !== null) {
        it(name, () => {
          const rule = kerasStopping(conventions, { monitor: "loss", ...document.stop.config });
          let state = freshStopping;
          let [stopped, kept, last] = [-1, -1, -1];
          for (const [epoch, metric] of document.metrics.entries()) {
            const judged = judgeEpoch(rule, state, epoch, Number(metric));
            state = judged.state;
            last = epoch;
            if (judged.keep) kept = epoch;
            if (judged.stop) {
              stopped = epoch;
              break;
            }
          }
          expect([stopped, rule.restoreBest && kept >= 0 ? kept : last]).toEqual([numbers(one, "stopped")[0], numbers(one, "held")[0]]);
        });
      } else if ("clip" in document) {
        it(name, () => {
          const gradients = (document.shapes as number[][]).map((shape, k) => paint(53 * k, shape, document.scale ?? 1));
          for (const [k, index, value] of document.put ?? []) {
            gradients[k][index] = value === "inf" ? Number.POSITIVE_INFINITY : value === "-inf" ? Number.NEGATIVE_INFINITY : Number.NaN;
          }
          let norm: number | null = null;
          for (const clip of clipsOf(dialect, document)) norm = clipGradients(clip, gradients) ?? norm;
          // Two roundings, and a norm whose sum is taken in another order.
          for (const [k, ours] of gradients.entries()) expectClose(ours, numbers(one, `clipped/${k}`), 2 ** -21, `clipped ${k}`);
          if (one.tensors.has("norm")) expectClose([norm ?? -1], numbers(one, "norm"), 2 ** -21, "norm");
        });
      } else if ("regularizer" in document) {
        it(name, () => {
          const { shape, start = 0, zero = [] } = document;
          const regularizer = conventions === null ? undefined : regularizerOf(document.regularizer, name, conventions);
          const painted = paint(start, shape);
          for (const row of zero) painted.fill(0, row * shape[1], (row + 1) * shape[1]);
          const value = tensor(painted, { shape, requiresGrad: true });
          const penalty = penaltyOf(regularizer as Regularizer, value) as Tensor;
          penalty.backward();
          const [ours, theirs] = [(value.grad as Tensor).data as Float32Array, numbers(one, "gradient")];
          // float32 sums of at most 280 terms.
          expectClose([penalty.item()], numbers(one, "penalty"), 2e-6, "penalty");
          expectClose(ours, theirs, 2e-6, "gradient");
        });
      } else if ("constraint" in document) {
        it(name, () => {
          const value = paint(document.start ?? 0, document.shape, document.scale ?? 1);
          constrain(readConstraint(document.constraint), value, document.shape);
          expectClose(value, numbers(one, "constrained"), 2 ** -22, "constrained");
        });
      }
    }
  });
}
