/** The forward cases of PyTorch: a document, painted inputs, and the steps from them to the outputs. */

/** @type {any[]} */
export const cases = [];

const add = (name, modules, forward, rest = {}) =>
  cases.push({ name, document: { gatewise: 1, dialect: "torch@2.13", seed: 0, modules }, inputs: [x([5, 2, 3])], forward, ...rest });
const x = (shape, rule = {}) => ({ name: "x", shape, ...rule });
const module = (name, className, args) => ({ name, class: className, args });
const sizes = { input_size: 3, hidden_size: 4 };
const rnn = (className, args = {}) => module("rnn", className, { ...sizes, ...args });
const plain = [{ module: "rnn" }];
const given = [{ module: "rnn", initial: true }];

// Every recurrent layer: each option alone, then the pairs that meet in one line of code.
const layers = [
  ["RNN tanh", "RNN", {}],
  ["RNN relu", "RNN", { nonlinearity: "relu" }],
  ["LSTM", "LSTM", {}],
  ["LSTM projected", "LSTM", { proj_size: 2 }],
  ["GRU", "GRU", {}],
];
const options = [
  ["", {}],
  ["two layers", { num_layers: 2 }],
  ["three layers", { num_layers: 3 }],
  ["bidirectional", { bidirectional: true }],
  ["two layers bidirectional", { num_layers: 2, bidirectional: true }],
  ["without bias", { bias: false }],
  ["batch first", { batch_first: true }],
];
for (const [label, className, own] of layers) {
  for (const [option, args] of options) {
    const name = [label, option].filter(Boolean).join(" ");
    const input = args.batch_first ? { inputs: [x([2, 5, 3])] } : {};
    add(`${name}, no state`, [rnn(className, { ...own, ...args })], plain, input);
    add(`${name}, state given`, [rnn(className, { ...own, ...args })], given, input);
  }
  add(`${label} dropout 0`, [rnn(className, { ...own, num_layers: 2, dropout: 0 })], plain);
  add(`${label} dropout 0.5 in eval`, [rnn(className, { ...own, num_layers: 2, dropout: 0.5 })], given);
  add(`${label} unbatched`, [rnn(className, own)], plain, { inputs: [x([5, 3])] });
  add(`${label} unbatched two layers bidirectional, state given`, [rnn(className, { ...own, num_layers: 2, bidirectional: true })], given, {
    inputs: [x([5, 3])],
  });
  add(`${label} unbatched batch first`, [rnn(className, { ...own, batch_first: true })], given, { inputs: [x([5, 3])] });
  add(`${label} one step`, [rnn(className, own)], given, { inputs: [x([1, 2, 3])] });
  add(`${label} batch of one`, [rnn(className, own)], given, { inputs: [x([4, 1, 3])] });

  // Packed: sorted, unsorted, batch first, shorter than the input is long, with every direction.
  const packed = (lengths, enforce_sorted, rest = {}) => [{ module: "rnn", lengths, enforce_sorted, ...rest }];
  const three = { inputs: [x([5, 3, 3])] };
  add(`${label} packed sorted`, [rnn(className, own)], packed([5, 3, 1], true), three);
  add(`${label} packed sorted, not enforced`, [rnn(className, own)], packed([5, 3, 1], false, { initial: true }), three);
  add(`${label} packed unsorted`, [rnn(className, own)], packed([2, 5, 3], false), three);
  add(`${label} packed unsorted, state given`, [rnn(className, own)], packed([2, 5, 3], false, { initial: true }), three);
  add(
    `${label} packed bidirectional`,
    [rnn(className, { ...own, bidirectional: true })],
    packed([2, 5, 3], false, { initial: true }),
    three,
  );
  add(
    `${label} packed two layers bidirectional batch first`,
    [rnn(className, { ...own, num_layers: 2, bidirectional: true, batch_first: true })],
    packed([3, 5, 4], false, { initial: true }),
    { inputs: [x([3, 5, 3])] },
  );
  add(`${label} packed, all shorter than the input`, [rnn(className, own)], packed([4, 2, 2], true), three);
  add(`${label} packed, padded to a total length`, [rnn(className, own)], packed([2, 4, 3], false, { total_length: 5 }), three);
  add(`${label} packed, padded with a value`, [rnn(className, own)], packed([2, 5, 3], false, { padding_value: -1.5 }), three);
}
add(
  "LSTM projected two layers bidirectional without bias",
  [rnn("LSTM", { proj_size: 2, num_layers: 2, bidirectional: true, bias: false })],
  given,
);

// Dropout between layers in training: masks of the default generator, time-major also where the batch is first.
for (const [label, className, own] of layers) {
  const training = { training: true, manual_seed: 7, dtype: "float32" };
  add(`${label} dropout 0.5 in training`, [rnn(className, { ...own, num_layers: 2, dropout: 0.5 })], plain, training);
  add(
    `${label} dropout 0.3 in training, three layers bidirectional`,
    [rnn(className, { ...own, num_layers: 3, bidirectional: true, dropout: 0.3 })],
    given,
    {
      ...training,
    },
  );
  add(
    `${label} dropout 0.5 in training, batch first`,
    [rnn(className, { ...own, num_layers: 2, dropout: 0.5, batch_first: true })],
    plain,
    {
      ...training,
      inputs: [x([2, 5, 3])],
    },
  );
  add(
    `${label} dropout 0.5 in training, packed unsorted`,
    [rnn(className, { ...own, num_layers: 2, dropout: 0.5 })],
    [{ module: "rnn", lengths: [2, 5, 3], enforce_sorted: false }],
    { ...training, inputs: [x([5, 3, 3])] },
  );
  // Without a seed of their own masks go on where the weights have left the generator.
  add(`${label} dropout 0.5 in training, drawn after the weights`, [rnn(className, { ...own, num_layers: 3, dropout: 0.5 })], given, {
    training: true,
    dtype: "float32",
  });
  add(`${label} dropout 1 in training`, [rnn(className, { ...own, num_layers: 2, dropout: 1 })], plain, training);
  add(`${label} dropout 0 in training`, [rnn(className, { ...own, num_layers: 2, dropout: 0 })], plain, training);
}

// Cells: one step, and a loop over time.
for (const [label, className, own] of [
  ["RNNCell tanh", "RNNCell", {}],
  ["RNNCell relu", "RNNCell", { nonlinearity: "relu" }],
  ["LSTMCell", "LSTMCell", {}],
  ["GRUCell", "GRUCell", {}],
]) {
  add(`${label}, no state`, [rnn(className, own)], plain, { inputs: [x([2, 3])] });
  add(`${label}, state given`, [rnn(className, own)], given, { inputs: [x([2, 3])] });
  add(`${label} unbatched`, [rnn(className, own)], given, { inputs: [x([3])] });
  add(`${label} without bias`, [rnn(className, { ...own, bias: false })], given, { inputs: [x([2, 3])] });
  add(`${label} over time`, [rnn(className, own)], [{ module: "rnn", over: "time" }]);
  add(`${label} over time, state given`, [rnn(className, own)], [{ module: "rnn", over: "time", initial: true }]);
}

// Layers around a recurrent one.
const tokens = x([5, 2], { integers: [0, 7] });
const embed = (args = {}) => module("embed", "Embedding", { num_embeddings: 7, embedding_dim: 3, ...args });
const head = (in_features = 4, args = {}) => module("head", "Linear", { in_features, out_features: 2, ...args });
add("LSTM, linear on the sequence", [rnn("LSTM"), head()], [{ module: "rnn", initial: true }, { module: "head" }]);
add("GRU, linear on the last output", [rnn("GRU"), head()], [{ module: "rnn" }, { op: "last", dim: 0 }, { module: "head" }]);
add("RNN, linear without bias", [rnn("RNN"), head(4, { bias: false })], [{ module: "rnn" }, { module: "head" }]);
add("linear on one row", [head(3)], [{ module: "head" }], { inputs: [x([3])] });
add("embedding", [embed()], [{ module: "embed" }], { inputs: [tokens] });
add("embedding, LSTM, linear", [embed(), rnn("LSTM"), head()], [{ module: "embed" }, { module: "rnn" }, { module: "head" }], {
  inputs: [tokens],
});
add(
  "embedding with padding, GRU, linear",
  [embed({ padding_idx: 2 }), rnn("GRU"), head()],
  [{ module: "embed" }, { module: "rnn" }, { module: "head" }],
  {
    inputs: [tokens],
  },
);
add("embedding with padding from the end", [embed({ padding_idx: -1 })], [{ module: "embed" }], { inputs: [tokens] });
add(
  "embedding with padding, packed LSTM bidirectional, linear",
  [embed({ padding_idx: 0 }), rnn("LSTM", { bidirectional: true, batch_first: true }), head(8)],
  [{ module: "embed" }, { module: "rnn", lengths: [3, 5, 2], enforce_sorted: false }, { module: "head" }],
  { inputs: [x([3, 5], { integers: [0, 7] })] },
);
const norm = (shape, args = {}) => module("norm", "LayerNorm", { normalized_shape: shape, ...args });
add("LSTM, layer norm, linear", [rnn("LSTM"), norm(4), head()], [{ module: "rnn" }, { module: "norm" }, { module: "head" }]);
add("layer norm of two dimensions", [norm([2, 3])], [{ module: "norm" }]);
add("layer norm without bias, its own epsilon", [norm(3, { bias: false, eps: 0.01 }), rnn("GRU")], [{ module: "norm" }, { module: "rnn" }]);
add("layer norm without weights", [norm(3, { elementwise_affine: false }), rnn("RNN")], [{ module: "norm" }, { module: "rnn" }]);
const drop = module("drop", "Dropout", { p: 0.4 });
add("LSTM, dropout in eval, linear", [rnn("LSTM"), drop, head()], [{ module: "rnn" }, { module: "drop" }, { module: "head" }]);
add("GRU, dropout in training, linear", [rnn("GRU"), drop, head()], [{ module: "rnn" }, { module: "drop" }, { module: "head" }], {
  training: true,
  manual_seed: 11,
  dtype: "float32",
});
const conv = (args) => module("conv", "Conv1d", { kernel_size: 3, ...args });
const bct = { inputs: [x([2, 3, 6])] };
const toTime = { op: "transpose", dims: [1, 2] };
add("conv1d", [conv({ in_channels: 3, out_channels: 4 })], [{ module: "conv" }], bct);
add(
  "conv1d grouped, strided, dilated, padded, without bias",
  [conv({ in_channels: 4, out_channels: 6, groups: 2, stride: 2, padding: 2, dilation: 2, bias: false })],
  [{ module: "conv" }],
  { inputs: [x([2, 4, 7])] },
);
add(
  "conv1d, LSTM batch first",
  [conv({ in_channels: 3, out_channels: 5, padding: 1 }), rnn("LSTM", { input_size: 5, batch_first: true })],
  [{ module: "conv" }, toTime, { module: "rnn" }],
  bct,
);
add(
  "GRU batch first, conv1d",
  [rnn("GRU", { batch_first: true }), conv({ in_channels: 4, out_channels: 2 })],
  [{ module: "rnn" }, toTime, { module: "conv" }],
  {
    inputs: [x([2, 6, 3])],
  },
);
const batchNorm = (args = {}) => module("bn", "BatchNorm1d", { num_features: 4, ...args });
add(
  "GRU batch first, batch norm in eval",
  [rnn("GRU", { batch_first: true }), batchNorm()],
  [{ module: "rnn" }, toTime, { module: "bn" }],
  {
    inputs: [x([2, 6, 3])],
  },
);
add(
  "two recurrent layers of two kinds",
  [module("a", "LSTM", { input_size: 3, hidden_size: 4, bidirectional: true }), module("b", "GRU", { input_size: 8, hidden_size: 5 })],
  [
    { module: "a", initial: true },
    { module: "b", initial: true },
  ],
);

// Several inputs and outputs.
add(
  "two inputs, two outputs",
  [
    embed(),
    module("text", "LSTM", { input_size: 3, hidden_size: 4 }),
    module("signal", "GRU", { input_size: 2, hidden_size: 3, bidirectional: true }),
    module("head", "Linear", { in_features: 10, out_features: 2 }),
    module("other", "Linear", { in_features: 4, out_features: 3 }),
  ],
  [
    { module: "embed", of: "words" },
    { module: "text", as: "t" },
    { module: "signal", of: "x", initial: true, as: "s" },
    { op: "cat", dim: -1, of: ["t", "s"] },
    { module: "head", as: "y" },
    { op: "last", dim: 0, of: "t" },
    { module: "other", as: "z" },
  ],
  { inputs: [{ name: "words", shape: [5, 2], integers: [0, 7] }, x([5, 2, 2])], outputs: ["y", "z"] },
);
add(
  "one module called twice, residual",
  [rnn("GRU", { input_size: 4 }), head()],
  [
    { module: "rnn", as: "first" },
    { op: "add", of: ["x", "first"] },
    { module: "rnn", initial: true, as: "second" },
    { op: "add", of: ["first", "second"] },
    { module: "head" },
  ],
  { inputs: [x([4, 2, 4])] },
);
