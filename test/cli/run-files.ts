/** Runs `gatewise run` in this process on files of painted arrays. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { run } from "../../src/cli/commands/run.ts";
import { type NamedArray, namedArray, readWeights, writeWeights } from "../../src/index.ts";
import type { GoldenArray } from "../forward/read.ts";

export type Dtype = "float32" | "float64";

/** An array as a file holds it: floats of a dtype, whole numbers of 64 bits. */
export function stored(name: string, { shape, data }: GoldenArray, dtype: Dtype): NamedArray {
  if (data instanceof Int32Array) return namedArray(name, "int64", shape, BigInt64Array.from(data, BigInt));
  return dtype === "float64" ? namedArray(name, dtype, shape, data) : namedArray(name, dtype, shape, Float32Array.from(data));
}

export interface Files {
  readonly document: object;
  readonly weights: readonly NamedArray[];
  readonly input: readonly NamedArray[];
}

/** Gives what runs the command in a folder of the test file's own: what it wrote, by name. Formats take turns. */
export function commandInProcess(): (files: Files, options: { dtype: Dtype; training?: boolean }) => Promise<Map<string, NamedArray>> {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-run-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
  });
  let calls = 0;
  return async ({ document, weights, input }, options) => {
    const ending = [".safetensors", ".npz"][calls++ % 2];
    const at = (name: string) => join(folder, name);
    const save = (name: string, arrays: readonly NamedArray[]) => {
      writeFileSync(at(name), writeWeights(name, arrays, new Map()));
      return at(name);
    };
    writeFileSync(at("model.json"), JSON.stringify(document));
    const out = at(`out${ending}`);
    await run(at("model.json"), {
      ...options,
      weights: save(`weights${ending}`, weights),
      input: save(`input${ending}`, input),
      out,
    });
    return readWeights(out, new Uint8Array(readFileSync(out))).arrays;
  };
}
