/** Layers of a Keras session run and train, alone and in `sequential`; neutral layers start as Keras starts a Sequential. */
import { expect, it } from "vitest";
import { KerasSession } from "../../src/dialects/keras/index.ts";
import { buildDocument } from "../../src/document/index.ts";
import { dense, layer, lstm, sequential } from "../../src/layers.ts";
import { mean, square, type Tensor, tensor } from "../../src/tensor/index.ts";

const open = () => new KerasSession({ version: "3.15", backend: "tensorflow", seed: 7 });
const painted = (shape: number[]): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => (((i * 97) % 251) - 125) / 128),
    { shape },
  );

it("a session's own layer runs once it is built", () => {
  const gru = layer(open().GRU({ units: 4, returnState: true }).build([null, null, 3]));
  const [y, state] = gru.forward(painted([2, 5, 3])) as unknown as [Tensor, Record<string, Tensor>];
  expect(y.shape).toEqual([2, 4]);
  expect([...state[0].data]).toEqual([...y.data]);
});

it("sequential builds a session's layers, and gradients reach every weight", () => {
  const k = open();
  const model = sequential([k.GRU({ units: 4 }), k.Dense({ units: 2 })], { input: 3 });
  const { output } = model.call(painted([2, 5, 3]), { training: true });
  expect(output.shape).toEqual([2, 2]);
  mean(square(output)).backward();
  for (const { name, value } of model.parameters.values())
    expect(
      value.grad?.data.some((one) => one !== 0),
      name,
    ).toBe(true);
});

it("an Embedding needs no width before it", () => {
  const k = open();
  const model = sequential([k.Embedding({ inputDim: 7, outputDim: 3, maskZero: true }), k.LSTM({ units: 4 })]);
  const y = model.predict(tensor(Int32Array.from([1, 2, 0, 6, 5, 0]), { shape: [2, 3] }));
  expect(y.shape).toEqual([2, 4]);
});

it("neutral layers start as Keras starts a Sequential of them", () => {
  const model = sequential([lstm(4), dense(2)], { like: open(), input: 3 });
  const built = buildDocument({
    gatewise: 1,
    dialect: "keras@3.15/tensorflow",
    seed: 7,
    input_shape: [null, null, 3],
    layers: [
      { class_name: "LSTM", config: { units: 4, return_sequences: true } },
      { class_name: "Dense", config: { units: 2 } },
    ],
  });
  const theirs = [...built.tensors().values()];
  expect(model.weights().map(({ name }) => name)).toEqual(theirs.map(({ name }) => name));
  model.weights().forEach(({ data }, k) => {
    expect(data).toEqual(theirs[k].data);
  });
  const x = painted([2, 5, 3]);
  expect([...model.predict(x).data]).toEqual([...built.runnable().predict(x).data]);
});

it("a training call with dropout is refused where the masks are not known", () => {
  const k = new KerasSession({ framework: "tf_keras", version: "2.21", seed: 7 });
  const model = sequential([k.LSTM({ units: 4, dropout: 0.5 })], { input: 3 });
  expect(model.predict(painted([2, 5, 3])).shape).toEqual([2, 4]);
  expect(() => model.call(painted([2, 5, 3]), { training: true })).toThrow(/dropout in training/);
});

it("Keras 3 draws masks of recurrent layers in inference too: the next training call has others", () => {
  const outputs = [0, 1].map((predicted) => {
    const model = sequential([open().LSTM({ units: 4, dropout: 0.5 })], { input: 3 });
    for (let k = 0; k < predicted; k++) model.predict(painted([2, 5, 3]));
    return [0, 1].map(() => [...model.call(painted([2, 5, 3]), { training: true }).output.data]);
  });
  expect(outputs[1][0]).toEqual(outputs[0][1]);
  expect(outputs[1][0]).not.toEqual(outputs[0][0]);
});

it("in TimeDistributed of Keras 3 each step has a mask of its own, in tf_keras it is refused", () => {
  const inner = { layer: { class_name: "Dropout", config: { rate: 0.5 } } };
  const ones = tensor(new Float32Array(8).fill(1), { shape: [1, 2, 4] });
  const model = sequential([open().layer("TimeDistributed", inner)], { input: 4 });
  const { data } = model.call(ones, { training: true }).output;
  expect([...data.subarray(0, 4)]).not.toEqual([...data.subarray(4)]);
  const other = new KerasSession({ framework: "tf_keras", version: "2.21", seed: 7 });
  const refused = sequential([other.layer("TimeDistributed", inner)], { input: 4 });
  expect(() => refused.call(ones, { training: true })).toThrow(/dropout in training/);
});

it("an unrolled loop that reads backwards refuses a mask where Keras on PyTorch fails", () => {
  const k = new KerasSession({ version: "3.15", backend: "torch", seed: 7 });
  const inner = { class_name: "GRU", config: { units: 4, unroll: true } };
  const masked = (made: ReturnType<KerasSession["layer"]>) => sequential([k.layer("Masking", {}), made], { input: 3 });
  const both = masked(k.layer("Bidirectional", { layer: inner }));
  expect(() => both.predict(painted([2, 5, 3]))).toThrow(/an unrolled loop that reads backwards under a mask/);
  const alone = masked(k.layer("GRU", { units: 4, unroll: true, goBackwards: true }));
  expect(() => alone.predict(painted([2, 5, 3]))).toThrow(/an unrolled loop that reads backwards under a mask/);
  expect(masked(k.layer("GRU", { units: 4, unroll: true })).predict(painted([2, 5, 3])).shape).toEqual([2, 4]);
});
