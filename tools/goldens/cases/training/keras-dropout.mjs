/** Trainings in Keras 3 whose dropout stands behind outputs that lie in PyTorch's memory otherwise than their shape says. */
const layer = (class_name, config = {}) => ({ class_name, config });
const recurrent = (class_name, config = {}) => layer(class_name, { units: 4, return_sequences: true, ...config });
const both = (merge_mode) => layer("Bidirectional", { layer: recurrent("LSTM", { units: 3 }), merge_mode });
const dropout = layer("Dropout", { rate: 0.3 });
const dense = layer("Dense", { units: 2 });

const nets = {
  lstm: [recurrent("LSTM"), dropout, dense],
  "gru backwards": [recurrent("GRU", { go_backwards: true }), dropout, dense],
  "rnn unrolled": [recurrent("SimpleRNN", { unroll: true }), dropout, dense],
  masked: [layer("Masking", { mask_value: 9 }), dropout, recurrent("GRU"), dropout, dense],
  "masking behind": [recurrent("LSTM"), layer("Masking", { mask_value: 9 }), dropout, dense],
  "both ways": [both("concat"), dropout, dense],
  "both ways added": [both("sum"), dropout, dense],
  "both ways averaged": [both("ave"), dropout, dense],
  "two of them": [recurrent("LSTM"), dropout, dropout, dense],
  "seeded and not": [recurrent("LSTM"), layer("Dropout", { rate: 0.3, seed: 5 }), dropout, dense],
  "one mask for all steps": [recurrent("LSTM"), layer("Dropout", { rate: 0.3, noise_shape: [null, 1, null] }), dropout, dense],
  "within and behind": [
    recurrent("LSTM", { dropout: 0.2, recurrent_dropout: 0.1 }),
    dropout,
    recurrent("GRU", { dropout: 0.2 }),
    dropout,
    dense,
  ],
  tanh: [recurrent("LSTM"), layer("Activation", { activation: "tanh" }), dropout, dense],
  "log sigmoid": [recurrent("LSTM"), layer("Activation", { activation: "log_sigmoid" }), dropout, dense],
  softmax: [recurrent("LSTM"), layer("Activation", { activation: "softmax" }), dropout, dense],
  "layer norm": [recurrent("LSTM"), layer("LayerNormalization"), dropout, dense],
  "batch norm": [recurrent("LSTM"), layer("BatchNormalization"), dropout, dense],
  dense: [recurrent("LSTM"), layer("Dense", { units: 5, activation: "relu" }), dropout, dense],
  "dense in steps": [layer("TimeDistributed", { layer: layer("Dense", { units: 5 }) }), dropout, recurrent("LSTM"), dense],
  "dropout in steps": [layer("TimeDistributed", { layer: dropout }), dropout, recurrent("LSTM"), dense],
  reshape: [
    recurrent("LSTM"),
    layer("Reshape", { target_shape: [6, 2, 2] }),
    dropout,
    layer("Reshape", { target_shape: [6, 4] }),
    dropout,
    dense,
  ],
};

export const dropouts = (dialect) =>
  Object.entries(nets).map(([name, layers]) => {
    const model = { gatewise: 1, dialect, seed: 11, input_shape: [4, 6, 3], layers };
    const train = {
      input: { shape: [4, 6, 3] },
      target: { shape: [4, 6, 2] },
      advance: 37,
      weights: 0.5,
      steps: 10,
      loss: { class_name: "MeanSquaredError" },
      optimizer: { class_name: "SGD", config: { learning_rate: 0.1 } },
    };
    return { name: `dropout ${name}`, document: { model, train } };
  });
