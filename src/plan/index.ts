/** The Plan: how a model starts, as a value; its digest, its explanation, and running it. */
export { PlanBuilder } from "./builder.ts";
export { type Difference, diffPlans, printDiff } from "./diff.ts";
export { canonicalJson, digestOf, sha256Hex } from "./digest.ts";
export { type EffectiveStart, effectiveStarts } from "./effective.ts";
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
export { Runner, runPlan, type Sources, unfixedStreams } from "./runner.ts";
