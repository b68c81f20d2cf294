import { type ArgumentRule, type ArgumentTable, checkArguments, checkRecord, GatewiseError, show, unknownName } from "../base/index.ts";
import { updateRules } from "./optimizer.ts";

const any: ArgumentRule = { type: "any", default: undefined };
const number: ArgumentRule = { type: "number", default: undefined };
const each: ArgumentTable = {
  kind: { type: "string" },
  reduction: { type: "string", default: undefined, oneOf: ["mean", "weightedMean", "sum"] },
};
const crossEntropy: ArgumentTable = { ...each, from: { type: "string", oneOf: ["logits", "probabilities"] }, clip: number };
const categorical: ArgumentTable = { ...crossEntropy, normalise: any, normaliseClipped: any };

const losses = new Map<unknown, ArgumentTable>([
  ["squaredError", each],
  ["binaryCrossEntropy", { ...crossEntropy, added: number, leastLog: number }],
  ["categoricalCrossEntropy", { ...categorical, smoothing: number }],
  ["labelCrossEntropy", { ...categorical, ignore: number }],
]);

/**
 * Holds that a loss is a function, or one by name that says all it must: logits are never read as probabilities for want of a word.
 *
 * Throws: wrong-type, unknown-rule, unknown-option, missing-option, out-of-range.
 */
export function checkLoss(where: string, loss: unknown): void {
  if (typeof loss === "function") return;
  checkRecord(where, loss, '{ kind: "labelCrossEntropy", from: "logits" }, or a function');
  const table = losses.get(loss.kind);
  if (table === undefined) throw unknownName("unknown-rule", `${where}, kind`, loss.kind, losses.keys() as Iterable<string>);
  checkArguments(where, table, loss);
}

/** Holds that an optimiser is one, with its clips and its schedule. Throws: wrong-type, unknown-rule, out-of-range. */
export function checkOptimizer(where: string, optimizer: unknown): void {
  const expected = "an optimiser of a dialect, such as torch.optim.Adam()";
  checkRecord(where, optimizer, expected);
  const { update, rate, clip, schedule } = optimizer;
  checkRecord(`${where}, update`, update, expected);
  if (!updateRules.includes(update.rule as string)) throw unknownName("unknown-rule", `${where}, update`, update.rule, updateRules);
  if (typeof rate !== "number" || Number.isNaN(rate)) throw wrong(`${where}, rate`, rate, "a number", "give a learning rate");
  if (clip !== undefined) checkClips(`${where}, clip`, clip);
  if (schedule !== undefined) checkSchedule(`${where}, schedule`, schedule);
}

/** Holds that clips leave gradients their direction. Throws: wrong-type, unknown-rule, out-of-range. */
export function checkClips(where: string, clips: unknown): void {
  for (const clip of Array.isArray(clips) ? clips : [clips]) {
    checkRecord(where, clip, "a clip of a dialect, such as torch.clipGradNorm({ maxNorm: 1 })");
    const { kind, max, low, high } = clip;
    if (!["value", "norm", "globalNorm"].includes(kind as string))
      throw unknownName("unknown-rule", `${where}, kind`, kind, ["value", "norm", "globalNorm"]);
    const sound = kind === "value" ? (low as number) <= (high as number) : (max as number) >= 0;
    if (sound) continue;
    throw new GatewiseError("out-of-range", {
      where,
      received: show(clip),
      expected: kind === "value" ? "low no greater than high" : "a norm of 0 or more",
      fix: "a bound below 0 would turn gradients round: give a positive one, or leave the clip out",
    });
  }
}

const schedules = [
  "step",
  "exponential",
  "cosine",
  "exponentialDecay",
  "inverseTimeDecay",
  "polynomialDecay",
  "cosineDecay",
  "cosineRestarts",
  "piecewise",
];

/** Holds that a schedule is one of the steps taken, and no plateau. Throws: wrong-type, unknown-rule. */
export function checkSchedule(where: string, schedule: unknown): void {
  const expected = "a schedule of a dialect, such as torch.optim.lrScheduler.StepLR({ stepSize: 40 })";
  checkRecord(where, schedule, expected);
  if ("cooldown" in schedule) throw wrong(where, "a plateau, which looks at a loss", expected, "give it as the option plateau");
  if (!schedules.includes(schedule.kind as string)) throw unknownName("unknown-rule", `${where}, kind`, schedule.kind, schedules);
}

/** The refusal of a value of another kind. */
export function wrong(where: string, received: unknown, expected: string, fix: string): GatewiseError {
  return new GatewiseError("wrong-type", { where, received: typeof received === "string" ? received : show(received), expected, fix });
}
