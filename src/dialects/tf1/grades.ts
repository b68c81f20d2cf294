import { type Grader, graderOf } from "../../plan/index.ts";
import { grades } from "./grades.gen.ts";

/** Grades of TensorFlow 1's rules, from the table that is computed from goldens. */
export const grader: Grader = graderOf(grades);
