/** Every file at the top of src/ is a door, and every door can be entered from outside. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
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
      inject("packed").filter(
        (file) =>
          !/^(dist\/[\w./-]+\.(mjs|d\.mts)|dist\/gatewise\.wasm|dist\/kernels\/gatewise-\w+-\w+\.node|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/.test(
            file,
          ),
      ),
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
    expect(found.sort()).toEqual(valuesOf(`${inject("installed")}/node_modules/gatewise/dist/${name}.d.mts`));
  });

  it("finds no way in but the doors", () => {
    const script = 'import("gatewise/dist/index.mjs").then(() => console.log("in"), (error) => console.log(error.code))';
    const said = execFileSync(node, ["--input-type=module", "-e", script], { cwd: inject("installed"), encoding: "utf8" });
    expect(said.trim()).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
    expect(existsSync(`${inject("installed")}/node_modules/gatewise/dist/index.mjs`)).toBe(true);
  });
});

/** The names that a declaration file exports and that are not types alone. */
function valuesOf(file: string): string[] {
  const program = ts.createProgram({
    rootNames: [file],
    options: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, skipLibCheck: true, types: [] },
  });
  const checker = program.getTypeChecker();
  const door = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol;
  return checker
    .getExportsOfModule(door)
    .filter((symbol) => {
      const typeOnly = symbol.declarations?.some((one) => ts.isExportSpecifier(one) && one.isTypeOnly) === true;
      const meant = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
      return !typeOnly && (meant.flags & ts.SymbolFlags.Value) !== 0;
    })
    .map(({ name }) => name)
    .sort();
}
