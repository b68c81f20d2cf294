// Computed from goldens by `npm run grades`. Do not edit.
import type { GradeTable } from "../../plan/index.ts";

export const grades: GradeTable = {};
