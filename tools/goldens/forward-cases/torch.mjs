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
  add(
    `${label} dropout 0.5 in training, packed unsorted, bidirectional, batch first`,
    [rnn(className, { ...own, num_layers: 2, dropout: 0.5, bidirectional: true, batch_first: true })],
    [{ module: "rnn", lengths: [2, 5, 3], enforce_sorted: false, initial: true }],
    { ...training, inputs: [x([3, 5, 3])] },
  );
  add(`${label} dropout 0.5 of one layer, in training`, [rnn(className, { ...own, dropout: 0.5 })], plain, training);
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
  add(`${label} in training`, [rnn(className, own)], given, { inputs: [x([2, 3])], training: true });
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

// Modules without tensors, each with every argument that it has.
const alone = [{ module: "m" }];
const wide = { inputs: [x([3, 4], { scale: 6 })] };
for (const [className, ...given] of [
  ["Identity", {}],
  ["ReLU", {}, { inplace: false }],
  ["ReLU6", {}],
  ["Tanh", {}],
  ["Sigmoid", {}],
  ["SiLU", {}],
  ["Mish", {}],
  ["Softsign", {}],
  ["LogSigmoid", {}],
  ["SELU", {}],
  ["Tanhshrink", {}],
  ["Hardsigmoid", {}],
  ["Hardswish", {}],
  ["GELU", {}, { approximate: "tanh" }],
  ["ELU", {}, { alpha: 0.7 }],
  ["CELU", {}, { alpha: 0.7 }],
  ["LeakyReLU", {}, { negative_slope: 0.3 }],
  ["Softplus", {}, { beta: 2, threshold: 5 }],
  ["Hardtanh", {}, { min_val: -0.5, max_val: 2 }],
  ["Softshrink", {}, { lambd: 1.5 }],
  ["Hardshrink", {}, { lambd: 1.5 }],
  ["Threshold", { threshold: 0.6, value: -2 }],
  ["Softmax", { dim: -1 }, { dim: 0 }],
  ["LogSoftmax", { dim: 1 }, { dim: 0 }],
  ["GLU", {}, { dim: 1 }],
]) {
  for (const args of given) {
    const label = Object.entries(args).map(([key, value]) => `${key} ${value}`);
    add([className, ...label].join(", "), [module("m", className, args)], alone, wide);
  }
}
const flatten = (args) => module("m", "Flatten", args);
add("Flatten", [flatten({})], alone, { inputs: [x([2, 3, 2, 2])] });
add("Flatten, start_dim 0, end_dim 1", [flatten({ start_dim: 0, end_dim: 1 })], alone);
add("Flatten, start_dim -2", [flatten({ start_dim: -2 })], alone, { inputs: [x([2, 3, 2, 2])] });
add(
  "LSTM, tanh, linear, log softmax",
  [rnn("LSTM"), module("m", "Tanh", {}), head(), module("scores", "LogSoftmax", { dim: -1 })],
  [{ module: "rnn" }, { module: "m" }, { module: "head" }, { module: "scores" }],
);
const drops = { training: true, manual_seed: 11, dtype: "float32" };
add("Dropout1d in training", [module("m", "Dropout1d", { p: 0.4 })], alone, { ...drops, inputs: [x([3, 4, 5])] });
add("Dropout1d in eval", [module("m", "Dropout1d", {})], alone, { inputs: [x([3, 4, 5])] });
add("Dropout 1 in training", [module("m", "Dropout", { p: 1 })], alone, drops);
add("Dropout 0 in training", [module("m", "Dropout", { p: 0 })], alone, drops);
add("Dropout of a long vector in training", [module("m", "Dropout", { p: 0.3 })], alone, { ...drops, inputs: [x([50])] });

// An embedding's other options.
add("embedding, gradients by frequency", [embed({ scale_grad_by_freq: true })], [{ module: "embed" }], { inputs: [tokens] });
add(
  "embedding, gradients by frequency, padding",
  [embed({ scale_grad_by_freq: true, padding_idx: 3 }), rnn("GRU")],
  [{ module: "embed" }, { module: "rnn" }],
  {
    inputs: [tokens],
  },
);
add("embedding, sparse", [embed({ sparse: true })], [{ module: "embed" }], { inputs: [tokens] });
for (const norm_type of [2, 1, 3.5, 0]) {
  add(`embedding, max_norm, norm_type ${norm_type}`, [embed({ max_norm: norm_type === 0 ? 2 : 0.4, norm_type })], [{ module: "embed" }], {
    inputs: [x([4], { integers: [0, 7] })],
  });
}
add("embedding of one index", [embed()], [{ module: "embed" }], { inputs: [x([], { integers: [0, 7] })] });

// Convolutions: every border, every rank of input.
for (const [label, args] of [
  ["padding same", { padding: "same" }],
  ["padding same, even kernel, dilated", { kernel_size: 4, padding: "same", dilation: 2 }],
  ["padding valid", { padding: "valid" }],
  ["reflect", { padding: 2, padding_mode: "reflect" }],
  ["replicate", { padding: 2, padding_mode: "replicate", stride: 2 }],
  ["circular", { padding: 2, padding_mode: "circular", dilation: 2 }],
  ["circular, padding same, even kernel", { kernel_size: 2, padding: "same", padding_mode: "circular" }],
  ["lists", { kernel_size: [3], stride: [2], padding: [1], dilation: [1] }],
]) {
  add(`conv1d, ${label}`, [conv({ in_channels: 3, out_channels: 4, ...args })], [{ module: "conv" }], bct);
}
add("conv1d unbatched", [conv({ in_channels: 3, out_channels: 4 })], [{ module: "conv" }], { inputs: [x([3, 6])] });
const conv2 = (args) => module("conv", "Conv2d", { in_channels: 4, out_channels: 6, kernel_size: 3, ...args });
for (const [label, args] of [
  ["", {}],
  ["another kernel on each axis", { kernel_size: [2, 3], bias: false }],
  ["grouped", { groups: 2, stride: 2, padding: 1 }],
  ["each channel apart", { groups: 4, out_channels: 4 }],
  ["strided, dilated, padded", { stride: [2, 1], padding: [1, 2], dilation: [1, 2] }],
  ["padding same", { padding: "same", kernel_size: [2, 3] }],
  ["reflect", { padding: [1, 2], padding_mode: "reflect" }],
  ["replicate", { padding: [1, 2], padding_mode: "replicate" }],
  ["circular", { padding: [1, 2], padding_mode: "circular", kernel_size: 2 }],
]) {
  add(["conv2d", label].filter(Boolean).join(", "), [conv2(args)], [{ module: "conv" }], { inputs: [x([2, 4, 5, 6])] });
}
add("conv2d unbatched", [conv2({})], [{ module: "conv" }], { inputs: [x([4, 5, 6])] });

// Normalisation in training: the batch's statistics, and the running ones behind the call.
const normTraining = { training: true };
for (const [label, args] of [
  ["", {}],
  ["momentum 0.3, its own epsilon", { momentum: 0.3, eps: 0.01 }],
  ["momentum of all batches", { momentum: null }],
  ["without weights", { affine: false }],
  ["without running statistics", { track_running_stats: false }],
]) {
  const name = ["batch norm in training", label].filter(Boolean).join(", ");
  add(name, [batchNorm(args)], [{ module: "bn" }], { ...normTraining, inputs: [x([3, 4])] });
  add(`${name}, of sequences`, [batchNorm(args)], [{ module: "bn" }], { ...normTraining, inputs: [x([2, 4, 3])] });
}
add("batch norm in eval without running statistics", [batchNorm({ track_running_stats: false })], [{ module: "bn" }], {
  inputs: [x([3, 4])],
});
add("batch norm in eval without weights", [batchNorm({ affine: false })], [{ module: "bn" }], { inputs: [x([3, 4])] });
add("layer norm in training, three dimensions", [norm([2, 3, 2])], [{ module: "norm" }], { ...normTraining, inputs: [x([4, 2, 3, 2])] });

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
