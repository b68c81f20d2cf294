/** States that go on: of stateful layers in fit and evaluate as in Keras' own, under masks, and step by step beside them. */
import { expect, it } from "vitest";
import { keras } from "../../src/keras.ts";
import { sequential } from "../../src/layers/index.ts";
import { mean, reshape, slice, type Tensor, tensor, zeros } from "../../src/tensor/index.ts";
import { evaluate, examples, fit } from "../../src/train/index.ts";

const wave = (shape: number[], from = 1) =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i * 0.7 + from)),
    { shape },
  );
const session = (backend: string, seed: number) => keras.session({ version: "3.15", backend, seed });

/**
 * Keras 3.15 on TensorFlow: set_random_seed(1), GRU(4, stateful=…, return_sequences=True) and Dense(1) of batch_shape (2, 5, 3), SGD(0.1),
 * mse; fit(x, y, batch_size=2, epochs=2, shuffle=False) with x, y = sin(i·0.7 + 1) of shapes (8, 5, 3) and (8, 5, 1). The loss of each batch.
 */
it.each([
  [false, [0.56697, 0.704829, 0.534524, 0.470475, 0.558851, 0.667861, 0.516815, 0.457848]],
  [true, [0.56697, 0.780531, 0.544224, 0.492134, 0.630055, 0.734493, 0.522531, 0.471436]],
])("fit with examples: stateful %s, through the end of an epoch", async (stateful, theirs) => {
  const k = session("tensorflow", 1);
  const made = sequential([k.layer("GRU", { units: 4, stateful, returnSequences: true }), k.layer("Dense", { units: 1 })], { input: 3 });
  const ours: number[] = [];
  await fit(made, examples(wave([8, 5, 3]), wave([8, 5, 1]), { batch: 2 }), {
    loss: { kind: "squaredError" },
    optimizer: keras.optimizer(k, "SGD", { learningRate: 0.1 }),
    epochs: 2,
    executor: "caller",
    onProgress({ loss }) {
      ours.push(loss);
    },
    // States of training are its own.
    validation: examples(wave([2, 5, 3], 5), wave([2, 5, 1], 6), { batch: 2 }),
  });
  expect(ours.length).toBe(8);
  // What Keras prints are running means of float32, of which differences are taken.
  ours.forEach((loss, step) => {
    expect(Math.abs(loss - theirs[step]), `step ${step + 1}`).toBeLessThan(2e-6);
  });
});

it("a training goes on with the states of stateful layers from a checkpoint", async () => {
  const k = () => session("tensorflow", 1);
  const net = () => {
    const one = k();
    return sequential([one.layer("GRU", { units: 4, stateful: true, returnSequences: true }), one.layer("Dense", { units: 1 })], {
      input: 3,
    });
  };
  const data = examples(wave([8, 5, 3]), wave([8, 5, 1]), { batch: 2 });
  const options = {
    loss: { kind: "squaredError" },
    optimizer: keras.optimizer(k(), "SGD", { learningRate: 0.1 }),
    executor: "caller",
  } as const;
  const whole = net();
  await fit(whole, data, { ...options, steps: 6 });
  let resume: Uint8Array | undefined;
  await fit(net(), data, {
    ...options,
    steps: 3,
    checkpoint: {
      every: 3,
      write(bytes) {
        resume = bytes;
      },
    },
  });
  const resumed = net();
  await fit(resumed, data, { ...options, steps: 6, resume: resume as Uint8Array });
  expect(resumed.weights()).toEqual(whole.weights());
});

/**
 * Keras 3.15 on TensorFlow: set_random_seed(4), Embedding(5, 3, mask_zero=True) and LSTM(2, stateful=True, return_sequences=True) of
 * batch_shape (1, 4): predict [3, 1, 2, 4], then [0, 1, 0, 2]. The second one's outputs.
 */
const second = [
  0, 0, -0.0018253271700814366, -0.002775379456579685, -0.0018253271700814366, -0.002775379456579685, -0.00813432689756155,
  -0.00928810890763998,
];
const rows = [
  [3, 1, 2, 4],
  [0, 1, 0, 2],
].map((row) => tensor(Int32Array.from(row), { shape: [1, 4] }));
const embedded = (stateful: boolean) => {
  const k = session("tensorflow", 4);
  const layers = [
    k.layer("Embedding", { inputDim: 5, outputDim: 3, maskZero: true }),
    k.layer("LSTM", { units: 2, stateful, returnSequences: true }),
  ];
  return sequential(layers);
};
const expectSecond = ({ data }: Tensor) => {
  second.forEach((value, k) => {
    expect(data[k], `${k}`).toBeCloseTo(value, 7);
  });
};

it.each([true, false])("a mask counts beside carried states: stateful %s", (stateful) => {
  const made = embedded(stateful);
  const seen: Tensor[] = [];
  const target = zeros([1, 4, 2]);
  evaluate(made, { batches: 2, batch: (k) => ({ input: rows[k], target, carried: k > 0 }) }, (output) => {
    seen.push(output);
    return mean(output);
  });
  expectSecond(seen[1]);
  if (!stateful) return;
  made.resetStates();
  made.predict(rows[0]);
  expectSecond(made.predict(rows[1]));
});

it("a state that is given hides what an Embedding masks, one that is carried does not", () => {
  const made = embedded(false);
  const { state } = made.call(rows[0], { training: false });
  expectSecond(made.predict(rows[1], { state, carried: "batch" }));
  const hidden = made.predict(rows[1], { state });
  expect(hidden.data[0]).not.toBe(0);
});

const masked = (layers: readonly [string, object][], backend: string) => {
  const k = session(backend, 4);
  return sequential(
    layers.map(([name, options]) => k.layer(name, options)),
    { input: 3 },
  );
};
for (const backend of ["tensorflow", "jax", "torch"]) {
  it.each([
    [
      "GRU",
      [
        ["Masking", {}],
        ["GRU", { units: 4, returnSequences: true }],
      ],
    ],
    [
      "LSTM, zero output",
      [
        ["Masking", {}],
        ["LSTM", { units: 4, returnSequences: true, zeroOutputForMask: true }],
        ["GRU", { units: 3, returnSequences: true }],
      ],
    ],
    [
      "two",
      [
        ["Masking", {}],
        ["LSTM", { units: 4, returnSequences: true }],
        ["GRU", { units: 3, returnSequences: true }],
        ["Dense", { units: 2 }],
      ],
    ],
  ] as [string, [string, object][]][])(`${backend}, %s: steps give what the whole sequence gives, masked ones too`, (_, layers) => {
    const x = wave([2, 6, 3]);
    // A step in the middle, the last one; and of the second sample the first one.
    for (const step of [2, 5, 6]) (x.data as Float32Array).fill(0, step * 3, step * 3 + 3);
    const made = masked(layers, backend);
    const whole = made.predict(x);
    const width = whole.shape[2];
    let state: Parameters<typeof made.step>[1];
    for (let t = 0; t < 6; t++) {
      const [y, after] = made.step(reshape(slice(x, 1, t, t + 1), [2, 3]), state);
      state = after;
      for (let b = 0; b < 2; b++)
        for (let o = 0; o < width; o++)
          expect(Math.abs(y.data[b * width + o] - whole.data[(b * 6 + t) * width + o]), `${b} ${t}`).toBeLessThan(1e-6);
    }
  });
}

it("a step neither reads nor moves what a stateful layer keeps", () => {
  const made = masked([["GRU", { units: 4, stateful: true, returnSequences: true }]], "tensorflow");
  const x = wave([1, 3, 3]);
  const first = [...made.predict(x).data];
  const then = [...made.predict(x).data];
  made.resetStates();
  made.predict(x);
  const [y] = made.step(reshape(slice(x, 1, 0, 1), [1, 3]));
  // Rounded otherwise than a long sequence.
  [...y.data].forEach((value, k) => {
    expect(value).toBeCloseTo(first[k], 6);
  });
  expect([...made.predict(x).data]).toEqual(then);
});
