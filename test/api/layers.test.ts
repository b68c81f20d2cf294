/** Models of the doors gatewise/layers and gatewise/torch: as a user writes them. */
import { describe, expect, it } from "vitest";
import { lstm as lstmCell } from "../../src/cells/index.ts";
import { GatewiseError } from "../../src/index.ts";
import {
  activation,
  type ChainDefinition,
  chainOf,
  dense,
  dropout,
  embedding,
  gru,
  layer,
  lstm,
  model,
  ownCell,
  restoreState,
  rnn,
  saveState,
  sequential,
} from "../../src/layers.ts";
import { add, concat, mul, reshape, slice, stack, sum, type Tensor, tensor } from "../../src/tensor/index.ts";
import { torch } from "../../src/torch.ts";

const session = (seed = 7) => torch.session({ version: "2.13", seed });
const painted = (shape: readonly number[], from = 0): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((((i + from) * 97) % 251) - 125) / 128),
    { shape },
  );
const characters = (shape: readonly number[]): Tensor =>
  tensor(
    Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (i * 5 + 2) % 11),
    { shape },
  );
const refusal = (run: () => unknown): GatewiseError => {
  try {
    run();
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};
const closeTo = (a: Tensor, b: Tensor, bound = 1e-6) => {
  expect(a.shape).toEqual(b.shape);
  expect(Math.max(...Array.from(a.data, (value, i) => Math.abs(value - b.data[i])))).toBeLessThanOrEqual(bound);
};

const text = () => sequential([embedding(11, 6), lstm(5), lstm(4), dense(11)], { like: session() });

describe("sequential", () => {
  it("starts neutral layers as the session's framework does, in its names and order", () => {
    const t = session();
    t.Embedding({ numEmbeddings: 11, embeddingDim: 6 }, "0");
    t.LSTM({ inputSize: 6, hiddenSize: 5, batchFirst: true }, "1");
    t.LSTM({ inputSize: 5, hiddenSize: 4, batchFirst: true }, "2");
    t.Linear({ inFeatures: 4, outFeatures: 11 }, "3");
    expect(text().weights()).toEqual([...t.stateDict().values()]);
  });

  it("takes a session's own layers, alone or among neutral ones", () => {
    const t = session();
    const own = sequential([
      t.Embedding({ numEmbeddings: 11, embeddingDim: 6 }, "0"),
      t.LSTM({ inputSize: 6, hiddenSize: 5, batchFirst: true }, "1"),
      layer(t.LSTM({ inputSize: 5, hiddenSize: 4, batchFirst: true }, "2")),
      t.Linear({ inFeatures: 4, outFeatures: 11 }, "3"),
    ]);
    const input = characters([2, 7]);
    expect(own.predict(input)).toEqual(text().predict(input));
    expect(own.predict(input).shape).toEqual([2, 7, 11]);
  });

  it("crosses as JSON and weights", () => {
    const one = text();
    const copy = chainOf(JSON.parse(JSON.stringify(one.definition)) as ChainDefinition);
    expect(copy.predict(characters([1, 3]))).not.toEqual(one.predict(characters([1, 3])));
    expect(copy.load(one.weights())).toEqual({ loaded: [...one.parameters.keys()], missing: [], unexpected: [] });
    expect(copy.predict(characters([1, 3]))).toEqual(one.predict(characters([1, 3])));
  });

  it("gives the last output alone, both directions, activations and other widths where it is told to", () => {
    const one = sequential(
      [gru(5, { bidirectional: true }), rnn(3, { returnSequences: false }), dense(2, { activation: "tanh" }), activation("softmax")],
      {
        like: session(),
        input: 4,
      },
    );
    const y = one.predict(painted([2, 6, 4]));
    expect(y.shape).toEqual([2, 2]);
    expect(y.data[0] + y.data[1]).toBeCloseTo(1, 6);
    const trained = one.call(painted([2, 6, 4]), { training: true }).output;
    sum(mul(trained, painted([2, 2]))).backward();
    for (const { name, value } of one.parameters.values())
      expect(
        value.grad?.data.some((g) => g !== 0),
        name,
      ).toBe(true);
  });

  it("drops in training alone, as the session's generator says", () => {
    const build = () => sequential([lstm(5), dropout(0.5), dense(4)], { like: session(), input: 3 });
    const [one, same] = [build(), build()];
    const x = painted([2, 4, 3]);
    const first = one.call(x, { training: true }).output;
    expect(first.data).toEqual(same.call(x, { training: true }).output.data);
    expect(one.call(x, { training: true }).output.data).not.toEqual(first.data);
    expect(one.predict(x).data).toEqual(build().predict(x).data);
  });

  it("runs a cell of the user's own like a layer that is here, and trains it", () => {
    const one = sequential([ownCell(lstmCell({ biases: 1 }), 4, { seed: 5 }), dense(2)], { like: session(), input: 3 });
    const t = session();
    const built = layer(t.LSTM({ inputSize: 3, hiddenSize: 4, batchFirst: true }, "rnn"));
    const weights = new Map(one.weights().map((array) => [array.name, array.data as Float32Array]));
    const transposed = (name: string, rows: number) => {
      const from = weights.get(name) as Float32Array;
      return from.map((_, i) => from[(i % rows) * 16 + Math.floor(i / rows)]);
    };
    const [ih, hh, b, zero] = built.parameters.map(({ value }) => value.data as Float32Array);
    ih.set(transposed("0.Wx", 3));
    hh.set(transposed("0.Wh", 4));
    b.set(weights.get("0.bx") as Float32Array);
    zero.fill(0);
    const x = painted([2, 5, 3]);
    closeTo(one.layers[0].run(x, { mask: null }).output, built.forward(x)[0]);
    sum(one.call(x, { training: true }).output).backward();
    for (const { name, value } of one.parameters.values())
      expect(
        value.grad?.data.some((g) => g !== 0),
        name,
      ).toBe(true);
  });

  it.each([true, false])("hands lengths from layer to layer, batch first: %s", (batchFirst) => {
    const t = session();
    const names = ["a", "b"] as const;
    const modules = names.map((name, k) => t.GRU({ inputSize: k === 0 ? 3 : 4, hiddenSize: 4, bidirectional: k === 1, batchFirst }, name));
    const chain = sequential([...modules, t.Linear({ inFeatures: 8, outFeatures: 2 }, "head")]);
    const lengths = [2, 5, 3];
    const x = painted(batchFirst ? [3, 5, 3] : [5, 3, 3], 4);
    const [first, second] = modules.map((module) => layer(module));
    const [y, last] = second.forward(first.forward(x, undefined, { lengths })[0], undefined, { lengths });
    const called = chain.call(x, { training: false, lengths });
    closeTo(called.state.b.h, last.h, 0);
    closeTo(called.output, chain.layers[2].run(y, { mask: null }).output, 0);
    expect(chain.call(x, { training: false }).state.b.h.data).not.toEqual(last.h.data);
  });

  it("refuses what it cannot start or name", () => {
    expect(refusal(() => sequential([lstm(4)], { input: 3 })).message).toMatch(/missing-option[\s\S]*like/);
    expect(refusal(() => sequential([lstm(4)], { like: session() })).message).toMatch(/missing-option[\s\S]*input/);
    const t = session();
    const twice = t.Linear({ inFeatures: 2, outFeatures: 2 });
    expect(refusal(() => sequential([twice, twice])).code).toBe("name-taken");
  });
});

describe("step", () => {
  it("gives the whole sequence step by step, with a state that goes through bytes", () => {
    const one = text();
    const input = characters([2, 7]);
    const whole = one.predict(input);
    let state: ReturnType<typeof restoreState> | undefined;
    const outputs = Array.from({ length: 7 }, (_, t) => {
      const [y, next] = one.step(reshape(slice(input, 1, t, t + 1), [2]), state);
      state = restoreState(saveState(next));
      return y;
    });
    closeTo(stack(outputs, 1), whole);
    expect(Object.keys(state ?? {})).toEqual(["1", "2"]);
  });

  it("refuses layers that read from the end, and bytes of something else", () => {
    const both = sequential([lstm(3, { bidirectional: true })], { like: session(), input: 2 });
    expect(refusal(() => both.step(painted([1, 2]))).message).toMatch(/contradiction[\s\S]*layer 0/);
    expect(() => restoreState(new Uint8Array(40))).toThrow(GatewiseError);
  });

  it("carries a stateful layer's state from call to call until it is reset", () => {
    const one = sequential([gru(4, { stateful: true })], { like: session(), input: 3 });
    const x = painted([2, 6, 3]);
    const whole = one.predict(x);
    one.resetStates();
    const halves = [slice(x, 1, 0, 2), slice(x, 1, 2, 6)].map((part) => one.predict(part));
    closeTo(concat(halves, 1), whole);
    expect(one.predict(x).data).not.toEqual(whole.data);
  });
});

describe("a function over layers", () => {
  it("has several inputs and outputs, and gives gradients to every layer", () => {
    const t = session();
    const encoder = layer(t.LSTM({ inputSize: 3, hiddenSize: 4 }, "encoder"));
    const decoder = layer(t.GRU({ inputSize: 2, hiddenSize: 4 }, "decoder"));
    const head = layer(t.Linear({ inFeatures: 4, outFeatures: 2 }, "head"));
    const net = model([encoder, decoder, head], ({ source, target }: { source: Tensor; target: Tensor }) => {
      const [, state] = encoder.forward(source);
      const [y, last] = decoder.forward(target, { h: state.h });
      return { output: { y: head.forward(y), last: last.h }, state: {} };
    });
    const input = { source: painted([5, 2, 3]), target: painted([3, 2, 2], 9) };
    const { y, last } = net.call(input, { training: true }).output;
    add(sum(y), sum(last)).backward();
    expect(y.shape).toEqual([3, 2, 2]);
    for (const { name, value } of net.parameters.values())
      expect(
        value.grad?.data.some((g) => g !== 0),
        name,
      ).toBe(true);
    expect(net.predict(input).y.requiresGrad).toBe(false);
  });
});

describe("load and freeze", () => {
  const prefixed = () =>
    text()
      .weights()
      .map((array) => ({ ...array, name: `module.${array.name}`, data: (array.data as Float32Array).map((x) => x + 1) }));

  it("renames, loads some, and tells what was missing and unexpected", () => {
    const one = text();
    const before = one.weights();
    const report = one.load(prefixed(), { rename: { "module.": "" }, only: "1.*" });
    expect(report).toEqual({ loaded: before.map(({ name }) => name).filter((name) => name.startsWith("1.")), missing: [], unexpected: [] });
    const changed = one.weights().filter(({ data }, k) => data[0] !== before[k].data[0]);
    expect(changed.map(({ name }) => name)).toEqual(report.loaded);
    const loose = one.load([...prefixed(), ...text().weights().slice(0, 2)], { strict: false });
    expect(loose.loaded).toEqual(before.slice(0, 2).map(({ name }) => name));
    expect(loose.missing).toEqual(before.slice(2).map(({ name }) => name));
    expect(loose.unexpected).toEqual(prefixed().map(({ name }) => name));
  });

  it("refuses strictly, and a wrong shape in any case, and loads nothing then", () => {
    const one = text();
    const before = one.weights();
    expect(refusal(() => one.load(prefixed())).message).toMatch(/missing-tensor[\s\S]*0\.weight[\s\S]*strict: false/);
    expect(refusal(() => one.load([...text().weights(), prefixed()[0]])).message).toMatch(/no-match[\s\S]*module\.0\.weight/);
    const weights = text()
      .weights()
      .map((array) => ({ ...array, data: (array.data as Float32Array).map((x) => x + 1) }));
    const last = weights.length - 1;
    weights[last] = { ...weights[last], shape: [10], data: weights[last].data.slice(0, 10) };
    expect(refusal(() => one.load(weights, { strict: false })).message).toMatch(/bad-shape[\s\S]*3\.bias[\s\S]*\[10\][\s\S]*\[11\]/);
    expect(one.weights()).toEqual(before);
    expect(refusal(() => one.load(weights, { only: "lstm*" })).code).toBe("no-match");
  });

  it("freezes: no gradient until it is let go", () => {
    const one = text();
    expect(one.freeze("1.*")).toHaveLength(4);
    sum(one.call(characters([2, 3]), { training: true }).output).backward();
    const learned = [...one.parameters.values()].filter(({ value }) => value.grad !== null).map(({ name }) => name);
    expect(learned).toEqual([...one.parameters.keys()].filter((name) => !name.startsWith("1.")));
    expect(one.parameters.get("1.weight_ih_l0")?.trainable).toBe(false);
    one.unfreeze();
    expect([...one.parameters.values()].every(({ trainable, value }) => trainable && value.requiresGrad)).toBe(true);
    expect(refusal(() => one.freeze("lstm*")).code).toBe("no-match");
  });
});

describe("a shape mistake names layer, expected and received", () => {
  const t = session();
  const encoder = layer(t.LSTM({ inputSize: 3, hiddenSize: 4 }, "encoder"));
  const head = layer(t.Linear({ inFeatures: 4, outFeatures: 2 }, "head"));
  const table = layer(t.Embedding({ numEmbeddings: 5, embeddingDim: 2 }, "table"));
  const norm = layer(t.construct("BatchNorm1d", { num_features: 3 }, "norm"));
  norm.training = true;
  const conv = layer(
    t.construct("Conv1d", { in_channels: 2, out_channels: 1, kernel_size: 2, padding: 2, padding_mode: "reflect" }, "conv"),
  );
  const image = layer(t.construct("Conv2d", { in_channels: 2, out_channels: 1, kernel_size: 2 }, "image"));
  it.each([
    [
      "features of a sequence",
      () => encoder.forward(painted([5, 2, 7])),
      /bad-shape[\s\S]*layer encoder, input[\s\S]*\[5, 2, 7\][\s\S]*3 features/,
    ],
    ["axes of a sequence", () => encoder.forward(painted([3])), /bad-shape[\s\S]*layer encoder, input[\s\S]*\[3\][\s\S]*steps, batch/],
    ["no steps", () => encoder.forward(painted([0, 2, 3])), /bad-shape[\s\S]*layer encoder[\s\S]*\[0, 2, 3\]/],
    [
      "a state",
      () => encoder.forward(painted([5, 2, 3]), { h: painted([1, 3, 4]), c: painted([1, 2, 4]) }),
      /bad-shape[\s\S]*layer encoder, state h[\s\S]*\[1, 3, 4\][\s\S]*\[1, 2, 4\]/,
    ],
    [
      "a state that is missing",
      () => encoder.forward(painted([5, 2, 3]), { h: painted([1, 2, 4]) }),
      /bad-shape[\s\S]*layer encoder, state[\s\S]*states h[\s\S]*h, c/,
    ],
    [
      "lengths of another batch",
      () => encoder.forward(painted([5, 2, 3]), undefined, { lengths: [5] }),
      /bad-shape[\s\S]*layer encoder, lengths[\s\S]*1 lengths[\s\S]*2/,
    ],
    [
      "a length beyond the steps",
      () => encoder.forward(painted([5, 2, 3]), undefined, { lengths: [5, 6] }),
      /out-of-range[\s\S]*layer encoder, lengths\[1\][\s\S]*6[\s\S]*1 to 5/,
    ],
    ["features of a row", () => head.forward(painted([2, 5])), /bad-shape[\s\S]*layer head, input[\s\S]*\[2, 5\][\s\S]*4 features/],
    [
      "a batch of one value for each feature",
      () => norm.forward(painted([1, 3])),
      /bad-shape[\s\S]*layer norm, input[\s\S]*\[1, 3\][\s\S]*more than one value/,
    ],
    [
      "padding that is longer than what it reflects",
      () => conv.forward(painted([1, 2, 2])),
      /bad-shape[\s\S]*layer conv, input[\s\S]*2 steps[\s\S]*at least 3/,
    ],
    [
      "channels of an image",
      () => image.forward(painted([1, 3, 4, 4])),
      /bad-shape[\s\S]*layer image, input[\s\S]*\[batch, 2, axis 1, axis 2\]/,
    ],
    ["an index", () => table.forward(tensor(Int32Array.of(1, 5))), /out-of-range[\s\S]*layer table, input[\s\S]*5[\s\S]*0 to 4/],
  ])("%s", (_, run, message) => {
    expect(refusal(run).message).toMatch(message);
  });
});
