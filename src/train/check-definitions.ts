import { type ArgumentRule, type ArgumentTable, checkArguments, checkRecord, optionalValue, unknownName } from "../base/index.ts";
import { checkClips, checkSchedule, wrong } from "./check-kinds.ts";
import { updateRules } from "./optimizer.ts";

const number: ArgumentRule = { type: "number", default: undefined };
const each: ArgumentTable = {
  kind: { type: "string" },
  reduction: { type: "string", default: undefined, oneOf: ["mean", "weightedMean", "sum"] },
};
const crossEntropy: ArgumentTable = { ...each, from: { type: "string", oneOf: ["logits", "probabilities"] }, clip: number };
const categorical: ArgumentTable = { ...crossEntropy, normalise: optionalValue, normaliseClipped: optionalValue };

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
  if (loss.kind === "outputs") {
    const { of } = checkArguments(where, { kind: { type: "string" }, of: { type: "any" } }, loss).values;
    checkRecord(`${where}, of`, of, '{ output: { kind: "squaredError" } }');
    if (Object.keys(of).length === 0) throw wrong(`${where}, of`, of, "a loss for one output at least", "name an output");
    for (const [name, one] of Object.entries(of)) checkOutputLoss(`${where}, of.${name}`, one, { weight: number });
    return;
  }
  checkOutputLoss(where, loss, {});
}

function checkOutputLoss(where: string, loss: unknown, more: ArgumentTable): void {
  checkRecord(where, loss, '{ kind: "labelCrossEntropy", from: "logits" }');
  const table = losses.get(loss.kind);
  if (table === undefined) throw unknownName("unknown-rule", `${where}, kind`, loss.kind, [...losses.keys(), "outputs"] as string[]);
  checkArguments(where, { ...table, ...more }, loss);
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
