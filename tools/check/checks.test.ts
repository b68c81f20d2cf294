/** A check that finds nothing may be blind: here each is shown a fault, planted in a copy of the house, that it has to name. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOf } from "../mutants/copy.mjs";
import { doorFaults } from "./doors.mjs";
import { fileLengthFaults } from "./file-length.mjs";
import { projectFiles } from "./files.mjs";
import { forbiddenWordFaults } from "./forbidden-words.mjs";
import { localPathFaults } from "./local-paths.mjs";
import { lockFileFaults } from "./lock-file.mjs";
import { skippedTestFaults } from "./skipped-tests.mjs";

const copy = copyOf(fileURLToPath(new URL("../..", import.meta.url)));
afterAll(copy.remove);

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(copy.folder, file)), { recursive: true });
  writeFileSync(join(copy.folder, file), text);
}

describe("floors", () => {
  const faults: [rule: string, file: string, text: string][] = [
    ["random-imports-down", "src/random/planted-neighbour.ts", 'import "../linalg/index.ts";'],
    ["init-imports-down", "src/init/planted-higher.ts", 'import type { Built } from "../document/index.ts";\nexport type Planted = Built;'],
    ["init-imports-down", "src/init/planted-late.ts", 'export const planted = () => import("../document/index.ts");'],
    ["dialects-torch-imports-down", "src/dialects/torch/planted-dialect.ts", 'import "../keras/index.ts";'],
    ["random-has-one-door", "src/init/planted-window.ts", 'import "../random/mt19937.ts";'],
    ["cli-imports-down", "src/cli/planted-room.ts", 'import "../document/index.ts";'],
    ["cli-has-one-door", "src/document/planted-command.ts", 'import "../cli/report.ts";'],
    ["every-folder-that-is-used-has-a-floor", "src/cli/planted-attic.ts", 'import "../attic/index.ts";'],
    ["every-folder-has-a-floor", "src/attic/index.ts", 'import "../base/index.ts";'],
    ["doors-import-rooms", "src/planted-door.ts", 'export * from "./keras.ts";'],
    ["doors-import-rooms", "src/planted-package.ts", 'export { z } from "zod";'],
    ["node-only-in-cli", "src/document/planted-node.ts", 'import "node:fs";'],
    ["zod-only-in-document", "src/plan/planted-zod.ts", 'import "zod";'],
    ["fflate-only-in-formats", "src/plan/planted-fflate.ts", 'import "fflate";'],
    ["commander-only-in-cli", "src/plan/planted-commander.ts", 'import "commander";'],
    ["only-real-dependencies", "src/plan/planted-tool.ts", 'import "fast-check";'],
    ["no-test-in-source", "src/plan/planted-judge.ts", 'import "../../tools/golden/judge.mjs";'],
    ["no-circles", "src/plan/planted-circle.ts", 'import "./planted-circle-back.ts";'],
    ["resolvable", "src/plan/planted-nowhere.ts", 'import "./absent.ts";'],
  ];
  let said = "";

  beforeAll(() => {
    for (const [, file, text] of faults) plant(file, text);
    plant("src/plan/planted-circle-back.ts", 'import "./planted-circle.ts";');
    // The copy's packages are a link into the checkout; the rules name them by their place in the copy.
    plant(
      "floors.cjs",
      'const { options, ...rules } = require("./.dependency-cruiser.cjs");\nmodule.exports = { ...rules, options: { ...options, preserveSymlinks: true } };',
    );
    const line = ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "src", "--config", "floors.cjs", "--output-type", "err"];
    said = spawnSync(process.execPath, line, { cwd: copy.folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } }).stdout;
  }, 60_000);

  it.each(faults)("%s: %s", (rule, file) => {
    expect(said).toContain(`${rule}: ${file.slice(0, -".ts".length)}`);
  });
});

/** One planted file a check, and what the check has to say of it. */
const planted: [check: (root: string) => string[], file: string, text: string, fault: string][] = [
  [doorFaults, "src/planted-code.ts", "export const planted = () => {\n  return 1;\n};\n", "src/planted-code.ts:1: a door re-exports"],
  [doorFaults, "src/planted-unopened.ts", 'export * from "./base/index.ts";\n', "package.json: exports are not the files of src/"],
  [fileLengthFaults, "src/base/planted-long.ts", "// line\n".repeat(501), "src/base/planted-long.ts: 501 lines"],
  [forbiddenWordFaults, "src/plan/planted-name.ts", 'export const planted = "weight_ih_l0";\n', "src/plan/planted-name.ts:1: weight_ih"],
  [forbiddenWordFaults, "src/init/planted-name.ts", "export const hiddenSize = 1;\n", "src/init/planted-name.ts:1: hiddenSize"],
  [skippedTestFaults, "test/planted.test.ts", `it.${"skip"}("waits", () => {});\n`, "test/planted.test.ts:1: "],
  [skippedTestFaults, "test/alone.test.ts", `describe.${"only"}("alone", () => {});\n`, "test/alone.test.ts:1: "],
  [localPathFaults, "docs/planted.md", `see /${"home"}/somebody/gatewise\n`, "docs/planted.md:1: see "],
];

it.each(planted)("%o names %s", (check, file, text, fault) => {
  plant(file, text);
  expect(check(copy.folder).filter((found) => found.startsWith(fault))).toHaveLength(1);
});

describe("file length", () => {
  it("leaves 500 lines and generated files alone", () => {
    plant("src/base/planted-full.ts", "// line\n".repeat(500));
    plant("src/base/planted.gen.ts", "// line\n".repeat(501));
    expect(fileLengthFaults(copy.folder).filter((fault) => /planted-full|planted\.gen/.test(fault))).toEqual([]);
  });
});

describe("words", () => {
  it("may be told of in comments, and used in tests", () => {
    plant("src/plan/planted-comment.ts", "/** What PyTorch calls weight_ih. */\nexport const planted = 1;\n");
    plant("src/plan/planted-comment.test.ts", "export const planted = { weight_ih: 1 };\n");
    expect(forbiddenWordFaults(copy.folder).filter((fault) => fault.includes("planted-comment"))).toEqual([]);
  });
});

describe("lock file", () => {
  const lock = JSON.parse(readFileSync(join(copy.folder, "package-lock.json"), "utf8"));
  const own = JSON.parse(readFileSync(join(copy.folder, "package.json"), "utf8"));

  it("is without fault as it stands", () => {
    expect(lockFileFaults(copy.folder)).toEqual([]);
  });

  it.each([
    ["package-lock.json", { ...lock, packages: { ...lock.packages, "node_modules/planted": { version: "1.0.0" } } }, "has no integrity"],
    [
      "package-lock.json",
      { ...lock, packages: { ...lock.packages, "node_modules/planted": { resolved: "https://x/", integrity: "" } } },
      "names a registry",
    ],
    ["package.json", { ...own, devDependencies: { ...own.devDependencies, vitest: "^4.1.12" } }, "vitest is not pinned"],
    ["package.json", { ...own, dependencies: { ...own.dependencies, planted: "1.0.0" } }, "dependencies are not those of package.json"],
  ])("%s with a fault", (file, text, fault) => {
    const whole = readFileSync(join(copy.folder, file), "utf8");
    plant(file, JSON.stringify(text));
    const found = lockFileFaults(copy.folder);
    plant(file, whole);
    expect(found.join("\n")).toContain(fault);
  });
});

it("finds the project's files without git", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
  const known = projectFiles(root);
  const path = process.env.PATH;
  process.env.PATH = "/there/is/no/git";
  try {
    expect(projectFiles(root)).toEqual(known);
  } finally {
    process.env.PATH = path;
  }
});
