/** The Plan: how a model starts, as a value; its digest, its explanation, and running it. */
export { PlanBuilder } from "./builder.ts";
export {
  checkPlan,
  diffPlans,
  digestOf,
  effectiveStarts,
  printDiff,
  printExplanation as printGivenExplanation,
  runPlan,
  sha256Hex,
  unfixedStreams,
} from "./checked.ts";
export type { Difference } from "./diff.ts";
export { canonicalJson } from "./digest.ts";
export type { EffectiveStart } from "./effective.ts";
export {
  type ExplainedParameter,
  type ExplainedRow,
  type ExplainedStream,
  type Explanation,
  explain,
  type Grade,
  type Grader,
} from "./explain.ts";
export { type GradeCell, type GradeTable, gradeKey, graderOf } from "./grade.ts";
export { type Held, type Holding, holdings } from "./holding.ts";
export type {
  CellText,
  CopyStep,
  CountStep,
  DrawStep,
  FillStep,
  FillText,
  GivenStep,
  OpenStep,
  Origin,
  Parameter,
  Plan,
  SeedValue,
  Step,
  WritingStep,
} from "./plan.ts";
export { printExplanation } from "./print.ts";
export { Runner, type Sources } from "./runner.ts";
