/** Trainings in PyTorch whose dropout stands behind outputs that lie in memory otherwise than their shape says: masks are filled as they lie. */
const recurrent = (type, args = {}) => ({ class: type, args: { input_size: 3, hidden_size: 4, batch_first: true, ...args } });
const module = (type, args = {}) => ({ class: type, args });
const dropout = module("Dropout", { p: 0.3 });
const linear = (features, out = 2) => module("Linear", { in_features: features, out_features: out });

const nets = {
  lstm: [recurrent("LSTM"), dropout, linear(4)],
  "gru both ways": [recurrent("GRU", { num_layers: 2, dropout: 0.2, bidirectional: true }), dropout, linear(8)],
  rnn: [recurrent("RNN"), dropout, linear(4)],
  "lstm time-major": [recurrent("LSTM", { batch_first: false }), dropout, linear(4)],
  "lstm projected": [recurrent("LSTM", { proj_size: 3 }), dropout, linear(3)],
  "two of them": [recurrent("LSTM"), dropout, dropout, linear(4)],
  "lstm and gru": [recurrent("LSTM"), dropout, recurrent("GRU", { input_size: 4 }), dropout, linear(4)],
  "before and behind": [dropout, recurrent("LSTM"), dropout, linear(4), dropout],
  tanh: [recurrent("LSTM"), module("Tanh"), dropout, linear(4)],
  gelu: [recurrent("GRU"), module("GELU"), dropout, linear(4)],
  "log sigmoid": [recurrent("LSTM"), module("LogSigmoid"), dropout, linear(4)],
  softmax: [recurrent("LSTM"), module("Softmax", { dim: -1 }), dropout, linear(4)],
  glu: [recurrent("LSTM"), module("GLU"), dropout, linear(2)],
  "layer norm": [recurrent("LSTM"), module("LayerNorm", { normalized_shape: 4 }), dropout, linear(4)],
  "batch norm": [recurrent("LSTM"), module("BatchNorm1d", { num_features: 6, track_running_stats: false }), dropout, linear(4)],
  linear: [recurrent("LSTM"), linear(4, 5), dropout, linear(5)],
  channels: [recurrent("LSTM"), module("Dropout1d", { p: 0.3 }), dropout, linear(4)],
  flatten: [recurrent("LSTM"), module("Flatten"), dropout, linear(24)],
  identity: [recurrent("LSTM"), module("Identity"), dropout, linear(4)],
};

export const dropouts = Object.entries(nets).map(([name, modules]) => {
  const model = { gatewise: 1, dialect: "torch@2.13", seed: 11, modules: modules.map((one, k) => ({ name: `m${k}`, ...one })) };
  const train = {
    input: { shape: [4, 6, 3] },
    target: { shape: name === "flatten" ? [4, 2] : [4, 6, 2] },
    advance: 37,
    weights: null,
    steps: 10,
    whole: true,
    loss: { class: "MSELoss" },
    optimizer: { class: "SGD", args: { lr: 0.1 } },
  };
  return { name: `dropout ${name}`, document: { model, train } };
});
