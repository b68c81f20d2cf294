/** What the door gives of Plans: it holds what comes from outside to be one. Inside, Plans come from sessions, and nothing is checked again. */
import { checkArguments, checkLists, checkMap, checkRecord, GatewiseError, type NamedArray, show, unknownName } from "../base/index.ts";
import * as diff from "./diff.ts";
import * as digest from "./digest.ts";
import * as effective from "./effective.ts";
import type { Explanation } from "./explain.ts";
import type { Plan } from "./plan.ts";
import * as print from "./print.ts";
import * as runner from "./runner.ts";

/** Holds that a value is built as a Plan. Throws: wrong-type. */
export function checkPlan(plan: Plan): void {
  checkLists("Plan", plan, { parameters: "object", steps: "object" });
  for (const step of plan.steps)
    if ("parameter" in step && plan.parameters[step.parameter] === undefined)
      throw wrongType("Plan, steps", step, "a step into one of its parameters");
}

function checkWidth(width: number): void {
  checkArguments("print", { width: { type: "integer", above: 0 } }, { width });
}

function wrongType(where: string, value: unknown, expected: string): GatewiseError {
  return new GatewiseError("wrong-type", { where, received: show(value), expected, fix: `give ${expected}` });
}

/** SHA-256 as hexadecimal text. Throws: wrong-type. */
export function sha256Hex(bytes: Uint8Array): string {
  if (!(bytes instanceof Uint8Array)) throw wrongType("sha256Hex", bytes, "a Uint8Array");
  return digest.sha256Hex(bytes);
}

/** {@link digest.digestOf}. Throws: wrong-type. */
export function digestOf(plan: Plan): string {
  checkPlan(plan);
  return digest.digestOf(plan);
}

/** {@link effective.effectiveStarts}. Throws: wrong-type. */
export function effectiveStarts(plan: Plan): effective.EffectiveStart[] {
  checkPlan(plan);
  return effective.effectiveStarts(plan);
}

/** {@link diff.diffPlans}. Throws: wrong-type. */
export function diffPlans(a: Plan, b: Plan): diff.Difference[] {
  checkPlan(a);
  checkPlan(b);
  return diff.diffPlans(a, b);
}

/** {@link diff.printDiff}. Throws: wrong-type. */
export function printDiff(a: Plan, b: Plan, width = 100): string {
  checkPlan(a);
  checkPlan(b);
  checkWidth(width);
  return diff.printDiff(a, b, width);
}

/** {@link print.printExplanation}. Throws: wrong-type. */
export function printExplanation(explanation: Explanation, width = 100): string {
  checkWidth(width);
  checkLists("explanation", explanation, {
    streams: "object",
    parameters: "object",
    steps: "object",
    surprises: "string",
    notes: "string",
    changes: "string",
    ...((explanation as Explanation | null)?.equations === undefined ? {} : { equations: "object" as const }),
  });
  return print.printExplanation(explanation, width);
}

/** {@link runner.unfixedStreams}. Throws: wrong-type. */
export function unfixedStreams(plan: Plan): string[] {
  checkPlan(plan);
  return runner.unfixedStreams(plan);
}

/** {@link runner.runPlan}. Throws: wrong-type; not-supported, missing-tensor for a stream or values that the sources lack. */
export function runPlan(plan: Plan, sources: runner.Sources): NamedArray[] {
  checkPlan(plan);
  checkRecord("runPlan, sources", sources, "{ streams, … }");
  checkRecord("runPlan, streams", sources.streams, "{ name: stream }: algorithms of gatewise has all");
  if (sources.given !== undefined) checkMap("runPlan, given", sources.given, "values by digest");
  for (const step of plan.steps) {
    if (step.do === "given" && sources.given?.has(step.digest) !== true) {
      throw new GatewiseError("missing-tensor", {
        where: "runPlan, given",
        received: `no values with digest ${step.digest}`,
        expected: "the values that the Plan takes from a file",
        fix: "hand over the session's given",
      });
    }
    if (step.do === "open" && typeof sources.streams[step.algorithm]?.open !== "function")
      throw unknownName("not-supported", "runPlan, streams", step.algorithm, Object.keys(sources.streams));
  }
  return runner.runPlan(plan, sources);
}
