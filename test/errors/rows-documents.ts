/** Documents that are wrong as documents, whatever the framework; versions, dialects and seeds. */
import { buildDocument, parseJson } from "../../src/document.ts";
import { gatewise } from "../../src/gatewise.ts";
import { keras } from "../../src/keras.ts";
import { tf1 } from "../../src/tf1.ts";
import { torch } from "../../src/torch.ts";
import type { Row } from "./row.ts";

const linear = [{ name: "net", class: "Linear", args: { in_features: 3, out_features: 2 } }];
const document = { gatewise: 1, dialect: "torch@2.13", seed: 7, modules: linear };

let deep: unknown = 1;
for (let k = 0; k < 100_000; k++) deep = [deep];
const circle: Record<string, unknown> = { gatewise: 1, dialect: "torch@2.13" };
circle.modules = [circle];

const wrongSeeds: readonly [string, unknown][] = [
  ["1.5", 1.5],
  ['"seven"', "seven"],
  ['"1e3"', "1e3"],
  ["Number.NaN", Number.NaN],
  ["2 ** 53", 2 ** 53],
  ['"-9223372036854775809"', "-9223372036854775809"],
  ['"99999999999999999999"', "99999999999999999999"],
  ["true", true],
  ["[7]", [7]],
];

export const documentRows: readonly Row[] = [
  {
    name: "a list",
    code: "bad-document",
    given: { document: [1, 2] },
    received: "[1,2]",
    expected: "a JSON object",
  },
  { name: "null", code: "bad-document", given: { document: null }, received: "null" },
  { name: "a list nested without end", code: "bad-document", given: { document: deep } },
  {
    name: "text that is not JSON",
    code: "bad-document",
    given: { call: () => parseJson('{ "gatewise": 1, }', "model.json"), written: `parseJson('{ "gatewise": 1, }', "model.json")` },
    where: "model.json",
    received: "not JSON",
  },
  {
    name: "text longer than any model",
    code: "limit",
    given: { call: () => parseJson(" ".repeat(2 ** 25), "model.json"), written: 'parseJson(" ".repeat(2 ** 25), "model.json")' },
    where: "model.json",
    received: "33554432 characters",
  },
  {
    name: "another version of the document",
    code: "bad-document",
    given: { document: { ...document, gatewise: 2 } },
    expected: "1, the version",
  },
  {
    name: "no modules",
    code: "missing-option",
    given: { document: { gatewise: 1, dialect: "torch@2.13" } },
    where: "modules",
    expected: "a list",
    fix: "add modules",
  },
  {
    name: "an empty list of modules",
    code: "bad-document",
    given: { document: { ...document, modules: [] } },
    where: "modules",
    expected: "at least 1",
  },
  {
    name: "null for a module",
    code: "bad-document",
    given: { document: { ...document, modules: [null] } },
    where: "modules[0]",
    received: "null",
    expected: "an object",
  },
  {
    name: "a number for a class",
    code: "bad-document",
    given: { document: { ...document, modules: [{ name: "a", class: 5 }] } },
    where: "modules[0].class",
    expected: "a string",
  },
  {
    name: "more calls than anybody writes",
    code: "limit",
    given: { document: { ...document, then: new Array(10_001).fill({ call: "zeros_", on: "*" }) } },
    where: "then",
  },
  {
    name: "a value nested without end",
    code: "limit",
    given: { document: { ...document, modules: deep } },
    where: "modules[0][0]",
    expected: "at most 200 levels",
  },
  { name: "a circle", code: "limit", given: { document: circle }, received: "nesting without end" },
  { name: "a function", code: "wrong-type", given: { document: { ...document, then: () => [] } }, where: "then", received: "a function" },
  {
    name: "a date",
    code: "wrong-type",
    given: { document: { ...document, then: new Date(0) } },
    where: "then",
    expected: "a plain object",
  },
  {
    name: "NaN for a size",
    code: "wrong-type",
    given: { document: { ...document, modules: [{ ...linear[0], args: { in_features: Number.NaN, out_features: 2 } }] } },
    where: "modules[0].args.in_features",
    received: "NaN",
  },
  {
    name: "an unknown key",
    code: "unknown-key",
    given: { document: { ...document, modles: [] } },
    received: '"modles"',
    expected: "modules",
    fix: "did you mean modules?",
  },
  {
    name: "no dialect",
    code: "missing-option",
    given: { document: { gatewise: 1, modules: linear } },
    where: "dialect",
    expected: "framework@version",
  },
  {
    name: "a number for the dialect",
    code: "bad-document",
    given: { document: { ...document, dialect: 2.13 } },
    where: "dialect",
    received: "2.13",
  },
  {
    name: "null for the dialect",
    code: "bad-document",
    given: { document: { ...document, dialect: null } },
    where: "dialect",
    received: "null",
  },
  {
    name: "an unknown framework",
    code: "unknown-dialect",
    given: { document: { ...document, dialect: "torhc@2.13" } },
    received: '"torhc"',
    expected: "keras",
    fix: "did you mean torch?",
  },
  {
    name: "a framework without version",
    code: "unknown-version",
    given: { document: { ...document, dialect: "torch" } },
    expected: "torch@VERSION",
  },
  {
    name: "two versions",
    code: "unknown-version",
    given: { document: { ...document, dialect: "torch@2.13@1" } },
    received: "torch@2.13@1",
  },
  {
    name: "a version that is none",
    code: "unknown-version",
    given: { document: { ...document, dialect: "torch@latest" } },
    fix: "the nearest is 2.13",
  },
  {
    name: "a version after the table",
    code: "unknown-version",
    given: { document: { ...document, dialect: "torch@99" } },
    received: "99",
    fix: "the nearest is torch@2.13",
  },
  {
    name: "a version before the table",
    code: "unknown-version",
    given: { document: { gatewise: 1, dialect: "tf1@0.12", program: [{ get_variable: { name: "w", shape: [2] } }] } },
    received: "0.12",
    fix: "the nearest is tf1@1.1",
  },
  {
    name: "another dialect beside the document's",
    code: "contradiction",
    given: { document, options: { dialect: "keras@3.15/jax" } },
    where: "dialect",
    received: "torch@2.13",
  },
  { name: "a dialect that is no string", code: "wrong-type", given: { document, options: { dialect: 5 } }, where: "option dialect" },
  {
    name: "an unknown dtype",
    code: "bad-dtype",
    given: { document, options: { dtype: "float16" } },
    received: "float16",
    expected: "float32, float64",
  },
  {
    name: "an object for a plain seed",
    code: "unknown-key",
    given: { document: { ...document, seed: { manual: 7 } } },
    where: "seed",
    fix: "did you mean manual_seed?",
  },
  { name: "an empty object for a seed", code: "missing-option", given: { document: { ...document, seed: {} } }, where: "seed.manual_seed" },
  ...wrongSeeds.flatMap(([text, seed]): Row[] => [
    { name: `document: seed ${text}`, code: "bad-seed", given: { document: { ...document, seed } }, where: "seed" },
    { name: `buildDocument: seed ${text}`, code: "bad-seed", given: { document, options: { seed } }, where: "seed" },
    {
      name: `torch: seed ${text}`,
      code: "bad-seed",
      given: {
        call: () => torch.session({ version: "2.13", seed: seed as number }),
        written: `torch.session({ version: "2.13", seed: ${text} })`,
      },
      where: "manual_seed",
    },
    {
      name: `tf1: seed ${text}`,
      code: "bad-seed",
      given: { call: () => tf1.graph({ version: "1.8", seed: seed as number }), written: `tf1.graph({ version: "1.8", seed: ${text} })` },
      where: "graph",
    },
    {
      name: `gatewise: seed ${text}`,
      code: "bad-seed",
      given: { call: () => gatewise.session({ seed: seed as number }), written: `gatewise.session({ seed: ${text} })` },
      where: "seed",
    },
    {
      name: `keras: seed ${text}`,
      code: "bad-seed",
      given: {
        call: () => keras.session({ version: "3.15", backend: "jax", seed: { setRandomSeed: seed as number } }),
        written: `keras.session({ version: "3.15", backend: "jax", seed: { setRandomSeed: ${text} } })`,
      },
      where: "set_random_seed",
    },
  ]),
  {
    name: "__proto__ as a key of the document",
    code: "unknown-key",
    given: {
      call: () => buildDocument(JSON.parse('{ "gatewise": 1, "dialect": "torch@2.13", "__proto__": [] }')),
      written: `buildDocument(JSON.parse('{ …, "__proto__": [] }'))`,
    },
    received: "__proto__",
  },
];
