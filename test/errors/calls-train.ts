/** Every function of the doors train and layers, with the kinds of its arguments. */
import { elman } from "../../src/cells.ts";
import { keras } from "../../src/keras.ts";
import * as layers from "../../src/layers.ts";
import { tensor } from "../../src/tensor.ts";
import { torch } from "../../src/torch.ts";
import * as train from "../../src/train.ts";
import { type Call, call, count, flag, type Kind, maybe, only, positive, record, text, which, word } from "./kinds.ts";

const session = () => torch.session({ version: "2.13", seed: 7 });
const net = () => layers.sequential([layers.embedding(4, 3), layers.lstm(5), layers.dense(4)], { like: session() });
const chain = () => layers.sequential([layers.lstm(5)], { like: session(), input: 3 });
const sequence = () => Int32Array.from({ length: 21 }, (_, i) => (i * 97) % 4);
const data = () => train.windows(sequence(), { batch: 2, window: 5 });
const floats = (...shape: number[]) =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (((i * 97) % 251) - 125) / 128),
    { shape },
  );
const x = (...shape: number[]): Kind => only(() => floats(...shape));
const options = (keys: Readonly<Record<string, Kind>>): Kind => maybe(record(keys));
const whole = (good: number): Kind =>
  which(
    () => good,
    (value) => Number.isInteger(value) && (value as number) >= 0,
  );

const isRecord = (value: unknown) => value !== null && typeof value === "object" && !Array.isArray(value);
const anyNumber = which(
  () => 0.1,
  (value) => typeof value === "number",
);
const noState = (good: () => unknown): Kind => which(good, (value) => isRecord(value) && Object.keys(value as object).length === 0);

const loss = only(() => ({ kind: "labelCrossEntropy", from: "logits" }));
const lossOrFunction = which(loss.good, (value) => typeof value === "function");
const optimizer = only(() => torch.optim.SGD({ lr: 0.1 }));
const model = only(net);
const stopping = () => keras.earlyStopping(keras.session({ version: "3.15", backend: "numpy", seed: 1 }), { patience: 2 });
const plateau = () => torch.optim.lrScheduler.ReduceLROnPlateau();
const vocabulary = () => new train.Vocabulary(["a", "b", "c", "d"]);
const schedule = () => torch.optim.lrScheduler.StepLR({ stepSize: 2 });

const fitOptions = record({
  loss: lossOrFunction,
  optimizer,
  clip: maybe(
    which(
      () => torch.clipGradNorm({ maxNorm: 1 }),
      (value) => Array.isArray(value) && value.length === 0,
    ),
  ),
  schedule: maybe(only(schedule)),
  epochs: maybe(
    which(
      () => 1,
      (value) => value === 1e9,
    ),
  ),
  steps: maybe(
    which(
      () => 1,
      (value) => value === 1e9,
    ),
  ),
  validation: maybe(only(data)),
  earlyStopping: maybe(only(stopping)),
  plateau: maybe(only(plateau)),
  onProgress: maybe(call(() => undefined)),
  weightsEvery: maybe(count(1)),
  signal: maybe(only(() => new AbortController().signal)),
  checkpoint: maybe(only(() => ({ every: 1, write: () => undefined, metadata: { a: "b" } }))),
  resume: maybe(only(() => undefined)),
  executor: maybe(word("caller")),
});

export const trainCalls: Readonly<Record<string, Call>> = {
  fit: { call: train.fit, args: [model, only(data), fitOptions] },
  evaluate: { call: train.evaluate, args: [model, only(data), loss] },
  windows: {
    call: train.windows,
    args: [
      only(sequence),
      record({
        batch: which(
          () => 2,
          () => false,
        ),
        window: which(
          () => 5,
          () => false,
        ),
      }),
    ],
  },
  examples: {
    call: train.examples,
    args: [
      x(4, 5, 3),
      x(4, 2),
      record({
        batch: count(2),
        mask: maybe(only(() => tensor(new Float32Array(20).fill(1), { shape: [4, 5] }))),
        lengths: maybe(only(() => [5, 4, 3, 2])),
      }),
    ],
  },
  sampleText: {
    call: train.sampleText,
    args: [
      model,
      only(vocabulary),
      record({
        prompt: which(
          () => "ab",
          () => false,
        ),
        length: which(() => 3, Number.isInteger),
        temperature: positive(1),
        seed: which(
          () => 7n,
          (value) => typeof value === "bigint",
        ),
      }),
    ],
  },
  "Vocabulary.of": {
    call: train.Vocabulary.of,
    args: [
      which(
        () => "abca",
        (value) => typeof value === "string",
      ),
    ],
  },
  "Vocabulary.new": {
    call: (given: never) => new train.Vocabulary(given),
    args: [
      which(
        () => ["a", "b"],
        (value) => Array.isArray(value) && value.length === 0,
      ),
    ],
  },
  "Vocabulary.encode": {
    call: (given: never, where: never) => vocabulary().encode(given, where),
    args: [
      which(
        () => "abca",
        (value) => value === "",
      ),
      text("here"),
    ],
  },
  "Vocabulary.decode": {
    call: (given: never) => vocabulary().decode(given),
    args: [
      which(
        () => [0, 1],
        (value) => (Array.isArray(value) && value.length === 0) || value instanceof Uint8Array,
      ),
    ],
  },
  clipGradients: {
    call: train.clipGradients,
    args: [
      only(() => torch.clipGradNorm({ maxNorm: 1 })),
      which(
        () => [new Float32Array(3)],
        (value) => Array.isArray(value) && value.length === 0,
      ),
    ],
  },
  constrain: {
    call: train.constrain,
    args: [only(() => ({ kind: "maxNorm", max: 2, axis: 0 })), only(() => new Float32Array(6)), only(() => [2, 3])],
  },
  judgeEpoch: {
    call: train.judgeEpoch,
    args: [
      only(stopping),
      only(() => train.freshStopping),
      whole(3),
      which(
        () => 1.5,
        (value) => typeof value === "number",
      ),
    ],
  },
  plateauRate: {
    call: train.plateauRate,
    args: [
      only(plateau),
      only(() => train.freshPlateau),
      which(
        () => 1.5,
        (value) => typeof value === "number",
      ),
      anyNumber,
    ],
  },
  scheduledRate: { call: train.scheduledRate, args: [only(schedule), whole(3), anyNumber, anyNumber] },
  slotsOf: { call: train.slotsOf, args: [only(() => torch.optim.Adam().update)] },
  "Optimizer.new": { call: (given: never) => new train.Optimizer(given), args: [optimizer] },
  "Optimizer.step": {
    call: (given: never) => new train.Optimizer(torch.optim.Adam()).step(given),
    args: [
      which(
        () => [{ name: "w", value: new Float32Array(3), gradient: new Float32Array(3), shape: [3] }],
        (value) => value instanceof Map || (Array.isArray(value) && value.length === 0),
      ),
    ],
  },
  "Optimizer.restore": {
    call: (given: never) => new train.Optimizer(torch.optim.Adam()).restore(given),
    args: [only(() => new Map(new train.Optimizer(torch.optim.Adam()).state().map((one) => [one.name, one])))],
  },
};

const units = which(
  () => 5,
  (value) => value === 1e9,
);
const recurrent = {
  activation: maybe(only(() => "relu")),
  returnSequences: maybe(flag(true)),
  stateful: maybe(flag(false)),
  input: maybe(count(3)),
};
const cell = () => elman({ biases: 0 });
const lstmLayer = () => layers.layer(session().LSTM({ inputSize: 3, hiddenSize: 5, batchFirst: true }, "net"));
const state = () => chain().call(floats(2, 4, 3), { training: false }).state;
const graph = () => ({
  kind: "graph",
  inputs: ["a"],
  layers: chain().definition.layers,
  nodes: [{ name: "n", call: chain().definition.layers[0].name, of: [["a", 0]] }],
  outputs: [{ name: "y", from: ["n", 0] }],
});
const named = () =>
  new Map(
    chain()
      .weights()
      .map((array) => [array.name, array]),
  );
const sequenceOptions = options({ lengths: maybe(only(() => [4, 2])), mask: maybe(only(() => undefined)) });

export const layerCalls: Readonly<Record<string, Call>> = {
  embedding: { call: layers.embedding, args: [units, units] },
  lstm: { call: layers.lstm, args: [units, options({ ...recurrent, bidirectional: maybe(flag(true)) })] },
  gru: { call: layers.gru, args: [units, options({ ...recurrent, bidirectional: maybe(flag(true)) })] },
  rnn: { call: layers.rnn, args: [units, options({ ...recurrent, bidirectional: maybe(flag(true)) })] },
  ownCell: { call: layers.ownCell, args: [only(cell), units, options({ ...recurrent, output: maybe(count(5)), seed: maybe(whole(1)) })] },
  dense: { call: layers.dense, args: [units, options({ activation: maybe(only(() => "relu")), input: maybe(count(3)) })] },
  layerNorm: { call: layers.layerNorm, args: [options({ input: maybe(count(3)) })] },
  dropout: {
    call: layers.dropout,
    args: [
      which(
        () => 0.5,
        (value) => value === 0,
      ),
    ],
  },
  activation: { call: layers.activation, args: [only(() => "relu")] },
  sequential: {
    call: layers.sequential,
    args: [
      which(
        () => [layers.lstm(5)],
        (value) => Array.isArray(value) && value.length === 0,
      ),
      record({
        like: only(session),
        input: maybe(
          which(
            () => 3,
            (value) => value === 1e9,
          ),
        ),
      }),
    ],
  },
  layer: { call: layers.layer, args: [only(() => session().LSTM({ inputSize: 3, hiddenSize: 5 }, "net"))] },
  model: {
    call: layers.model,
    args: [
      which(
        () => [lstmLayer()],
        (value) => Array.isArray(value) && value.length === 0,
      ),
      call(() => ({})),
    ],
  },
  chainOf: {
    call: layers.chainOf,
    args: [
      only(() => chain().definition),
      options({
        dropout: maybe(only(session)),
        cells: maybe(
          which(
            () => ({ rnn: cell() }),
            (value) => isRecord(value) && Object.keys(value as object).length === 0,
          ),
        ),
      }),
    ],
  },
  graphOf: { call: layers.graphOf, args: [only(graph), options({ dropout: maybe(only(session)) })] },
  "Layer.new": { call: (definition: never) => new layers.Layer(definition), args: [only(() => chain().definition.layers[0])] },
  "Layer.forward": {
    call: (...given: never[]) => (lstmLayer().forward as (...more: never[]) => unknown)(...given),
    args: [x(2, 4, 3), maybe(noState(() => undefined)), sequenceOptions],
  },
  "Chain.new": {
    call: (given: never) => new layers.Chain(given),
    args: [
      which(
        () => [lstmLayer()],
        (value) => Array.isArray(value) && value.length === 0,
      ),
    ],
  },
  "Graph.new": {
    call: (definition: never, given: never) => new layers.Graph(definition, given),
    args: [only(graph), only(() => [new layers.Layer(chain().definition.layers[0])])],
  },
  "FunctionModel.new": {
    call: (given: never, forward: never) => new layers.FunctionModel(given, forward),
    args: [
      which(
        () => [lstmLayer()],
        (value) => Array.isArray(value) && value.length === 0,
      ),
      call(() => ({})),
    ],
  },
  "LayeredModel.call": {
    call: (...given: never[]) => (chain().call as (...more: never[]) => unknown)(...given),
    args: [
      x(2, 4, 3),
      record({
        training: flag(false),
        state: maybe(noState(state)),
        lengths: maybe(only(() => [4, 2])),
        mask: maybe(only(() => undefined)),
      }),
    ],
  },
  "LayeredModel.predict": {
    call: (...given: never[]) => (chain().predict as (...more: never[]) => unknown)(...given),
    args: [x(2, 4, 3), sequenceOptions],
  },
  "LayeredModel.load": {
    call: (...given: never[]) => (chain().load as (...more: never[]) => unknown)(...given),
    args: [
      only(named),
      options({
        only: maybe(only(() => "*")),
        rename: maybe(
          which(
            () => ({ "module.": "" }),
            (value) => typeof value === "function" || (typeof value === "object" && value !== null && !Array.isArray(value)),
          ),
        ),
        strict: maybe(flag(true)),
      }),
    ],
  },
  "LayeredModel.freeze": { call: (pattern: never) => chain().freeze(pattern), args: [maybe(only(() => "*"))] },
  "LayeredModel.unfreeze": { call: (pattern: never) => chain().unfreeze(pattern), args: [maybe(only(() => "*"))] },
  "Chain.step": {
    call: (...given: never[]) => (chain().step as (...more: never[]) => unknown)(...given),
    args: [x(2, 3), maybe(noState(state))],
  },
  "Graph.call": {
    call: (...given: never[]) => {
      const made = layers.graphOf(graph() as never);
      return (made.call as (...more: never[]) => unknown)(...given);
    },
    args: [
      x(2, 4, 3),
      record({
        training: flag(false),
        state: maybe(noState(state)),
        lengths: maybe(only(() => [4, 2])),
        mask: maybe(only(() => undefined)),
      }),
    ],
  },
  saveState: {
    call: layers.saveState,
    args: [
      which(state, (value) => value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0),
    ],
  },
  restoreState: { call: layers.restoreState, args: [only(() => layers.saveState(state()))] },
};
