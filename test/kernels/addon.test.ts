import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { buildAddon } from "../../tools/kernels/build-addon.mjs";
import { hasCompiler } from "./compiler.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
const folder = mkdtempSync(`${tmpdir()}/gatewise-addon-test-`);

/** What the addon needs of a system, for those that are held to it. */
const needs = {
  "needs no symbol newer than GLIBC_2.28, and neither the mathematical library nor threads": () => {
    const built = buildAddon(root, folder);
    if ("why" in built) throw new Error(built.why);
    const symbols = execFileSync("objdump", ["-T", built.path], { encoding: "utf8" });
    const needed = symbols.split("\n").filter((line) => line.includes("*UND*"));
    expect(needed.length).toBeGreaterThan(0);
    const versions = [...symbols.matchAll(/GLIBC_(\d+)[.](\d+)/g)].map(([text, major, minor]) => ({
      text,
      at: Number(major) * 1000 + Number(minor),
    }));
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter(({ at }) => at > 2028)).toEqual([]);
    expect(needed.filter((line) => /pthread|libm|\b(exp|log|tanh|sqrt|pow)f?\b/.test(line))).toEqual([]);
    const libraries = execFileSync("objdump", ["-p", built.path], { encoding: "utf8" }).match(/NEEDED +(\S+)/g) ?? [];
    const beside = libraries.map((line) => line.replace(/NEEDED +/, "")).filter((library) => !/^(libc|ld-linux)/.test(library));
    expect(beside).toEqual([]);
  },
};

describe("the native addon", () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(hasCompiler && process.platform === "linux" ? Object.entries(needs) : [])("%s", (_, test) => test());

  it("is not built without a C compiler, and says so", () => {
    const before = process.env.CC;
    process.env.CC = "/there/is/no/cc";
    onTestFinished(() => {
      if (before === undefined) delete process.env.CC;
      else process.env.CC = before;
    });
    expect(buildAddon(root, folder)).toEqual({ why: "no C compiler: /there/is/no/cc does not run" });
  });
});
