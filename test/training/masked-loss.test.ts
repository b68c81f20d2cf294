/** A loss counts the steps that the model's own layers leave unmasked, as Keras' compiled losses do. */
import { expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";
import { keras } from "../../src/keras.ts";
import { tensor } from "../../src/tensor/index.ts";
import { examples, fit } from "../../src/train/index.ts";
import { tolerances } from "./tolerances.ts";

const painted = (length: number) => Float32Array.from({ length }, (_, i) => (((i * 97) % 251) - 125) / 128);

it("behind a Masking layer", async () => {
  const dialect = "keras@3.15/torch";
  const layers = [
    { class_name: "Masking", config: { mask_value: 0 } },
    { class_name: "SimpleRNN", config: { units: 2, return_sequences: true } },
    { class_name: "Dense", config: { units: 1 } },
  ];
  const model = buildDocument({ gatewise: 1, dialect, seed: 1, input_shape: [3, 4, 2], layers }).runnable();
  for (const { value } of model.parameters.values()) value.data.set(painted(value.size));
  const x = painted(24);
  x.fill(0, 4, 8);
  x.fill(0, 8, 10);
  const rows = painted(12);
  const y = Float32Array.from({ length: 12 }, (_, i) => rows[(2 - Math.floor(i / 4)) * 4 + (i % 4)]);
  const data = examples(tensor(x, { shape: [3, 4, 2] }), tensor(y, { shape: [3, 4, 1] }), { batch: 3 });
  const losses: number[] = [];
  await fit(model, data, {
    loss: { kind: "squaredError" },
    optimizer: keras.optimizer({ dialect }, "SGD", { learningRate: 0.1 }),
    steps: 3,
    executor: "caller",
    onProgress: ({ loss }) => void losses.push(loss),
  });
  // What tools/goldens/masked-loss-keras.py prints.
  const expected = [0.5238085389137268, 0.43496012687683105, 0.3816666603088379];
  expect(losses).toHaveLength(3);
  losses.forEach((loss, k) => {
    expect(Math.abs(loss - expected[k]) / expected[k]).toBeLessThanOrEqual(tolerances.loss);
  });
});
