/** Every code of every refusal is reached through a public door, with four facts that help. */
import { beforeAll, describe, expect, it } from "vitest";
import { errorMeanings } from "../../src/base/index.ts";
import { errorCodes } from "../../src/index.ts";
import { buildCommand } from "../cli/command.ts";
import { type Refusal, refusalOf, table } from "./table.ts";

const facts = ["where", "received", "expected", "fix"] as const;
const rows = Object.values(table).flat();

beforeAll(buildCommand, 180_000);

it("says what each code means, in a sentence", () => {
  for (const meaning of Object.values(errorMeanings)) expect(meaning).toMatch(/^[A-Z].*[.]$/);
});

it("reaches every code", () => {
  const reached = new Set(rows.map(({ code }) => code));
  expect(errorCodes.filter((code) => !reached.has(code))).toEqual([]);
});

it.each(Object.entries(table))("names each row of %s once", (_, list) => {
  const names = list.map(({ name }) => name);
  expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
});

describe.each(Object.entries(table))("%s", (_, list) => {
  it.each(list.map((row) => [row.name, row] as const))("%s", async (_name, row) => {
    const refusal = await refusalOf(row.given);
    expect([refusal.code, ...facts.map((fact) => refusal[fact])]).toEqual([
      row.code,
      ...facts.map((fact) => expect.stringContaining(row[fact] ?? "")),
    ]);
    expectFacts(refusal);
  });
});

/** Four facts, each a line that says something a person can read. */
function expectFacts(refusal: Refusal): void {
  for (const fact of facts) {
    expect(refusal[fact], fact).toMatch(/^\S(.*\S)?$/);
    expect(refusal[fact], fact).not.toMatch(/undefined|\[object |NaN,|Invalid input/);
    expect(refusal[fact].length, fact).toBeLessThan(4000);
  }
}
