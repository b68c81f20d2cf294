/** The one error class: a code and four facts. Doors throw it; below them a broken invariant is an {@link internalError}. */

/** Every code that a public door can raise, and what it means. `docs/errors.md` shows each, and a test reaches each through a door. */
export const errorMeanings = {
  "unknown-option": "An argument has a name that the class, function or initialiser does not know in this version.",
  "unknown-class": "A module, layer, cell or block of that name does not exist in this framework and version.",
  "unknown-rule": "An initialiser of that name does not exist in this framework and version.",
  "unknown-dialect": "The framework, or its backend, is not one that gatewise knows.",
  "unknown-version": "The version is missing, or lies outside the versions that were checked.",
  "unknown-gate": "The parameter has no gate of that letter.",
  "unknown-key": "A key stands in a place of the model document where it means nothing.",
  "missing-option": "Something compulsory was left out.",
  "wrong-type": "A value is of another kind than the one wanted: a string for a number, null for an object.",
  "out-of-range": "A value is of the right kind and lies outside what is legal.",
  "bad-shape": "A shape does not fit what it is used for.",
  "bad-seed": "A seed is not a whole number of the range that the framework takes.",
  "bad-dtype": "The dtype is unknown here, or the initialiser cannot give it.",
  "bad-scope": "A name holds characters that the framework refuses in names of scopes, layers and variables.",
  "no-match": "A pattern or a name fits none of the tensors that are there.",
  "name-taken": "Something of that name exists already.",
  "not-supported": "It is legal in the framework or the file format, and gatewise does not do it.",
  "cannot-express": "The other framework has no words for this start.",
  contradiction: "Two things that were given exclude each other.",
  "bad-document": "The model document is not JSON, or is not built as one.",
  "bad-file": "A weights file breaks the rules of its format.",
  truncated: "A weights file ends before it should.",
  limit: "It is larger than gatewise takes: a bound that holds before memory is taken.",
  checksum: "A weights file does not hold the bytes that its checksum was computed from.",
  unreadable: "The system does not let the file be read.",
  unwritable: "The system does not let the file be written; what stood there before is untouched.",
  "missing-tensor": "The weights file holds no tensor of the kind or name that was asked for.",
  "no-graph": "Gradients are asked of a result that has no graph: nothing in it wants one, or a backward let it go.",
  "not-finite": "A loss or a gradient is NaN or infinite: training stops before a weight is changed by it.",
  "bad-text": "A text to train on is empty, shorter than a window, or not UTF-8.",
  "unknown-character": "A text has a character that the model's vocabulary does not hold.",
  "not-evaluated": "Its weights are asked of a layer that was not built.",
} as const;

export type ErrorCode = keyof typeof errorMeanings;

export const errorCodes = Object.keys(errorMeanings) as readonly ErrorCode[];

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
    const [where, received, expected, fix] = [facts.where, facts.received, facts.expected, facts.fix].map(oneLine);
    super(`${code}\n  where:    ${where}\n  received: ${received}\n  expected: ${expected}\n  fix:      ${fix}`, options);
    this.name = "GatewiseError";
    this.code = code;
    this.where = where;
    this.received = received;
    this.expected = expected;
    this.fix = fix;
  }
}

const longestFact = 2000;

/** A fact on one line that no name in it can break, blank or colour. */
function oneLine(given: string): string {
  const fact = String(given);
  const cut = fact.length > longestFact ? `${fact.slice(0, longestFact)}...` : fact;
  const line = cut.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return line.trim() || '""';
}

/** Names a broken invariant as a fault of gatewise, not of its user. */
export function internalError(what: string): Error {
  return new Error(`gatewise: internal fault, please report it: ${what}`);
}

/** Writes a value as a user would type it, bounded in length, whatever it is. */
export function show(value: unknown): string {
  const text = written(value, 0);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

const longest = 120;

/** JSON, as far as a person reads: no deeper than some levels, no longer than some entries. */
function written(value: unknown, depth: number): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > longest ? value.slice(0, longest) : value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "function") return "a function";
  if (value === null || typeof value !== "object") return String(value);
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (depth > 5) return Array.isArray(value) ? "[...]" : "{...}";
  if (Array.isArray(value))
    return `[${value
      .slice(0, longest / 2)
      .map((one) => written(one, depth + 1))
      .join(",")}]`;
  const entries = Object.entries(value).slice(0, longest / 4);
  return `{${entries.map(([key, one]) => `${written(key, depth)}:${written(one, depth + 1)}`).join(",")}}`;
}

/** The legal name with the smallest edit distance, for "did you mean". Undefined where nothing is legal. */
export function nearest(name: string, legal: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of legal) {
    const distance = editDistance(name.slice(0, compared).toLowerCase(), candidate.slice(0, compared).toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Characters of a name that count for likeness: time grows with their square. */
const compared = 100;

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

/** What to do about an unknown name: the nearest legal one is named, as a guess only where it is like. */
export function suggestion(given: unknown, legal: readonly string[]): string {
  const name = typeof given === "string" ? given : show(given);
  const near = nearest(name, legal);
  if (near === undefined) return "leave it out";
  const [start, known] = [name.slice(0, compared).toLowerCase(), near.toLowerCase()];
  const inside = start.length > 2 && known.includes(start);
  const alike = inside || editDistance(start, known) <= Math.max(start.length, known.length) / 2;
  return alike ? `did you mean ${near}?` : `leave it out, or take one of these: the nearest is ${near}`;
}

/** The error for a name that is not in a closed list: names the nearest legal one. */
export function unknownName(code: ErrorCode, where: string, name: unknown, legal: Iterable<string>): GatewiseError {
  const list = [...legal].slice(0, 2000);
  const named = list.length > 40 ? `${list.slice(0, 40).join(", ")} and ${list.length - 40} more` : list.join(", ");
  return new GatewiseError(code, {
    where,
    received: show(name),
    expected: list.length === 0 ? "nothing here" : `one of ${named}`,
    fix: suggestion(name, list),
  });
}
