import type { z } from "zod";
import { checkText, GatewiseError, show } from "../base/index.ts";

/** The largest document that is read, in bytes. */
export const maxDocumentBytes = 16 * 2 ** 20;

/** The most entries of one list of a document, blocks or calls: what matches names against names grows with their square. */
export const maxEntries = 10_000;

/** Reads JSON text as a value. Throws: bad-document with the place, limit. */
export function parseJson(text: string, where = "JSON text"): unknown {
  checkText(where, text);
  if (text.length > maxDocumentBytes) {
    throw new GatewiseError("limit", {
      where,
      received: `${text.length} characters`,
      expected: `at most ${maxDocumentBytes}`,
      fix: "a model document is small; is this another file?",
    });
  }
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GatewiseError(
      "bad-document",
      {
        where,
        received: `text that is not JSON (${reason})`,
        expected: "one JSON object",
        fix: "check the file at the place named",
      },
      { cause },
    );
  }
}

/** Holds a value against a schema; the first thing that does not fit becomes a four-fact error. */
export function parseWith<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw errorOf(deepest(result.error.issues[0]), value, where);
}

type Issue = z.core.$ZodIssue;

/** In a union, the branch whose complaint lies deepest is the one that was meant. */
function deepest(issue: Issue): Issue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const candidates = issue.errors
    .flatMap((branch) => branch.slice(0, 1))
    .map((inner) => {
      const found = deepest(inner);
      return { ...found, path: [...issue.path, ...found.path] };
    });
  const longest = candidates.reduce((best, next) => (next.path.length > best.path.length ? next : best));
  return longest.path.length > issue.path.length ? longest : issue;
}

function errorOf(issue: Issue, value: unknown, where: string): GatewiseError {
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  const place = path === "" ? where : `${where}, ${path.replace(/^\./, "")}`;
  const received = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
  const expected = expectedBy(issue);
  if (received === undefined) {
    return new GatewiseError("missing-option", {
      where: place,
      received: "nothing",
      expected,
      fix: `add ${String(issue.path.at(-1) ?? "it")}`,
    });
  }
  const tooLong = issue.code === "too_big" && issue.maximum === maxEntries;
  const code = issue.path[0] === "seed" ? "bad-seed" : tooLong ? "limit" : "bad-document";
  return new GatewiseError(code, { where: place, received: show(received), expected, fix: `write ${expected}` });
}

const words: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list of a fixed length",
  object: "an object",
  record: "an object",
  null: "null",
};

/** What a schema wants, in words. */
function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return words[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.map(show).join(" or ");
    case "invalid_union":
      return [...new Set(issue.errors.flatMap((branch) => branch.slice(0, 1).map(expectedBy)))].join(", or ");
    case "too_small":
      return issue.origin === "array"
        ? `a list of at least ${issue.minimum}`
        : `a whole number ${issue.inclusive === false ? "above" : "of at least"} ${issue.minimum}`;
    case "too_big":
      return issue.origin === "array" ? `a list of at most ${issue.maximum}` : `a whole number of at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}
