import type { RuleCall } from "../init/index.ts";
import type { Grade, Grader } from "./explain.ts";
import type { WritingStep } from "./plan.ts";

/** A cell of the table of grades: computed from goldens, never typed by hand. */
export interface GradeCell {
  readonly grade: Grade;
  /** Golden tensors that were compared. */
  readonly goldens: number;
  /** Largest difference seen, and the bound that was held; absent for equal bits. */
  readonly difference?: number;
  readonly bound?: string;
}

/** Grades by resolved dialect and by {@link gradeKey}. */
export type GradeTable = { readonly [dialect: string]: { readonly [key: string]: GradeCell } };

/** What is graded together: a rule with its distribution, and the dtype where it is not float32. */
export function gradeKey(call: RuleCall, dtype: string): string {
  const kind = "distribution" in call ? ` ${call.distribution}` : "";
  const bounded = call.rule === "truncated_normal" && call.bounds !== undefined ? " with absolute bounds" : "";
  return `${call.rule}${kind}${bounded}${dtype === "float32" || call.rule === "constant" || call.rule === "identity" ? "" : ` ${dtype}`}`;
}

/** Reads grades of steps from a table. A given value is the file's own, bit for bit. */
export function graderOf(table: GradeTable): Grader {
  return (plan, step: WritingStep) => {
    if (step.do === "given") return { grade: "A" };
    const key = step.do === "copy" ? "copy" : gradeKey(step.call, plan.parameters[step.parameter].dtype);
    const cell = table[plan.dialect]?.[key];
    if (cell === undefined) return { grade: "unchecked" };
    return cell.bound === undefined ? { grade: cell.grade } : { grade: cell.grade, bound: cell.bound };
  };
}
