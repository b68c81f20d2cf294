/**
 * Holds the pages to the code: every path that they name exists, every name that the tour tells to look at stands in its file,
 * every TypeScript example type-checks and runs against what is built, and every `gatewise` command ends with 0.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildDocument } from "../../src/document/index.ts";
import { ensureBuilt } from "../../tools/built.mjs";
import { commandsOf, type Fence, fencesOf, proseOf } from "./fences.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
ensureBuilt(root);

const pages = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map((name) => join(root, name)),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => join(root, "docs", name)),
].map((path) => ({ path, name: relative(root, path), text: readFileSync(path, "utf8") }));

/** Where examples run: the package by its name, the files that they read, and room for what they write. */
const folder = mkdtempSync(join(tmpdir(), "gatewise-docs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "node_modules", "@types"), { recursive: true });
symlinkSync(root, join(folder, "node_modules", "gatewise"), "junction");
symlinkSync(join(root, "node_modules", "@types", "node"), join(folder, "node_modules", "@types", "node"), "junction");
for (const name of ["examples", "docs"]) symlinkSync(join(root, name), join(folder, name), "junction");
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');

describe.each(pages)("$name", ({ path, text }) => {
  it("names only files that exist", () => {
    const prose = proseOf(text);
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target)
      .filter((target) => !/^(?:https?:|mailto:|#)/.test(target))
      .map((target) => join(dirname(path), target.replace(/#.*$/, "")));
    const paths = [...prose.matchAll(/`((?:src|test|tools|goldens|examples|docs|bench)\/[\w./-]*)`/g)].map(([, file]) => join(root, file));
    expect([...links, ...paths].filter((file) => !existsSync(file)).map((file) => relative(root, file))).toEqual([]);
  });

  it("says by the fence how each block is meant", () => {
    const known = ["ts", "sh", "bash", "text", "json", "python", "diff", "html"];
    const faults = fencesOf(text)
      .filter(({ language, remark }) => !known.includes(language) || (remark !== "" && !/^no-run: \w/.test(remark)))
      .map(({ line, language, remark }) => `line ${line}: ${language} ${remark}`);
    expect(faults).toEqual([]);
  });
});

describe("tour.md", () => {
  const text = proseOf(readFileSync(join(root, "docs/tour.md"), "utf8")).replace(/\n\s+/g, " ");
  const stops = [...text.matchAll(/File: (.*?[^.:])[.:](?=\s|$)/g)].map(([, stop]) => stop);

  it("has stops", () => {
    expect(stops.length).toBeGreaterThan(20);
  });

  it.each(stops)("%s", (stop) => {
    const files = [...stop.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => readFileSync(join(root, "docs", target), "utf8"));
    const names = [...stop.replace(/\[[^\]]*\]\([^)]*\)/g, "").matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    expect(files.length).toBeGreaterThan(0);
    expect(names.filter((name) => !files.some((file) => file.includes(name)))).toEqual([]);
  });
});

describe("model-document.schema.json", () => {
  it("is what the sources say", () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "tools/docs/schema.mjs"), "--check"], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(root, "docs/model-document.schema.json"), "utf8")));
  const sets = readdirSync(join(root, "goldens")).filter((set) => existsSync(join(root, "goldens", set, "cases.json")));

  it("takes every golden document, every example and every document of the pages", () => {
    const golden = sets.flatMap(
      (set) => JSON.parse(readFileSync(join(root, "goldens", set, "cases.json"), "utf8")) as { document: unknown }[],
    );
    const models = readdirSync(join(root, "examples"))
      .map((name) => join(root, "examples", name, "model.json"))
      .filter((file) => existsSync(file))
      .map((file) => JSON.parse(readFileSync(file, "utf8")) as unknown);
    const shown = pages.flatMap(({ text }) =>
      fencesOf(text)
        .filter(({ language }) => language === "json")
        .map((fence) => JSON.parse(fence.text) as unknown),
    );
    const documents = [...golden.map(({ document }) => document), ...models, ...shown];
    expect(documents.length).toBeGreaterThan(1000);
    expect(documents.filter((document) => !schema.safeParse(document).success)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["an unknown key", { gatewise: 1, dialect: "torch@2.13", moduls: [] }],
    [
      "an unknown key of a call",
      { gatewise: 1, dialect: "torch@2.13", modules: [{ name: "a", class: "GRU" }], then: [{ call: "zeros_", to: "*" }] },
    ],
    ["no version of the document", { dialect: "torch@2.13", modules: [{ name: "a", class: "GRU" }] }],
    ["a dialect without version", { gatewise: 1, dialect: "torch", modules: [{ name: "a", class: "GRU" }] }],
    ["neither layers nor model", { gatewise: 1, dialect: "keras@3.15/jax" }],
    ["a seed of half a number", { gatewise: 1, dialect: "gatewise@1", seed: 1.5, modules: [{ name: "a", class: "GRU" }] }],
    ["an empty program", { gatewise: 1, dialect: "tf1@1.8", program: [] }],
  ])("refuses %s", (_, document) => {
    expect(schema.safeParse(document).success).toBe(false);
  });
});

const examples = pages.flatMap(({ name, text }) =>
  fencesOf(text)
    .filter(({ language }) => language === "ts")
    .map((fence) => ({ ...fence, title: `${name}:${fence.line}`, file: join(folder, `${name.replace(/\W/g, "-")}-${fence.line}.mts`) })),
);

describe("TypeScript examples", () => {
  it("type-check", () => {
    for (const { file, text } of examples) writeFileSync(file, `${text}\nexport {};\n`);
    const program = ts.createProgram({
      rootNames: examples.map(({ file }) => file),
      options: {
        strict: true,
        noEmit: true,
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        skipLibCheck: true,
        preserveSymlinks: false,
        types: ["node"],
        typeRoots: [join(folder, "node_modules", "@types")],
      },
    });
    const faults = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
      const example = examples.find((one) => one.file === file?.fileName);
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + (example?.line ?? 0) + 1;
      return `${example?.title ?? file?.fileName}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
    expect(faults).toEqual([]);
  });

  it.each(examples.filter(({ remark }) => remark === ""))("$title runs", ({ file, text }) => {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: false },
    });
    const program = file.replace(/\.mts$/, ".mjs");
    writeFileSync(program, outputText);
    const { status, stderr } = spawnSync(process.execPath, [program], { cwd: folder, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });
});

describe("model documents of the pages", () => {
  const documents = pages.flatMap(({ name, text }) =>
    fencesOf(text)
      .filter(({ language }) => language === "json")
      .map((fence) => ({ title: `${name}:${fence.line}`, document: JSON.parse(fence.text) as unknown })),
  );
  it.each(documents)("$title is built and drawn", ({ document }) => {
    expect(buildDocument(document).tensors().size).toBeGreaterThan(1);
  });
});

describe("commands", () => {
  const gatewise = join(root, "dist/cli/main.mjs");
  const commands = pages.flatMap(({ name, text }) =>
    fencesOf(text)
      .filter(({ language, remark }: Fence) => language === "sh" && remark === "")
      .flatMap(({ line, text: lines }) => commandsOf(lines).map((command) => ({ title: `${name}:${line}: ${command}`, command })))
      .filter(({ command }) => command.startsWith("gatewise ")),
  );

  it("are there", () => {
    expect(commands.length).toBeGreaterThan(8);
  });

  // In the order of the pages: a later command may read what an earlier one of its page wrote.
  it.each(commands)("$title", ({ command }) => {
    const words = command.split(/\s+/).slice(1);
    expect(command).not.toMatch(/["'$|<>&;]/);
    const { status, stdout, stderr } = spawnSync(process.execPath, [gatewise, ...words], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).not.toBe("");
  });
});
