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
export {
  type CellText,
  type CopyStep,
  type CountStep,
  type DrawStep,
  type FillStep,
  type FillText,
  type GivenStep,
  isWriting,
  type OpenStep,
  type Origin,
  type Parameter,
  type Plan,
  type SeedValue,
  type Step,
  type WritingStep,
} from "./plan.ts";
export { printExplanation, printStatistics, wrap } from "./print.ts";
export { Runner, runPlan, type Sources, unfixedStreams } from "./runner.ts";
export { surprises } from "./surprises.ts";
