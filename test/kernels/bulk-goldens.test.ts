/** Golden documents whose tensors are long enough for the kernels: the same tensors with them as without. */
import { afterAll, describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";
import { startByKernels } from "../../src/init/index.ts";
import { useBackend } from "../../src/kernels/index.ts";
import { readSet } from "../../tools/golden/read-set.mjs";
import { loadGolden } from "../golden/load.ts";
import { backends } from "./backends.ts";

startByKernels();

const sets = [
  "torch-2.13",
  "tf1-1.1",
  "tf1-1.15",
  "keras-2.1.6",
  "tf_keras-2.21",
  "keras-3.15-tensorflow",
  "keras-3.15-torch",
  "keras-3.15-jax",
  "keras-3.15-numpy",
  "gatewise-1",
];

describe.each(sets)("the golden documents of %s", (set) => {
  it("start with the same bits by the kernels as without them", async () => {
    const text = new TextDecoder().decode(await loadGolden(`${set}/cases.json`));
    const cases = readSet(text, await loadGolden(`${set}/expected.safetensors`));
    const tensors = (name: (typeof backends)[number]) => {
      useBackend(name);
      return cases.map(({ name: title, document }) => [title, [...buildDocument(document).tensors()]] as const);
    };
    const wanted = tensors("plain");
    const sizes = wanted.flatMap(([, all]) => all.map(([, { data }]) => data.length));
    expect(sizes.filter((size) => size >= 256).length).toBeGreaterThan(2);
    for (const name of backends) {
      tensors(name).forEach(([title, all], k) => expect(all, `${title} ${name}`).toEqual(wanted[k][1]));
    }
  });
});

afterAll(() => useBackend(backends[0]));
