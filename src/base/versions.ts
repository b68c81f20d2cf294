import { GatewiseError, unknownName } from "./errors.ts";

/** A version that was asked for, and the checked one whose conventions serve it. */
export interface ResolvedVersion {
  /** As it will be written into Plans. */
  readonly version: string;
  /** The row of the table. */
  readonly checked: string;
  /** False for one between two checked versions. */
  readonly isChecked: boolean;
}

/**
 * Finds a version in a table of checked ones: itself, a patch release of it, or, between two checked ones, the older.
 * `since` names, for a checked version, an earlier one from which its conventions are taken, where they are known to
 * differ from those of the older.
 *
 * Throws: unknown-version, naming the nearest, for one outside the table.
 */
export function resolveVersion(
  framework: string,
  asked: string,
  checked: readonly string[],
  since: { readonly [checked: string]: string } = {},
): ResolvedVersion {
  const wanted = typeof asked === "string" ? numbersOf(asked) : null;
  if (wanted === null) throw unknownName("unknown-version", `${framework}, version`, asked, checked);
  const sorted = [...checked].sort((a, b) => compare(numbersOf(a) ?? [], numbersOf(b) ?? []));
  const exact = sorted.find((version) => {
    const row = numbersOf(version) ?? [];
    return row.every((part, k) => part === (wanted[k] ?? 0));
  });
  if (exact !== undefined) return { version: exact, checked: exact, isChecked: true };
  const older = sorted.filter((version) => compare(numbersOf(version) ?? [], wanted) < 0);
  if (older.length === 0 || older.length === sorted.length) {
    const near = older.length === 0 ? sorted[0] : sorted[sorted.length - 1];
    throw new GatewiseError("unknown-version", {
      where: `dialect ${framework}@${asked}`,
      received: asked,
      expected: sorted.length === 1 ? sorted[0] : `one of ${sorted.join(", ")}, or one between`,
      fix: `the nearest is ${framework}@${near}`,
    });
  }
  const begun = sorted.filter((version) => compare(numbersOf(since[version] ?? version) ?? [], wanted) <= 0);
  return { version: asked, checked: begun[begun.length - 1], isChecked: false };
}

function numbersOf(version: string): number[] | null {
  return /^\d+(\.\d+){0,3}$/.test(version) ? version.split(".").map(Number) : null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    const difference = (a[k] ?? 0) - (b[k] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
