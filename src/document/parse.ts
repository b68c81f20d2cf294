import type { z } from "zod";
import { GatewiseError, nearest, show } from "../base/index.ts";

/** The largest document that is read, in bytes. */
export const maxDocumentBytes = 16 * 2 ** 20;

/** Reads JSON text as a value. Throws: bad-document with the place, limit. */
export function parseJson(text: string, where: string): unknown {
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
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0];
    const legal = (issue as { legal?: string[] }).legal ?? [];
    const near = nearest(key, legal);
    return new GatewiseError("unknown-key", {
      where: place,
      received: `key ${show(key)}`,
      expected: "only the keys of the model document",
      fix: near === undefined ? "leave it out" : `did you mean ${near}?`,
    });
  }
  if (received === undefined) {
    return new GatewiseError("missing-option", { where: place, received: "nothing", expected: issue.message, fix: "add it" });
  }
  return new GatewiseError("bad-document", { where: place, received: show(received), expected: issue.message, fix: "correct it" });
}

/** Refuses keys that are not in a list, naming the nearest legal one. */
export function onlyKeys(value: Readonly<Record<string, unknown>>, legal: readonly string[], where: string): void {
  for (const key of Object.keys(value)) {
    if (legal.includes(key)) continue;
    const near = nearest(key, legal);
    throw new GatewiseError("unknown-key", {
      where,
      received: `key ${show(key)}`,
      expected: `only ${legal.join(", ")}`,
      fix: near === undefined ? "leave it out" : `did you mean ${near}?`,
    });
  }
}
