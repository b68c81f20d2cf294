import { grades as gatewise } from "../dialects/gatewise/index.ts";
import { grades as keras } from "../dialects/keras/index.ts";
import { grades as tf1 } from "../dialects/tf1/index.ts";
import { grades as torch } from "../dialects/torch/index.ts";
import type { Grade, GradeTable } from "../plan/index.ts";

/** A dialect in resolved form, and the grade of each rule that its framework has. */
export interface DialectRow {
  readonly dialect: string;
  readonly rules: readonly { readonly rule: string; readonly grade: Grade; readonly goldens: number; readonly bound?: string }[];
}

/** Every framework, version and backend, with the grades computed from the goldens; a rule without a golden is unchecked. */
export function dialectTable(): DialectRow[] {
  return [torch, keras, tf1, gatewise].flatMap((table: GradeTable) => {
    const rules = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))].sort();
    return Object.entries(table).map(([dialect, row]) => ({
      dialect,
      rules: rules.map((rule) => {
        const cell = row[rule];
        if (cell === undefined) return { rule, grade: "unchecked" as const, goldens: 0 };
        return { rule, grade: cell.grade, goldens: cell.goldens, ...(cell.bound === undefined ? {} : { bound: cell.bound }) };
      }),
    }));
  });
}
