import { type Grader, graderOf } from "../../plan/index.ts";
import { grades } from "./grades.gen.ts";

/** Grades of our own rules, from the table that is computed from goldens. */
export const grader: Grader = graderOf(grades);
