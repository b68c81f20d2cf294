/** What a browser has to load for each door: bundled from the installed package, minified, gzipped. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { describe, expect, inject, it } from "vitest";

const { exports: doors } = JSON.parse(readFileSync("package.json", "utf8"));
const specifiers = Object.keys(doors)
  .filter((door) => door !== "./package.json")
  .map((door) => `gatewise${door.slice(1)}`);

/** Doors that must stay small, in bytes after gzip, and packages that no such door may carry. */
const limits: Record<string, number> = { "gatewise/torch": 40_000 };
const heavy = ["zod", "fflate", "commander"];

interface Bundle {
  readonly size: number;
  readonly gzipped: number;
  readonly packages: readonly string[];
  readonly outside: readonly string[];
}

async function bundleOf(specifier: string): Promise<Bundle> {
  const bundle = await rolldown({ input: specifier, cwd: inject("installed"), platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  const chunks = output.filter((file) => file.type === "chunk");
  const files = new Set(chunks.map(({ fileName }) => fileName));
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  return {
    size: chunks.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0),
    gzipped: chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
    packages: [...new Set(modules.flatMap((id) => /.*node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id)?.[1] ?? []))].sort(),
    outside: chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]).filter((file) => !files.has(file)),
  };
}

const bundles = new Map(
  await Promise.all(specifiers.map(async (specifier): Promise<[string, Bundle]> => [specifier, await bundleOf(specifier)])),
);
for (const [specifier, { size, gzipped, packages }] of bundles) {
  console.log(
    `${specifier}: ${(gzipped / 1000).toFixed(1)} kB gzipped, ${(size / 1000).toFixed(1)} kB minified, with ${packages.join(", ")}`,
  );
}

describe.each([...bundles])("%s", (_, { packages, outside }) => {
  it("is whole, and asks nothing of Node", () => {
    expect(packages).toContain("gatewise");
    expect(outside).toEqual([]);
  });
});

describe.each(Object.entries(limits))("%s", (specifier, limit) => {
  const { gzipped, packages } = bundles.get(specifier) as Bundle;
  it(`is under ${limit} bytes gzipped`, () => {
    expect(gzipped).toBeGreaterThan(2_000);
    expect(gzipped).toBeLessThan(limit);
  });
  it.each(heavy)("does not carry %s", (name) => {
    expect(packages).not.toContain(name);
  });
});

it("zod is seen where it is: the document door carries it", () => {
  expect(bundles.get("gatewise/document")?.packages).toContain("zod");
});
