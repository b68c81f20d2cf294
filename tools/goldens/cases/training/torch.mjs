/** What is trained in PyTorch. A document's `model` is a model document; `train` says the data by paint rule, the loss and the optimiser. */
import { dropouts } from "./torch-dropout.mjs";
import { traces } from "./torch-traces.mjs";

const cells = {
  lstm: { class: "LSTM", args: { input_size: 3, hidden_size: 4, batch_first: true } },
  gru: { class: "GRU", args: { input_size: 3, hidden_size: 4, batch_first: true } },
  rnn: { class: "RNN", args: { input_size: 3, hidden_size: 5, batch_first: true } },
  relu: { class: "RNN", args: { input_size: 3, hidden_size: 5, batch_first: true, nonlinearity: "relu" } },
  deep: { class: "LSTM", args: { input_size: 3, hidden_size: 3, num_layers: 2, bidirectional: true, batch_first: true } },
};

const losses = {
  numbers: { loss: { class: "MSELoss" }, target: { shape: [4, 2] } },
  classes: { loss: { class: "CrossEntropyLoss" }, target: { shape: [4], classes: 2 } },
  bits: { loss: { class: "BCEWithLogitsLoss" }, target: { shape: [4, 2], ones: true } },
};

function training(name, cell, optimizer, args, { loss = "numbers", ...more } = {}) {
  const recurrent = cells[cell];
  const features = recurrent.args.hidden_size * (recurrent.args.bidirectional ? 2 : 1);
  const modules = [
    { name: "rnn", ...recurrent },
    { name: "head", class: "Linear", args: { in_features: features, out_features: 2 } },
  ];
  const model = { gatewise: 1, dialect: "torch@2.13", seed: 0, modules };
  const train = {
    input: { shape: [4, 6, 3] },
    advance: 37,
    weights: 0.5,
    steps: 10,
    ...losses[loss],
    optimizer: { class: optimizer, args },
  };
  return { name, document: { model, train: { ...train, ...more } } };
}

const record = { record: true };
const optimizers = [
  ["sgd", "SGD", { lr: 0.1 }],
  ["momentum", "SGD", { lr: 0.1, momentum: 0.9 }],
  ["nesterov", "SGD", { lr: 0.1, momentum: 0.8, nesterov: true }],
  ["adagrad", "Adagrad", { lr: 0.05 }],
  ["rmsprop", "RMSprop", { lr: 0.01 }],
  ["adam", "Adam", { lr: 0.01 }],
  ["adamw", "AdamW", { lr: 0.01 }],
];

export function cases() {
  return [
    ...optimizers.flatMap(([name, ...rest]) =>
      ["lstm", "gru", "rnn"].map((cell) => training(`${name} ${cell}`, cell, ...rest, cell === "rnn" ? record : {})),
    ),
    training("sgd dampened", "rnn", "SGD", { lr: 0.1, momentum: 0.9, dampening: 0.3, weight_decay: 0.05 }, record),
    training("sgd nesterov decayed", "rnn", "SGD", { lr: 0.1, momentum: 0.7, nesterov: true, weight_decay: 0.05 }, record),
    training("sgd maximize", "rnn", "SGD", { lr: 0.01, momentum: 0.5, maximize: true }, record),
    training(
      "adagrad all",
      "rnn",
      "Adagrad",
      { lr: 0.05, lr_decay: 0.1, weight_decay: 0.05, initial_accumulator_value: 0.2, eps: 1e-3 },
      record,
    ),
    training("rmsprop momentum", "rnn", "RMSprop", { lr: 0.01, alpha: 0.8, eps: 1e-3, weight_decay: 0.05, momentum: 0.7 }, record),
    training("rmsprop centered", "rnn", "RMSprop", { lr: 0.01, alpha: 0.8, eps: 1e-3, centered: true }, record),
    training(
      "rmsprop all",
      "rnn",
      "RMSprop",
      { lr: 0.01, alpha: 0.9, eps: 1e-3, weight_decay: 0.05, momentum: 0.5, centered: true },
      record,
    ),
    training("adam all", "rnn", "Adam", { lr: 0.01, betas: [0.8, 0.95], eps: 1e-3, weight_decay: 0.05, amsgrad: true }, record),
    training("adam slow average", "rnn", "Adam", { lr: 0.01, betas: [0.3, 0.9] }, record),
    training("adam maximize", "rnn", "Adam", { lr: 0.01, maximize: true }, record),
    training("adamw all", "rnn", "AdamW", { lr: 0.01, betas: [0.8, 0.95], eps: 1e-3, weight_decay: 0.1, amsgrad: true }, record),
    training("clip norm", "rnn", "SGD", { lr: 0.5 }, { ...record, clip: [{ function: "clip_grad_norm_", args: { max_norm: 0.1 } }] }),
    training("clip norm lstm", "lstm", "Adam", { lr: 0.01 }, { clip: [{ function: "clip_grad_norm_", args: { max_norm: 0.1 } }] }),
    training("clip value", "rnn", "SGD", { lr: 0.5 }, { ...record, clip: [{ function: "clip_grad_value_", args: { clip_value: 0.02 } }] }),
    training("step schedule", "rnn", "SGD", { lr: 0.2 }, { ...record, schedule: { class: "StepLR", args: { step_size: 3, gamma: 0.5 } } }),
    training(
      "exponential schedule",
      "rnn",
      "Adam",
      { lr: 0.02 },
      { ...record, schedule: { class: "ExponentialLR", args: { gamma: 0.8 } } },
    ),
    training(
      "cosine schedule",
      "rnn",
      "AdamW",
      { lr: 0.02 },
      { ...record, schedule: { class: "CosineAnnealingLR", args: { T_max: 4, eta_min: 1e-3 } } },
    ),
    training("relu rnn", "relu", "Adam", { lr: 0.01 }),
    training("deep bidirectional", "deep", "Adam", { lr: 0.01 }),
    training("classes", "lstm", "Adam", { lr: 0.01 }, { loss: "classes" }),
    training("bits", "gru", "RMSprop", { lr: 0.01 }, { loss: "bits" }),
    ...["lstm", "gru", "rnn", "deep"].map((cell) =>
      training(`from the seed ${cell}`, cell, "Adam", { lr: 0.01 }, { weights: null, ...record }),
    ),
    ...["lstm", "gru"].map((cell) => training(`gradients ${cell}`, cell, "SGD", { lr: 0.1 }, record)),
    training("frozen layer", "lstm", "AdamW", { lr: 0.01, weight_decay: 0.1 }, { ...record, frozen: ["rnn.*"] }),
    training(
      "frozen weights",
      "gru",
      "SGD",
      { lr: 0.1, momentum: 0.9, weight_decay: 0.05 },
      { ...record, frozen: ["*.weight_hh_l0", "head.bias"], clip: [{ function: "clip_grad_norm_", args: { max_norm: 0.1 } }] },
    ),
    training(
      "loaded in part",
      "lstm",
      "Adam",
      { lr: 0.01 },
      { without: ["rnn.bias_hh_l0", "head.weight"], besides: ["rnn.weight_hh_l1", "head.scale", "old.weight"] },
    ),
    ...dropouts,
    ...traces,
  ];
}
