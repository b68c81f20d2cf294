/** Documents one or a few changes away from good ones: they build, or are refused with four facts; nothing else, and soon. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document.ts";
import { GatewiseError } from "../../src/index.ts";
import { goodDocuments } from "./good-documents.ts";

type Path = readonly (string | number)[];
type Change = { readonly path: Path; readonly to: unknown };

const gone = Symbol("gone");
/** What may stand where something else should. */
const values: readonly unknown[] = [
  gone,
  null,
  "",
  -1,
  0,
  1e9,
  1.5,
  1e300,
  2 ** 53,
  true,
  [],
  {},
  [null],
  [[]],
  { a: 1 },
  "NaN",
  "constructor",
  "x".repeat(5000),
  JSON.parse('{ "__proto__": { "units": 3 } }'),
  JSON.parse('{ "constructor": 1 }'),
];
const addedKeys = ["name", "dtype", "seed", "config", "initializer", "constructor", "toString", "__proto__", "unheard_of"];

/** Numbers that are drawn for every document that builds; larger ones are only planned. */
const mostDrawn = 20_000;
const longestBuild = 5000;

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (value === null || typeof value !== "object") return [at];
  const keys: Path = Array.isArray(value) ? value.map((_, k) => k) : Object.keys(value);
  return [at, ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...at, key]))];
}

/** Applies a change to a copy; a path that an earlier change cut off changes nothing. */
function changed(document: unknown, { path, to }: Change): unknown {
  if (path.length === 0) return to === gone ? undefined : to;
  const copy = structuredClone(document);
  let inner = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(Object(inner), key) ? inner[key] : undefined;
    if (next === null || typeof next !== "object") return copy;
    inner = next as Record<string | number, unknown>;
  }
  if (inner === null || typeof inner !== "object") return copy;
  const last = path[path.length - 1];
  // JSON has no lists with keys.
  if (Array.isArray(inner) && (typeof last !== "number" || last > inner.length)) return copy;
  if (to !== gone) Object.defineProperty(inner, last, { value: to, enumerable: true, configurable: true, writable: true });
  else if (Array.isArray(inner)) inner.splice(last as number, 1);
  else delete inner[last];
  return copy;
}

/** Builds, explains, and draws what is small. Gives the complaint about what comes back, or null. */
function complaint(document: unknown): string | null {
  const start = performance.now();
  try {
    const built = buildDocument(document);
    const numbers = built.plan().parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    built.explanation();
    if (numbers > 2 ** 31) return `${numbers} numbers were planned`;
    if (numbers <= mostDrawn) built.tensors();
    try {
      built.code();
    } catch (error) {
      if (!(error instanceof GatewiseError)) throw error;
    }
  } catch (error) {
    if (!(error instanceof GatewiseError)) return String((error as Error).stack ?? error);
    for (const fact of [error.where, error.received, error.expected, error.fix]) {
      if (!/^\S(.*\S)?$/.test(fact) || /undefined|\[object |Invalid input/.test(fact)) return error.message;
    }
  }
  const took = performance.now() - start;
  return took > longestBuild ? `took ${took} ms` : null;
}

const documents = Object.entries(goodDocuments);

it.each(documents)("%s builds as it stands", (_, document) => {
  const built = buildDocument(document);
  expect(built.tensors().size).toBeGreaterThan(0);
  expect(built.explanation().parameters.length).toBe(built.tensors().size);
});

describe.each(documents)("%s", (_, document) => {
  const paths = pathsOf(document);

  it("answers every single change", { timeout: 300_000 }, () => {
    const complaints: string[] = [];
    const hold = (change: Change) => {
      const text = complaint(changed(document, change));
      if (text !== null) complaints.push(`${change.path.join(".")} := ${JSON.stringify(change.to)}: ${text}`);
    };
    for (const path of paths) {
      for (const to of values) hold({ path, to });
      for (const key of addedKeys) hold({ path: [...path, key], to: 1 });
    }
    expect(complaints.slice(0, 5)).toEqual([]);
  });

  it("answers several changes at once", { timeout: 300_000 }, () => {
    const change = fc.record({
      path: fc.constantFrom(...paths),
      to: fc.oneof(fc.constantFrom(...values), fc.jsonValue({ maxDepth: 3 }), fc.integer()),
    });
    const added = fc
      .tuple(fc.constantFrom(...paths), fc.oneof(fc.constantFrom(...addedKeys), fc.string()), fc.jsonValue({ maxDepth: 2 }))
      .map(([path, key, to]) => ({ path: [...path, key], to }));
    fc.assert(
      fc.property(fc.array(fc.oneof(change, added), { minLength: 1, maxLength: 4 }), (changes) => {
        expect(complaint(changes.reduce<unknown>(changed, document))).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
