import { digits } from "../init/index.ts";
import { type EffectiveStart, effectiveStarts } from "./effective.ts";
import type { Plan } from "./plan.ts";
import { printStatistics, wrap } from "./print.ts";

/** One canonical part of two Plans, for the gates that share a row. */
export interface Difference {
  readonly part: string;
  readonly gates: readonly string[];
  readonly a: EffectiveStart | null;
  readonly b: EffectiveStart | null;
  /** In words: what starts differently and by how much; empty where it starts alike. */
  readonly says: string;
}

/** Holds two Plans against each other by canonical part and gate: how each starts, the way it acts. */
export function diffPlans(a: Plan, b: Plan): Difference[] {
  const starts = [effectiveStarts(a), effectiveStarts(b)];
  const keys = [...new Set(starts.flatMap((list) => list.map(({ part, gate }) => `${part} ${gate ?? ""}`)))];
  const rows: Difference[] = [];
  for (const key of keys) {
    const [mine, theirs] = starts.map((list) => list.find(({ part, gate }) => `${part} ${gate ?? ""}` === key) ?? null);
    const { part, gate } = (mine ?? theirs) as EffectiveStart;
    const says = compare(mine, theirs);
    const last = rows.at(-1);
    if (
      last !== undefined &&
      last.part === part &&
      last.says === says &&
      last.a?.formula === mine?.formula &&
      last.b?.formula === theirs?.formula &&
      gate !== null
    ) {
      (last.gates as string[]).push(gate);
      continue;
    }
    rows.push({ part, gates: gate === null ? [] : [gate], a: mine, b: theirs, says });
  }
  return rows;
}

function compare(a: EffectiveStart | null, b: EffectiveStart | null): string {
  if (a === null || b === null) return a === null ? "only in the second" : "only in the first";
  const [x, y] = [a.statistics, b.statistics];
  if (x === null || y === null) return a.formula === b.formula ? "" : "not comparable: values are given";
  const parts: string[] = [];
  if (Math.abs(x.mean - y.mean) > 1e-12) parts.push(`mean ${digits(x.mean)} against ${digits(y.mean)}`);
  const ratio = y.deviation === 0 || x.deviation === 0 ? null : y.deviation / x.deviation;
  if (ratio === null && x.deviation !== y.deviation)
    parts.push(
      x.deviation === 0
        ? `fixed against random (deviation ${digits(y.deviation)})`
        : `random (deviation ${digits(x.deviation)}) against fixed`,
    );
  if (ratio !== null && Math.abs(ratio - 1) > 1e-9)
    parts.push(`the second is ${digits(ratio)} times as wide (deviation ${digits(x.deviation)} against ${digits(y.deviation)})`);
  const shape = (start: EffectiveStart) => (start.rule.startsWith("orthogonal") ? "orthonormal rows or columns" : "independent entries");
  if (shape(a) !== shape(b) && x.deviation > 0 && y.deviation > 0) parts.push(`${shape(a)} against ${shape(b)}`);
  if (parts.length === 0 && (x.low !== y.low || x.high !== y.high)) parts.push(`the same mean and deviation, another range`);
  return parts.join("; ");
}

/** Prints what starts differently; parts that start alike are counted. */
export function printDiff(a: Plan, b: Plan, width = 100): string {
  const rows = diffPlans(a, b);
  const different = rows.filter(({ says }) => says !== "");
  const lines = [`first   ${a.dialect}`, `second  ${b.dialect}`, ""];
  for (const { part, gates, a: first, b: second, says } of different) {
    lines.push(...wrap(`${part}${gates.length > 0 ? `  gates ${gates.join(" ")}` : ""}: ${says}`, width, 4, 0));
    for (const [label, start] of [
      ["first ", first],
      ["second", second],
    ] as const) {
      if (start === null) continue;
      const expected = start.statistics === null ? "" : `   ${printStatistics(start.statistics)}`;
      lines.push(...wrap(`${label}  ${start.formula}${expected}`, width, 12, 4));
    }
  }
  const alike = rows.length - different.length;
  lines.push(
    different.length === 0
      ? "everything starts alike (the numbers may still differ: other streams)"
      : `${alike} of ${rows.length} parts start alike`,
  );
  return `${lines.join("\n")}\n`;
}
