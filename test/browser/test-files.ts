import { readdirSync, readFileSync } from "node:fs";

/**
 * Test files that run in a browser as they stand: all golden ones, and those of the kernels and beside the sources that
 * take nothing from Node.
 *
 * A file that has its expected values from Node itself (node:zlib, Buffer, the archive builder of test/hostile) stays with Node, and is named when the tests start.
 */
export function testFiles(root: string): { readonly browser: readonly string[]; readonly nodeOnly: readonly string[] } {
  const golden = readdirSync(`${root}/test/golden`)
    .filter(isTest)
    .map((name) => `test/golden/${name}`);
  const kernels = readdirSync(`${root}/test/kernels`)
    .filter(isTest)
    .map((name) => `test/kernels/${name}`);
  const beside = readdirSync(`${root}/src`, { recursive: true, encoding: "utf8" })
    .filter((name) => isTest(name) && !name.startsWith("cli/"))
    .map((name) => `src/${name}`);
  const nodeOnly = [...beside, ...kernels].filter((file) =>
    /["']node:|\bBuffer\b|\/hostile\//.test(readFileSync(`${root}/${file}`, "utf8")),
  );
  return { browser: [...golden, ...[...beside, ...kernels].filter((file) => !nodeOnly.includes(file))].sort(), nodeOnly: nodeOnly.sort() };
}

function isTest(name: string): boolean {
  return name.endsWith(".test.ts");
}
