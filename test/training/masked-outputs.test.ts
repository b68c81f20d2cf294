/** Losses of several outputs count the steps that each output's own mask leaves; a mean over batches counts samples, as Keras' evaluate does. */
import { expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";
import { keras } from "../../src/keras.ts";
import { type Graph, layer, model, sequential, type Tensors } from "../../src/layers/index.ts";
import { type Tensor, tensor, transpose } from "../../src/tensor/index.ts";
import { torch } from "../../src/torch.ts";
import { evaluate, examples, fit } from "../../src/train/index.ts";
import { tolerances } from "./tolerances.ts";

const wave = (shape: number[], from: number) =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i * 0.7 + from)),
    { shape },
  );
const dialect = "keras@3.15/tensorflow";
const entry = (class_name: string, name: string, config: object, of?: string) => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: of === undefined ? [] : [[[of, 0, 0, {}]]],
});
const twoOutputs = () =>
  buildDocument({
    gatewise: 1,
    dialect,
    seed: 5,
    model: {
      class_name: "Functional",
      config: {
        layers: [
          entry("InputLayer", "in", { batch_shape: [null, 4, 2] }),
          entry("Masking", "m", {}, "in"),
          entry("GRU", "g", { units: 3, return_sequences: true }, "m"),
          entry("Dense", "a", { units: 2 }, "g"),
          entry("GRU", "l", { units: 2 }, "g"),
        ],
        input_layers: [["in", 0, 0]],
        output_layers: [
          ["a", 0, 0],
          ["l", 0, 0],
        ],
      },
    },
  }).network() as Graph;
const x = wave([2, 4, 2], 1);
x.data.fill(0, 4, 8);
x.data.fill(0, 8, 10);
const targets = { a: wave([2, 4, 2], 2), l: wave([2, 2], 3) };
const loss = { kind: "outputs", of: { a: { kind: "squaredError" }, l: { kind: "squaredError", weight: 0.5 } } } as const;

// What tools/goldens/masked-outputs-keras.py prints.
const expected = { losses: [0.6257693767547607, 0.5915548801422119, 0.5623792409896851], evaluated: 0.5169907808303833 };

it("trains two outputs behind a Masking layer, of which one has steps", async () => {
  const losses: number[] = [];
  await fit(twoOutputs(), examples(x, targets, { batch: 2 }), {
    loss,
    optimizer: keras.optimizer({ dialect }, "SGD", { learningRate: 0.1 }),
    steps: 3,
    executor: "caller",
    onProgress: (progress) => void losses.push(progress.loss),
  });
  expect(losses).toHaveLength(3);
  losses.forEach((value, k) => {
    expect(Math.abs(value - expected.losses[k]) / expected.losses[k]).toBeLessThanOrEqual(tolerances.loss);
  });
});

it("refuses a mask that a function over layers gives to none of its outputs", () => {
  const k = keras.session({ version: "3.15", backend: "tensorflow", seed: 5 });
  const dense = layer(k.layer("Dense", { units: 2 }).build([null, 4, 2]));
  const own = model<Tensor, Tensors>([dense], (input) => ({ output: { a: dense.forward(input) as Tensor, l: input }, state: {} }));
  const mask = tensor(new Float32Array(8).fill(1), { shape: [2, 4] });
  const one = { kind: "outputs", of: { a: { kind: "squaredError" } } } as const;
  expect(() => evaluate(own as never, examples(x, targets, { batch: 2, mask }), one)).toThrow(/not-supported[\s\S]*loss, mask/);
});

it("counts a batch as often as it has samples", () => {
  const layers = [
    { class_name: "GRU", config: { units: 3 } },
    { class_name: "Dense", config: { units: 1 } },
  ];
  const made = buildDocument({ gatewise: 1, dialect, seed: 5, input_shape: [null, 4, 2], layers }).runnable();
  const mean = evaluate(made, examples(wave([5, 4, 2], 1), wave([5, 1], 3), { batch: 3 }), { kind: "squaredError" });
  expect(Math.abs(mean - expected.evaluated) / expected.evaluated).toBeLessThanOrEqual(tolerances.loss);
});

it("counts samples where steps come first, too", () => {
  const net = (batchFirst: boolean) => {
    const session = torch.session({ version: "2.13", seed: 1 });
    return sequential([session.GRU({ inputSize: 2, hiddenSize: 3, batchFirst }), session.Linear({ inFeatures: 3, outFeatures: 1 })]);
  };
  const batches = [3, 2].map((samples, k) => ({ input: wave([samples, 4, 2], k), target: wave([samples, 4, 1], 3 + k) }));
  const turned = batches.map(({ input, target }) => ({ input: transpose(input, [1, 0, 2]), target: transpose(target, [1, 0, 2]) }));
  const mean = (of: typeof batches, batchFirst: boolean) =>
    evaluate(net(batchFirst), { batches: 2, batch: (k) => of[k] }, { kind: "squaredError" });
  expect(mean(turned, false)).toBeCloseTo(mean(batches, true), 6);
});
