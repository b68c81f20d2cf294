/** The golden documents of dialect torch. Each is small; together they meet every class, every function and every path of the stream. */

const lstm = { input_size: 5, hidden_size: 8 };

/** @param {any} modules @param {any[]} [then] */
function doc(seed, modules, then) {
  return { gatewise: 1, dialect: "torch@2.13", seed: { manual_seed: seed }, modules, ...(then === undefined ? {} : { then }) };
}

const one = (name, className, args) => [{ name, class: className, args }];

/** @type {{ name: string, document: any }[]} */
export const cases = [];
const add = (name, document) => cases.push({ name, document });

// Seeds of every kind: only the low 32 bits count, negative ones wrap.
for (const seed of [0, 7, 42, -5, 2 ** 31 + 7, "4294967303", "9223372036854775819", "-9223372036854775808", "18446744073709551615"]) {
  add(`seed ${seed}`, doc(seed, one("lstm", "LSTM", { input_size: 3, hidden_size: 4 })));
}

// Every recurrent class and option that changes names, shapes or draws.
add("lstm", doc(1, one("rnn", "LSTM", lstm)));
add("lstm two layers bidirectional", doc(2, one("encoder", "LSTM", { ...lstm, num_layers: 2, bidirectional: true })));
add("lstm projected", doc(3, one("rnn", "LSTM", { ...lstm, proj_size: 3 })));
add("lstm projected two layers bidirectional", doc(4, one("rnn", "LSTM", { ...lstm, proj_size: 3, num_layers: 2, bidirectional: true })));
add("lstm without bias", doc(5, one("rnn", "LSTM", { ...lstm, bias: false })));
add("lstm float64", doc(6, one("rnn", "LSTM", { ...lstm, dtype: "float64" })));
add("gru", doc(7, one("rnn", "GRU", lstm)));
add("gru three layers", doc(8, one("rnn", "GRU", { ...lstm, num_layers: 3, batch_first: true })));
add("gru bidirectional without bias", doc(9, one("rnn", "GRU", { ...lstm, bidirectional: true, bias: false })));
add("rnn tanh", doc(10, one("rnn", "RNN", lstm)));
add("rnn relu two layers", doc(11, one("rnn", "RNN", { ...lstm, nonlinearity: "relu", num_layers: 2 })));
add("lstm hidden size 1", doc(12, one("rnn", "LSTM", { input_size: 1, hidden_size: 1 })));
for (const cell of ["RNNCell", "LSTMCell", "GRUCell"]) {
  add(cell, doc(13, one("cell", cell, lstm)));
  add(`${cell} without bias float64`, doc(14, one("cell", cell, { ...lstm, bias: false, dtype: "float64" })));
}

// Feed-forward classes; Embedding below and above 16 elements takes the two ways to a normal.
add("linear", doc(20, one("head", "Linear", { in_features: 16, out_features: 3 })));
add("linear without bias", doc(21, one("head", "Linear", { in_features: 5, out_features: 7, bias: false })));
add("linear float64", doc(22, one("head", "Linear", { in_features: 5, out_features: 7, dtype: "float64" })));
add("embedding", doc(23, one("embed", "Embedding", { num_embeddings: 11, embedding_dim: 6 })));
add("embedding with padding", doc(24, one("embed", "Embedding", { num_embeddings: 11, embedding_dim: 6, padding_idx: 2 })));
add("embedding with padding from the end", doc(25, one("embed", "Embedding", { num_embeddings: 4, embedding_dim: 3, padding_idx: -1 })));
add("embedding below 16 elements", doc(26, one("embed", "Embedding", { num_embeddings: 5, embedding_dim: 3 })));
add("embedding float64", doc(27, one("embed", "Embedding", { num_embeddings: 7, embedding_dim: 5, dtype: "float64" })));
add("conv1d", doc(28, one("conv", "Conv1d", { in_channels: 4, out_channels: 6, kernel_size: 3 })));
add("conv1d grouped", doc(29, one("conv", "Conv1d", { in_channels: 4, out_channels: 6, kernel_size: 3, groups: 2, bias: false })));
add("conv2d", doc(30, one("conv", "Conv2d", { in_channels: 3, out_channels: 5, kernel_size: 3, stride: 2, padding: 1 })));
add("conv2d rectangular", doc(31, one("conv", "Conv2d", { in_channels: 3, out_channels: 4, kernel_size: [1, 5] })));
add("layer norm", doc(32, one("norm", "LayerNorm", { normalized_shape: 6 })));
add("layer norm of two dimensions", doc(33, one("norm", "LayerNorm", { normalized_shape: [2, 3], bias: false })));
add("batch norm", doc(34, one("norm", "BatchNorm1d", { num_features: 5 })));
add("batch norm without statistics", doc(35, one("norm", "BatchNorm1d", { num_features: 5, track_running_stats: false })));

// A whole model from one stream: the cached scalar normal of the small embedding survives the modules between.
add(
  "one stream through a model",
  doc(36, [
    { name: "small", class: "Embedding", args: { num_embeddings: 3, embedding_dim: 3 } },
    { name: "net.rnn", class: "LSTM", args: lstm },
    { name: "large", class: "Embedding", args: { num_embeddings: 6, embedding_dim: 7 } },
    { name: "net.fc", class: "Linear", args: { in_features: 8, out_features: 2 } },
    { name: "again", class: "Embedding", args: { num_embeddings: 1, embedding_dim: 5 } },
    { name: "head.0", class: "LayerNorm", args: { normalized_shape: 8 } },
    { name: "head.1", class: "Linear", args: { in_features: 8, out_features: 1 } },
  ]),
);

// nn.init: each function on whole parameters, gates, slices.
const encoder = [
  { name: "encoder", class: "LSTM", args: lstm },
  { name: "head", class: "Linear", args: { in_features: 8, out_features: 3 } },
];
const calls = [
  ["uniform_", {}],
  ["uniform_", { a: -0.3, b: 0.7 }],
  ["normal_", {}],
  ["normal_", { mean: 0.1, std: 0.02 }],
  ["normal_", { std: 0 }],
  ["trunc_normal_", {}],
  ["trunc_normal_", { std: 0.02 }],
  ["trunc_normal_", { mean: 0.5, std: 1, a: 1.8, b: 2.2 }],
  ["trunc_normal_", { mean: 3, std: 0.5, a: -1, b: 1 }],
  ["constant_", { val: 0.25 }],
  ["ones_", {}],
  ["zeros_", {}],
  ["eye_", {}],
  ["xavier_uniform_", {}],
  ["xavier_uniform_", { gain: 5 / 3 }],
  ["xavier_normal_", {}],
  ["xavier_normal_", { gain: 0.5 }],
  ["kaiming_uniform_", {}],
  ["kaiming_uniform_", { nonlinearity: "relu" }],
  ["kaiming_uniform_", { a: 0.2, mode: "fan_out" }],
  ["kaiming_normal_", {}],
  ["kaiming_normal_", { nonlinearity: "tanh", mode: "fan_out" }],
  ["kaiming_normal_", { nonlinearity: "selu" }],
  ["orthogonal_", {}],
  ["orthogonal_", { gain: 1.5 }],
];
calls.forEach(([name, args], k) => {
  const shown = `${name} ${JSON.stringify(args)}`;
  add(`${shown} on a whole matrix`, doc(100 + k, encoder, [{ call: name, on: "encoder.weight_ih_l0", args }]));
  add(`${shown} on each gate`, doc(200 + k, encoder, [{ call: name, on: "encoder.weight_hh_*", each_gate: true, args }]));
  if (["uniform_", "normal_", "trunc_normal_", "xavier_uniform_", "orthogonal_"].includes(name)) {
    add(
      `${shown} float64`,
      doc(
        300 + k,
        [{ name: "encoder", class: "LSTM", args: { ...lstm, dtype: "float64" } }],
        [{ call: name, on: "encoder.weight_*", args }],
      ),
    );
  }
});
add(
  "normal_ below 16 elements, then above, then below",
  doc(400, encoder, [
    { call: "normal_", on: "head.bias" },
    { call: "normal_", on: "encoder.weight_ih_l0" },
    { call: "normal_", on: "encoder.bias_ih_l0", gate: "f" },
    { call: "normal_", on: "encoder.bias_hh_l0", rows: [0, 15] },
  ]),
);
add(
  "normal_ of every small length",
  doc(
    401,
    encoder,
    Array.from({ length: 20 }, (_, n) => ({ call: "normal_", on: "encoder.bias_ih_l0", rows: [0, n + 1] })),
  ),
);
add(
  "kaiming on a convolution",
  doc(402, one("conv", "Conv1d", { in_channels: 4, out_channels: 6, kernel_size: 3 }), [
    { call: "kaiming_normal_", on: "conv.weight", args: { mode: "fan_out", nonlinearity: "relu" } },
    { call: "xavier_uniform_", on: "*.weight" },
  ]),
);
add(
  "orthogonal on a convolution",
  doc(403, one("conv", "Conv2d", { in_channels: 3, out_channels: 5, kernel_size: 3 }), [{ call: "orthogonal_", on: "conv.weight" }]),
);
add(
  "orthogonal tall and wide",
  doc(
    404,
    [
      { name: "tall", class: "Linear", args: { in_features: 7, out_features: 40 } },
      { name: "wide", class: "Linear", args: { in_features: 40, out_features: 7 } },
      { name: "square", class: "Linear", args: { in_features: 33, out_features: 33 } },
      { name: "row", class: "Linear", args: { in_features: 6, out_features: 1 } },
    ],
    [{ call: "orthogonal_", on: "*.weight" }],
  ),
);

// The recipes that people paste.
add(
  "recipe: Xavier and orthogonal for each gate, forget bias 1",
  doc(
    500,
    [
      { name: "encoder", class: "LSTM", args: { ...lstm, num_layers: 2, bidirectional: true } },
      { name: "head", class: "Linear", args: { in_features: 16, out_features: 3 } },
    ],
    [
      { call: "xavier_uniform_", on: "encoder.weight_ih_*", each_gate: true },
      { call: "orthogonal_", on: "encoder.weight_hh_*", each_gate: true, args: { gain: 1 } },
      { call: "eye_", on: "encoder.weight_hh_l0", gate: "g" },
      { call: "zeros_", on: "*.bias_*" },
      { call: "constant_", on: "encoder.bias_ih_*", gate: "f", args: { val: 1 } },
    ],
  ),
);
add(
  "recipe: both forget biases 1",
  doc(501, one("rnn", "LSTM", lstm), [
    { call: "zeros_", on: "*bias*" },
    { call: "ones_", on: "*bias*", gate: "f" },
  ]),
);
add(
  "recipe: forget slice one off",
  doc(502, one("rnn", "LSTM", lstm), [
    { call: "zeros_", on: "*bias*" },
    { call: "ones_", on: "rnn.bias_ih_l0", rows: [7, 15] },
  ]),
);
add(
  "recipe: whole-matrix orthogonal",
  doc(503, one("rnn", "LSTM", { ...lstm, num_layers: 2 }), [{ call: "orthogonal_", on: "*weight_hh*" }]),
);
add(
  "recipe: a loop over four blocks of a GRU's three",
  doc(
    504,
    one("rnn", "GRU", lstm),
    [0, 1, 2, 3].map((k) => ({ call: "orthogonal_", on: "rnn.weight_hh_l0", rows: [8 * k, 8 * k + 8] })),
  ),
);
add(
  "recipe: identity stack",
  doc(505, one("rnn", "LSTM", lstm), [
    { call: "eye_", on: "*weight_hh*", each_gate: true },
    { call: "zeros_", on: "*bias*" },
  ]),
);
add(
  "recipe: IRNN",
  doc(506, one("rnn", "RNN", { input_size: 5, hidden_size: 8, nonlinearity: "relu" }), [
    { call: "eye_", on: "*weight_hh*" },
    { call: "zeros_", on: "*bias*" },
    { call: "normal_", on: "*weight_ih*", args: { std: 0.001 } },
  ]),
);
add(
  "recipe: normal for each gate of a GRU",
  doc(507, one("rnn", "GRU", { input_size: 3, hidden_size: 5 }), [{ call: "normal_", on: "*", each_gate: true, args: { std: 0.1 } }]),
);
add(
  "recipe: Keras-like LSTM",
  doc(508, one("rnn", "LSTM", lstm), [
    { call: "xavier_uniform_", on: "*weight_ih*" },
    { call: "orthogonal_", on: "*weight_hh*" },
    { call: "zeros_", on: "*bias*" },
    { call: "ones_", on: "*bias_ih*", gate: "f" },
  ]),
);

// Found by comparing random documents.
add("linear without inputs", doc(600, one("head", "Linear", { in_features: 0, out_features: 5 })));
add(
  "a module without tensors keeps its place",
  doc(601, [
    { name: "layers.0", class: "LayerNorm", args: { normalized_shape: 3, elementwise_affine: false } },
    { name: "head", class: "Linear", args: { in_features: 3, out_features: 2 } },
    { name: "layers.1", class: "Linear", args: { in_features: 4, out_features: 2 } },
  ]),
);
