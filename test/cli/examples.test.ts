/** The examples that npm start and npm run examples run. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { buildCommand, mainFile } from "./command.ts";

const root = join(mainFile, "../../..");

beforeAll(buildCommand, 180_000);

function example(name: string, ...given: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "examples", `${name}.mjs`), ...given], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}: exit status ${status}\n${stdout}${stderr}`);
  return stdout;
}

it("trains on Moby-Dick and writes", () => {
  const said = example("moby-dick", "--steps", "6", "--layers", "1", "--hidden", "32", "--batch", "8");
  expect(said).toMatch(/moby-dick\.safetensors: 6 steps, [3-6]\.\d+ bits per character on held-out text/);
  expect(said).toMatch(/\nCall me .{300}\n/s);
  expect(readFileSync(join(root, "examples/out/moby-dick.svg"), "utf8")).toContain("moby-dick.txt, as torch@2.13");
});

it("starts four models with every tensor of their frameworks", () => {
  expect(example("exact-starts")).toMatch(/Every tensor is the framework's own\.\n$/);
});
