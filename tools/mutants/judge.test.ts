/** A mutant runner that calls everything killed would prove nothing: each of its verdicts is provoked here. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultOf, judgeMutants, type Mutant, type Verdict } from "./judge.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const listed: Mutant[] = JSON.parse(readFileSync(new URL("mutants.json", import.meta.url), "utf8"));

describe("mutants.json", () => {
  it("names no mutant twice", () => {
    const names = listed.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThan(0);
  });

  it.each(listed)("$name: its text stands once in its file, and its tests exist", (mutant) => {
    expect(faultOf(mutant, readFileSync(join(root, mutant.file), "utf8"))).toBeNull();
    for (const filter of mutant.tests.split(/\s+/)) expect(existsSync(join(root, filter)), filter).toBe(true);
  });
});

describe("a house of two rooms", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatewise-judge-")));
  const sum = "export const sum = (a, b) => a + b;\nexport const product = (a, b) => a * b;\n";
  const mutant = { file: "sum.mjs", tests: "sum.test.mjs" };
  const mutants: Mutant[] = [
    { ...mutant, name: "killed", find: "a + b", replace: "a - b" },
    { ...mutant, name: "survived", find: "a * b", replace: "a / b" },
    { ...mutant, name: "unloadable", find: "a + b", replace: "a +" },
    { ...mutant, name: "twice", find: "(a, b)", replace: "(b, a)" },
    { ...mutant, name: "gone", find: "a ** b", replace: "a" },
    { ...mutant, name: "no file", file: "product.mjs", find: "a", replace: "b" },
    { ...mutant, name: "nothing", find: "a + b", replace: "a + b" },
    { ...mutant, name: "red before", find: "a + b", replace: "a - b", tests: "red.test.mjs" },
    { ...mutant, name: "no test", find: "a + b", replace: "a - b", tests: "absent.test.mjs" },
  ];
  const verdicts = new Map<string, Verdict>();

  beforeAll(async () => {
    writeFileSync(join(folder, "sum.mjs"), sum);
    const head = 'import { expect, it } from "vitest";\nimport { product, sum } from "./sum.mjs";\n';
    writeFileSync(
      join(folder, "sum.test.mjs"),
      `${head}it("adds and multiplies", () => { expect(sum(2, 3)).toBe(5); expect(product(7, 1)).toBe(7); });\n`,
    );
    writeFileSync(join(folder, "red.test.mjs"), `${head}it("is wrong itself", () => expect(sum(2, 3)).toBe(6));\n`);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    for await (const verdict of judgeMutants(folder, mutants)) verdicts.set(verdict.name, verdict);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ["killed", "killed", "sum.test.mjs: adds and multiplies"],
    ["survived", "survived", "all 1 tests of sum.test.mjs passed"],
    ["unloadable", "unfit", "could not be loaded"],
    ["twice", "unfit", "stands 2 times in sum.mjs"],
    ["gone", "unfit", "stands 0 times in sum.mjs"],
    ["no file", "unfit", "there is no product.mjs"],
    ["nothing", "unfit", "changes nothing"],
    ["red before", "unfit", "red.test.mjs is red without it"],
    ["no test", "unfit", "absent.test.mjs names no test"],
  ])("%s: %s", (name, outcome, why) => {
    expect(verdicts.get(name)?.outcome).toBe(outcome);
    expect(verdicts.get(name)?.why).toContain(why);
  });

  it("leaves the file as it was", () => {
    expect(readFileSync(join(folder, "sum.mjs"), "utf8")).toBe(sum);
  });
});
