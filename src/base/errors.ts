/** The one error class: a code and four facts. Doors throw it; below them a broken invariant is an {@link internalError}. */

/** Every code that a public door can raise. `docs/errors.md` lists them, and a test reaches each through a door. */
export const errorCodes = [
  "unknown-option",
  "unknown-class",
  "unknown-rule",
  "unknown-dialect",
  "unknown-version",
  "unknown-gate",
  "unknown-key",
  "missing-option",
  "wrong-type",
  "out-of-range",
  "bad-shape",
  "bad-seed",
  "bad-dtype",
  "bad-scope",
  "no-match",
  "name-taken",
  "not-supported",
  "cannot-express",
  "contradiction",
  "bad-document",
  "bad-file",
  "truncated",
  "limit",
  "checksum",
  "unreadable",
  "unwritable",
  "missing-tensor",
  "not-evaluated",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorFacts {
  /** Which argument, key, file and offset, or tensor. */
  readonly where: string;
  /** What came, as the user would write it. */
  readonly received: string;
  /** What is legal there. */
  readonly expected: string;
  /** What to do. */
  readonly fix: string;
}

export class GatewiseError extends Error {
  readonly code: ErrorCode;
  readonly where: string;
  readonly received: string;
  readonly expected: string;
  readonly fix: string;

  constructor(code: ErrorCode, facts: ErrorFacts, options?: { cause?: unknown }) {
    super(
      `${code}\n  where:    ${facts.where}\n  received: ${facts.received}\n  expected: ${facts.expected}\n  fix:      ${facts.fix}`,
      options,
    );
    this.name = "GatewiseError";
    this.code = code;
    this.where = facts.where;
    this.received = facts.received;
    this.expected = facts.expected;
    this.fix = facts.fix;
  }
}

/** Names a broken invariant as a fault of gatewise, not of its user. */
export function internalError(what: string): Error {
  return new Error(`gatewise: internal fault, please report it: ${what}`);
}

/** Writes a value as a user would type it, bounded in length. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "function") return "a function";
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** The legal name with the smallest edit distance, for "did you mean". Undefined where nothing is legal. */
export function nearest(name: string, legal: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of legal) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j] + 1, current[j - 1] + 1, replace));
    }
    previous = current;
  }
  return previous[b.length];
}

/** The error for a name that is not in a closed list: names the nearest legal one. */
export function unknownName(code: ErrorCode, where: string, name: string, legal: Iterable<string>): GatewiseError {
  const list = [...legal];
  const near = nearest(name, list);
  return new GatewiseError(code, {
    where,
    received: show(name),
    expected: list.length === 0 ? "nothing here" : `one of ${list.join(", ")}`,
    fix: near === undefined ? "leave it out" : `did you mean ${near}?`,
  });
}
