/** Every file at the top of src/ is a door, and every door can be entered from outside. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";

const sources = readdirSync("src")
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.slice(0, -".ts".length));
const { exports: doors, bin } = JSON.parse(readFileSync("package.json", "utf8"));
const specifiers = Object.keys(doors)
  .filter((door) => door !== "./package.json")
  .map((door) => `gatewise${door.slice(1)}`);

describe("package.json", () => {
  it("has a door for each file of src/, with its types", () => {
    const wanted = sources.map((name): [string, unknown] => [
      name === "index" ? "." : `./${name}`,
      { types: `./dist/${name}.d.mts`, default: `./dist/${name}.mjs` },
    ]);
    expect(doors).toEqual(Object.fromEntries([...wanted, ["./package.json", "./package.json"]]));
  });

  it("names files that the package holds", () => {
    const named = [
      bin.gatewise,
      ...Object.values<string | object>(doors).flatMap((door) => (typeof door === "string" ? door : Object.values(door))),
    ];
    const packed = inject("packed");
    for (const file of named) expect(packed).toContain(file.replace(/^\.\//, ""));
    expect(packed).toEqual(expect.arrayContaining(["LICENSE", "package.json"]));
  });

  it("packs nothing but what is built, and the words about it", () => {
    expect(
      inject("packed").filter((file) => !/^(dist\/[\w./-]+\.(mjs|d\.mts)|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/.test(file)),
    ).toEqual([]);
  });
});

describe.each(Object.entries(inject("nodes")))("%s", (_, node) => {
  it.each(specifiers)("enters %s, and finds every value that its types promise", (specifier) => {
    const script = `import * as door from ${JSON.stringify(specifier)}; process.stdout.write(JSON.stringify(Object.keys(door)))`;
    const found = JSON.parse(
      execFileSync(node, ["--input-type=module", "-e", script], { cwd: inject("installed"), encoding: "utf8" }),
    ) as string[];
    expect(found.length).toBeGreaterThan(0);
    const name = specifier === "gatewise" ? "index" : specifier.slice("gatewise/".length);
    expect(found.sort()).toEqual(valuesOf(readFileSync(`${inject("installed")}/node_modules/gatewise/dist/${name}.d.mts`, "utf8")));
  });

  it("finds no way in but the doors", () => {
    const script = 'import("gatewise/dist/index.mjs").then(() => console.log("in"), (error) => console.log(error.code))';
    const said = execFileSync(node, ["--input-type=module", "-e", script], { cwd: inject("installed"), encoding: "utf8" });
    expect(said.trim()).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
    expect(existsSync(`${inject("installed")}/node_modules/gatewise/dist/index.mjs`)).toBe(true);
  });
});

/** The names of a declaration file's last `export { … }` that are not types. */
function valuesOf(declarations: string): string[] {
  const [, list] = /export \{([^}]*)\};?\s*$/.exec(declarations) ?? [];
  if (list === undefined) throw new Error(`no export list in ${declarations.slice(0, 200)}`);
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "))
    .map((name) => name.split(" as ").at(-1) as string)
    .sort();
}
