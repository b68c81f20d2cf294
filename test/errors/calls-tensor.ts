/** Every function of the doors tensor, cells and kernels, with the kinds of its arguments. */
import * as cells from "../../src/cells.ts";
import * as kernels from "../../src/kernels.ts";
import * as door from "../../src/tensor.ts";
import { type Call, call, count, flag, fraction, type Kind, maybe, number, only, positive, record, text, which, word } from "./kinds.ts";

const painted = (shape: number[]) =>
  door.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (((i * 97) % 251) - 125) / 128),
    { shape, requiresGrad: true },
  );
const x = (...shape: number[]): Kind => only(() => painted(shape.length === 0 ? [2, 3] : shape));
const labels = (...values: number[]): Kind => only(() => door.tensor(Int32Array.from(values)));
const operand = (): Kind =>
  which(
    () => painted([2, 3]),
    (value) => typeof value === "number",
  );
const isCounts = (value: unknown) => Array.isArray(value) && value.every((one) => Number.isInteger(one) && one >= 0);
const shape = (good: number[]): Kind => which(() => good, isCounts);
const axis = (good: number): Kind =>
  maybe(
    which(
      () => good,
      (value) => value === 0 || value === -1,
    ),
  );
const options = (keys: Readonly<Record<string, Kind>>): Kind => maybe(record(keys));
const reduction = options({
  axis: maybe(
    which(
      () => 1,
      (value) => value === 0 || value === -1 || isCounts(value),
    ),
  ),
  keepDims: maybe(flag(true)),
});
const made = { dtype: maybe(word("float32")), requiresGrad: maybe(flag(false)) };
const from = which(
  () => "logits",
  () => false,
);

const { abs, exp, hardSilu, log, logSigmoid, mish, neg, relu6, selu, sigmoid, sign, silu } = door;
const { softsign, sparsePlus, sparseSigmoid, sqrt, square, tanh, tanhShrink } = door;
const { add, sub, mul, div, maximum, minimum, pow } = door;
const ofOne = { abs, exp, hardSilu, log, logSigmoid, mish, neg, relu6, selu, sigmoid, sign, silu };
const alsoOfOne = { softsign, sparsePlus, sparseSigmoid, sqrt, square, tanh, tanhShrink };
const scalar = which(
  () => 2,
  (value) => typeof value === "number",
);
const unary = Object.fromEntries(
  Object.entries({ ...ofOne, ...alsoOfOne }).map(([name, run]): [string, Call] => [name, { call: run, args: [x()] }]),
);
const binary = Object.fromEntries(
  Object.entries({ add, sub, mul, div, maximum, minimum, pow }).flatMap(([name, run]): [string, Call][] => [
    [name, { call: run, args: [operand(), operand()] }],
    [`${name}, a number first`, { call: run, args: [scalar, x()] }],
    [`${name}, a number second`, { call: run, args: [x(), scalar] }],
  ]),
);
const stacked = () => ({ of: painted([3, 8]), row: 8, column: 1 });
const sequence = record({
  cell: word("lstm"),
  units: which(
    () => 2,
    () => false,
  ),
  x: x(4, 2, 3),
  batchFirst: maybe(flag(false)),
  reverse: maybe(flag(true)),
  h0: maybe(x(2, 2)),
  c0: maybe(x(2, 2)),
  Wx: only(stacked),
  Wh: only(() => ({ of: painted([2, 8]), row: 8, column: 1 })),
  bx: maybe(only(() => ({ of: painted([8]) }))),
  bh: maybe(only(() => ({ of: painted([9]), offset: 1 }))),
  order: maybe(only(() => [0, 1, 2, 3])),
  mask: maybe(only(() => Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 0))),
  gate: maybe(word("sigmoid")),
  activation: maybe(word("tanh")),
  forgetBias: maybe(
    which(
      () => 1,
      (value) => typeof value === "number",
    ),
  ),
  resetAfter: maybe(flag(true)),
});

export const tensorCalls: Readonly<Record<string, Call>> = {
  ...unary,
  ...binary,
  backend: { call: door.backend, args: [] },
  ready: { call: door.ready, args: [] },
  useBackend: {
    call: (...given: never[]) => restored(() => (door.useBackend as (...more: never[]) => unknown)(...given)),
    args: [word("plain")],
  },
  broadcast: {
    call: door.broadcast,
    args: [
      x(),
      which(
        () => [2, 2, 3],
        () => false,
      ),
    ],
  },
  cast: { call: door.cast, args: [x(), word("int32")] },
  concat: { call: door.concat, args: [only(() => [painted([2, 3]), painted([2, 3])]), axis(1)] },
  stack: { call: door.stack, args: [only(() => [painted([2, 3]), painted([2, 3])]), axis(1)] },
  full: {
    call: door.full,
    args: [
      shape([2, 3]),
      which(
        () => 7,
        (value) => typeof value === "number",
      ),
      options(made),
    ],
  },
  ones: { call: door.ones, args: [shape([2, 3]), options(made)] },
  zeros: { call: door.zeros, args: [shape([2, 3]), options(made)] },
  tensor: {
    call: door.tensor,
    args: [
      which(
        () => [
          [1, 2, 3],
          [4, 5, 6],
        ],
        () => false,
      ),
      options({ ...made, shape: maybe(only(() => [3, 2])) }),
    ],
  },
  "tensor of numbers": {
    call: door.tensor,
    args: [
      which(
        () => 5,
        (value) => typeof value === "number" || (Array.isArray(value) && value[0] !== null),
      ),
    ],
  },
  dropout: { call: door.dropout, args: [x(), x(), fraction(0.5)] },
  embedding: { call: door.embedding, args: [x(), labels(1, 0, 1)] },
  gather: { call: door.gather, args: [x(), labels(1, 0, 1), axis(1)] },
  scatterAdd: {
    call: door.scatterAdd,
    args: [
      x(),
      labels(1, 0),
      x(2, 2),
      which(
        () => 1,
        (value) => value === -1,
      ),
    ],
  },
  layerNorm: { call: door.layerNorm, args: [x(), x(3), x(3), positive(1e-5)] },
  absoluteError: { call: door.absoluteError, args: [x(), x()] },
  squaredError: { call: door.squaredError, args: [x(), x()] },
  binaryCrossEntropy: {
    call: door.binaryCrossEntropy,
    args: [x(), x(), record({ from, clip: maybe(number(0.1)), added: maybe(number(0)), leastLog: maybe(number(-100)) })],
  },
  categoricalCrossEntropy: {
    call: door.categoricalCrossEntropy,
    args: [
      x(),
      x(),
      record({
        from,
        clip: maybe(number(0.1)),
        normalise: maybe(flag(true)),
        normaliseClipped: maybe(flag(true)),
        smoothing: maybe(number(0.1)),
      }),
    ],
  },
  labelCrossEntropy: {
    call: door.labelCrossEntropy,
    args: [
      x(),
      labels(2, 0),
      record({
        from,
        clip: maybe(number(0.1)),
        normalise: maybe(flag(true)),
        normaliseClipped: maybe(flag(true)),
        ignore: maybe(number(9)),
      }),
    ],
  },
  softmaxCrossEntropy: { call: door.softmaxCrossEntropy, args: [x(), labels(2, 0), options({ ignore: maybe(number(9)) })] },
  reduceLoss: { call: door.reduceLoss, args: [x(), word("weightedMean"), maybe(x())] },
  matmul: { call: door.matmul, args: [x(), x(), record({ transposeA: maybe(flag(false)), transposeB: flag(true) })] },
  noGrad: { call: door.noGrad, args: [call(() => 1)] },
  recurrentSequence: { call: door.recurrentSequence, args: [sequence] },
  max: { call: door.max, args: [x(), reduction] },
  mean: { call: door.mean, args: [x(), reduction] },
  min: { call: door.min, args: [x(), reduction] },
  sum: { call: door.sum, args: [x(), reduction] },
  reshape: {
    call: door.reshape,
    args: [
      x(),
      which(
        () => [3, -1],
        () => false,
      ),
    ],
  },
  reverse: {
    call: door.reverse,
    args: [
      x(),
      which(
        () => 1,
        (value) => value === 0 || value === -1,
      ),
    ],
  },
  slice: {
    call: door.slice,
    args: [
      x(),
      which(
        () => 1,
        (value) => value === 0 || value === -1,
      ),
      which(
        () => 1,
        (value) => value === 0 || value === -1,
      ),
      maybe(
        which(
          () => 2,
          (value) => value === -1,
        ),
      ),
    ],
  },
  split: { call: door.split, args: [x(), only(() => 3), axis(1)] },
  unstack: { call: door.unstack, args: [x(), axis(1)] },
  softmax: { call: door.softmax, args: [x(), axis(1)] },
  logSoftmax: { call: door.logSoftmax, args: [x(), axis(1)] },
  sparsemax: { call: door.sparsemax, args: [x(), axis(1)] },
  transpose: { call: door.transpose, args: [x(), maybe(only(() => [1, 0]))] },
  where: { call: door.where, args: [x(), x(), x()] },
  gradients: { call: (one: never, all: never, seed: never) => door.gradients(one, all, seed), args: gradientArguments() },
  "Tensor.backward": { call: (seed: never) => door.relu(painted([2, 3])).backward(seed), args: [x()] },
  celu: { call: door.celu, args: [x(), maybe(number(1))] },
  clip: { call: door.clip, args: [x(), number(-1), number(1)] },
  elu: { call: door.elu, args: [x(), maybe(number(1))] },
  gelu: { call: door.gelu, args: [x(), options({ approximate: maybe(flag(true)) })] },
  hardShrink: { call: door.hardShrink, args: [x(), maybe(number(1))] },
  hardSigmoid: { call: door.hardSigmoid, args: [x(), number(0.2)] },
  hardTanh: { call: door.hardTanh, args: [x(), maybe(number(-1)), maybe(number(1))] },
  leakyRelu: { call: door.leakyRelu, args: [x(), number(0.2)] },
  relu: { call: door.relu, args: [x(), options({ slope: maybe(number(0.1)), max: maybe(number(6)), threshold: maybe(number(0)) })] },
  softplus: { call: door.softplus, args: [x(), options({ sharpness: maybe(number(2)), linearAbove: maybe(number(20)) })] },
  softShrink: { call: door.softShrink, args: [x(), maybe(number(1))] },
  squareplus: { call: door.squareplus, args: [x(), maybe(number(4))] },
  threshold: { call: door.threshold, args: [x(), number(1), number(2)] },
};

/** Runs something that may change the backend, and takes the one from before again. */
function restored(run: () => unknown): void {
  const { name } = door.backend();
  try {
    run();
  } finally {
    door.useBackend(name);
  }
}

/** A result and what it came from belong together. */
function gradientArguments(): Kind[] {
  let weight = painted([2, 3]);
  return [
    only(() => {
      weight = painted([2, 3]);
      return door.relu(weight);
    }),
    which(
      () => [weight],
      (value) => Array.isArray(value) && value.length === 0,
    ),
    x(),
  ];
}

const activation = maybe(
  which(
    () => "tanh",
    () => false,
  ),
);
const biases = maybe(
  which(
    () => 1,
    (value) => value === 0,
  ),
);
const weights = { Wx: x(3, 4), Wh: x(4, 4) };

export const cellCalls: Readonly<Record<string, Call>> = {
  elman: { call: cells.elman, args: [options({ activation, biases })] },
  gru: { call: cells.gru, args: [options({ activation, gate: activation, biases, reset: maybe(word("before")) })] },
  lstm: {
    call: cells.lstm,
    args: [
      options({
        activation,
        gate: activation,
        biases,
        peepholes: maybe(flag(true)),
        projection: maybe(flag(true)),
        cellClip: maybe(positive(1)),
        projectionClip: maybe(positive(1)),
        forgetBias: maybe(number(1)),
      }),
    ],
  },
  equationOf: { call: cells.equationOf, args: [only(() => cells.gru())] },
  scan: {
    call: cells.scan,
    args: [
      only(() => cells.elman({ biases: 0 })),
      x(5, 2, 3),
      record({
        weights: record(weights),
        states: options({ h: maybe(x(2, 4)) }),
        reverse: maybe(flag(true)),
        batchFirst: maybe(flag(false)),
        mask: maybe(only(() => new Uint8Array(10).fill(1))),
      }),
    ],
  },
  activate: {
    call: cells.activate,
    args: [
      which(
        () => "tanh",
        () => false,
      ),
      x(),
    ],
  },
  ...Object.fromEntries(
    Object.entries(cells.activations).map(([name, run]): [string, Call] => [`activations.${name}`, { call: run, args: [x()] }]),
  ),
  "tensorOperations.matmul": { call: cells.tensorOperations.matmul, args: [x(), x(3, 2)] },
  "tensorOperations.add": { call: cells.tensorOperations.add, args: [operand(), operand()] },
  "tensorOperations.sub": { call: cells.tensorOperations.sub, args: [operand(), operand()] },
  "tensorOperations.mul": { call: cells.tensorOperations.mul, args: [operand(), operand()] },
  "tensorOperations.activation": {
    call: cells.tensorOperations.activation,
    args: [
      which(
        () => "tanh",
        () => false,
      ),
      x(),
    ],
  },
  "tensorOperations.clip": { call: cells.tensorOperations.clip, args: [x(), number(-1), number(1)] },
  "tensorOperations.split": {
    call: cells.tensorOperations.split,
    args: [
      x(),
      which(
        () => ["a", "b", "c"],
        () => false,
      ),
      maybe(only(() => [1, 1, 1])),
    ],
  },
  "tensorOperations.name": { call: cells.tensorOperations.name, args: [text("z"), x()] },
};

export const kernelCalls: Readonly<Record<string, Call>> = {
  backend: { call: kernels.backend, args: [] },
  ready: { call: kernels.ready, args: [] },
  startByKernels: { call: kernels.startByKernels, args: [] },
  useBackend: {
    call: (...given: never[]) => restored(() => (kernels.useBackend as (...more: never[]) => unknown)(...given)),
    args: [word("plain"), maybe(only(() => undefined)), maybe(only(() => undefined))],
  },
  ...nativeCalls(),
};

/** Widths and threads are the native kernels', where there are any. */
function nativeCalls(): Record<string, Call> {
  const found = restored.length > 0 && door.backend().name === "native";
  if (!found) return {};
  const use = (...given: never[]) => restored(() => (kernels.useBackend as (...more: never[]) => unknown)(...given));
  return { "useBackend, native": { call: use, args: [word("native"), maybe(only(() => undefined)), maybe(count(1))] } };
}
