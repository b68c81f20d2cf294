/** Every forward golden of PyTorch: outputs, last states, and the gradients of a painted sum of them. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Tensor } from "../../src/tensor/index.ts";
import { readTensors } from "../../tools/golden/read-set.mjs";
import { furthest, largest } from "./distance.ts";
import { hasCoarseGradients } from "./tolerance.ts";
import { runTorch, type TorchCase } from "./torch-run.ts";

const folder = "goldens/forward/torch-2.13";
const cases: readonly TorchCase[] = JSON.parse(readFileSync(`${folder}/cases.json`, "utf8"));
const expected = readTensors(new Uint8Array(readFileSync(`${folder}/expected.safetensors`)));

describe.each([
  ["float32", "kernels"],
  ["float64", "kernels"],
  ["float32", "equations"],
  ["float64", "equations"],
] as const)("torch-2.13 forward passes in %s by %s", (dtype, by) => {
  for (const one of cases) {
    if (one.dtype === "float32" && dtype === "float64") continue;
    it(one.name, () => {
      const found = runTorch(one, dtype, by === "equations");
      const names = new Set(one.tensors);
      expect([...names].filter((name) => !found.has(name))).toEqual([]);
      for (const name of names) {
        const golden = expected.get(`${one.name}/${name}`);
        const values = (found.get(name) as Tensor[]).at(-1) as Tensor;
        expect(values.shape, name).toEqual(golden.shape);
        // The bounds; float64 against float64 is a matter of the order of sums alone.
        const scale = name.startsWith("0/output/") ? Math.max(1, largest(golden.data)) * 1e-6 : largest(golden.data) * 2e-6;
        const coarse = name.startsWith("0/gradient/") && hasCoarseGradients(one);
        const bound = dtype === "float64" && one.dtype === "float64" && !coarse ? scale * 1e-7 : scale;
        expect(furthest(values.data, golden.data), name).toBeLessThanOrEqual(bound);
      }
    });
  }
});
