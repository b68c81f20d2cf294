/**
 * Losses by the frameworks' names against what the frameworks printed, also where probabilities are 0 and 1, and where labels do not count.
 *
 * Source: tools/goldens/losses-torch.py and losses-keras.py, with PyTorch 2.13, Keras 3.15.1 on each backend, and tf_keras 2.21.0.
 */
import { describe, expect, it } from "vitest";
import { keras } from "../../src/keras.ts";
import { type Tensor, tensor } from "../../src/tensor.ts";
import { torch } from "../../src/torch.ts";
import { lossOf } from "../../src/train/loss.ts";
import type { LossDefinition } from "../../src/train.ts";

const shape = [3, 4];
const painted = (start = 0, scale = 1) => Float32Array.from({ length: 12 }, (_, i) => (((((i + start) * 97) % 251) - 125) / 128) * scale);
const of = (data: Float32Array) => tensor(data, { shape });
const logits = of(painted(0, 8));
const soft = of(painted(5).map(Math.abs));
const labels = tensor(new Int32Array([1, 0, 3]));
const targets = of(Float32Array.from({ length: 12 }, (_, i) => Number(i % 4 === labels.data[Math.floor(i / 4)])));

/** Each sum of a few float32 terms may round otherwise by a few units. */
const expectLoss = (loss: LossDefinition, predicted: Tensor, target: Tensor, theirs: number) => {
  const ours = lossOf(loss, predicted, target).item();
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(2 ** -21 * theirs);
};

describe("losses of torch.nn", () => {
  const probabilities = of(painted(9).map(Math.abs));
  probabilities.data.set([1, 0, 0, 0]);
  const { nn } = torch;

  it("give PyTorch's numbers", () => {
    expectLoss(nn.MSELoss(), logits, soft, 24.156225204467773);
    expectLoss(nn.BCELoss(), probabilities, soft, 15.086799621582031);
    expectLoss(nn.BCEWithLogitsLoss(), logits, soft, 2.701080083847046);
    expectLoss(nn.CrossEntropyLoss(), logits, labels, 7.261697769165039);
    expectLoss(nn.CrossEntropyLoss({ ignoreIndex: 0 }), logits, labels, 7.846147537231445);
    expectLoss(nn.CrossEntropyLoss({ reduction: "sum" }), logits, labels, 21.785093307495117);
  });

  it("pass labels of -100 over, as PyTorch does by itself", () => {
    expectLoss(nn.CrossEntropyLoss(), logits, tensor(new Int32Array([1, -100, 3])), 7.846147537231445);
  });

  it("refuse what they do not compute, and what does not compile", () => {
    // @ts-expect-error a sum over features too
    expect(() => nn.MSELoss({ reduction: "sum" })).toThrow(/out-of-range/);
    // @ts-expect-error weights of classes
    expect(() => nn.CrossEntropyLoss({ weight: [1, 2] })).toThrow(/not-supported/);
    expect(() => nn.CrossEntropyLoss({ labelSmoothing: 0.1 })).toThrow(/out-of-range[\s\S]*labelSmoothing|labelSmoothing[\s\S]*at most 0/);
    // @ts-expect-error a mistyped name
    expect(() => nn.CrossEntropyLoss({ ignoreindex: 1 })).toThrow(/did you mean ignoreIndex/);
  });
});

const sessions = {
  "Keras 3 on TensorFlow": { version: "3.15", backend: "tensorflow" },
  "Keras 3 on JAX": { version: "3.15", backend: "jax" },
  "Keras 3 on PyTorch": { version: "3.15", backend: "torch" },
  tf_keras: { version: "2.21", framework: "tf_keras" },
} as const;

describe.each(Object.keys(sessions) as (keyof typeof sessions)[])("losses of %s", (name) => {
  const k = keras.session({ ...sessions[name], seed: 1 });
  const probabilities = of(painted(9).map((value) => Math.abs(value) + Math.fround(0.01)));
  probabilities.data.set([1, 0, 0, 0, 0, 0.5, 0.5, 0]);
  const limited = of(Float32Array.from(probabilities.data, (value) => Math.min(value, 1)));

  it("give its numbers", () => {
    expectLoss(keras.loss(k, "MeanSquaredError"), logits, soft, 24.156225204467773);
    expectLoss(keras.loss(k, "mse"), logits, soft, 24.156225204467773);
    expectLoss(keras.loss(k, "BinaryCrossentropy"), limited, soft, name === "tf_keras" ? 3.1481971740722656 : 3.263585329055786);
    expectLoss(keras.loss(k, "BinaryCrossentropy", { fromLogits: true }), logits, soft, 2.701080083847046);
    expectLoss(keras.loss(k, "CategoricalCrossentropy"), probabilities, targets, 11.204670906066895);
    expectLoss(keras.loss(k, "CategoricalCrossentropy", { fromLogits: true }), logits, targets, 7.261697769165039);
    expectLoss(keras.loss(k, "CategoricalCrossentropy", { labelSmoothing: 0.1 }), probabilities, targets, 10.820236206054688);
    const smoothed = keras.loss(k, "CategoricalCrossentropy", { fromLogits: true, labelSmoothing: 0.1 });
    expectLoss(smoothed, logits, targets, 7.160655975341797);
    expectLoss(keras.loss(k, "SparseCategoricalCrossentropy"), probabilities, labels, 11.204670906066895);
    expectLoss(keras.loss(k, "SparseCategoricalCrossentropy", { fromLogits: true }), logits, labels, 7.261697769165039);
    const ignoring = { fromLogits: true, ignoreClass: 0 };
    expectLoss(keras.loss(k, "SparseCategoricalCrossentropy", ignoring), logits, labels, 7.846147060394287);
    expectLoss(keras.loss(k, "sparse_categorical_crossentropy", { ignoreClass: 0 }), probabilities, labels, 8.747960090637207);
    expectLoss(keras.loss(k, "SparseCategoricalCrossentropy", { reduction: "sum" }), probabilities, labels, 33.614013671875);
  });

  it("refuse what they do not compute, and what does not compile", () => {
    expect(() => keras.loss(k, "BinaryCrossentropy", { labelSmoothing: 0.1 })).toThrow(/not-supported/);
    // @ts-expect-error a mistyped name
    expect(() => keras.loss(k, "SparseCategoricalCrossEntropy")).toThrow(/did you mean SparseCategoricalCrossentropy/);
    // @ts-expect-error a mistyped argument
    expect(() => keras.loss(k, "SparseCategoricalCrossentropy", { fromLogit: true })).toThrow(/did you mean fromLogits/);
  });
});

describe("losses of Keras 2", () => {
  it("are functions by name alone", () => {
    const k = keras.session({ version: "2.1.6", seed: 1 });
    expect(keras.loss(k, "mse")).toEqual({ kind: "squaredError" });
    expect(() => keras.loss(k, "MeanSquaredError")).toThrow(/unknown-class/);
    expect(() => keras.loss(k, "sparse_categorical_crossentropy", { fromLogits: true })).toThrow(/unknown-option/);
  });
});
