/** What is trained in TensorFlow 1. `model` is a model document whose one cell is called for each time step; `head` acts on the last output. */

const cells = { lstm: ["BasicLSTMCell", 4], gru: ["GRUCell", 4], rnn: ["BasicRNNCell", 5] };

export function cases({ dialect }) {
  function training(name, cell, optimizer, args, { loss = "mean_squared_error", ...more } = {}) {
    const [type, units] = cells[cell];
    const program = [
      { placeholder: { name: "x", shape: [4, 3] } },
      { variable_scope: "rnn", do: [{ cell: { [type]: { num_units: units } }, inputs: "x" }] },
      {
        variable_scope: "head",
        do: [{ get_variable: { name: "kernel", shape: [units, 2] } }, { get_variable: { name: "bias", shape: [2] } }],
      },
    ];
    const target = loss === "mean_squared_error" ? { shape: [4, 2] } : { shape: [4], classes: 2 };
    const train = {
      input: { shape: [4, 6, 3] },
      target,
      advance: 37,
      weights: 0.5,
      steps: 10,
      loss,
      optimizer: { class: optimizer, args },
    };
    return { name, document: { model: { gatewise: 1, dialect, seed: 0, program }, train: { ...train, ...more } } };
  }
  const record = { record: true };
  const optimizers = [
    ["sgd", "GradientDescentOptimizer", { learning_rate: 0.1 }],
    ["momentum", "MomentumOptimizer", { learning_rate: 0.1, momentum: 0.9 }],
    ["nesterov", "MomentumOptimizer", { learning_rate: 0.1, momentum: 0.8, use_nesterov: true }],
    ["adagrad", "AdagradOptimizer", { learning_rate: 0.05 }],
    ["rmsprop", "RMSPropOptimizer", { learning_rate: 0.01 }],
    ["adam", "AdamOptimizer", { learning_rate: 0.01 }],
  ];
  const shapes = [[3, 4], [5], [2, 2, 2]];
  const clip = (name, fn, args, more = {}) => ({ name: `clip ${name}`, document: { clip: { function: fn, args }, shapes, ...more } });
  const rates = (name, fn, args) => ({ name: `rates ${name}`, document: { rates: { function: fn, args }, count: 25 } });
  return [
    ...optimizers.flatMap(([name, ...rest]) =>
      ["lstm", "gru", "rnn"].map((cell) => training(`${name} ${cell}`, cell, ...rest, cell === "rnn" ? record : {})),
    ),
    training("adagrad start", "rnn", "AdagradOptimizer", { learning_rate: 0.05, initial_accumulator_value: 0.01 }, record),
    training("rmsprop momentum", "rnn", "RMSPropOptimizer", { learning_rate: 0.01, decay: 0.8, momentum: 0.7, epsilon: 1e-3 }, record),
    training(
      "rmsprop centered",
      "rnn",
      "RMSPropOptimizer",
      { learning_rate: 0.01, decay: 0.8, momentum: 0.5, epsilon: 1e-3, centered: true },
      record,
    ),
    training("adam all", "rnn", "AdamOptimizer", { learning_rate: 0.01, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }, record),
    training(
      "clip global norm",
      "rnn",
      "GradientDescentOptimizer",
      { learning_rate: 0.5 },
      { ...record, clip: [{ function: "clip_by_global_norm", args: { clip_norm: 0.1 } }] },
    ),
    training(
      "clip norm",
      "rnn",
      "GradientDescentOptimizer",
      { learning_rate: 0.5 },
      { ...record, clip: [{ function: "clip_by_norm", args: { clip_norm: 0.05 } }] },
    ),
    training(
      "clip value",
      "rnn",
      "GradientDescentOptimizer",
      { learning_rate: 0.5 },
      { ...record, clip: [{ function: "clip_by_value", args: { clip_value_min: -0.02, clip_value_max: 0.03 } }] },
    ),
    training(
      "clip global norm lstm",
      "lstm",
      "AdamOptimizer",
      { learning_rate: 0.01 },
      { clip: [{ function: "clip_by_global_norm", args: { clip_norm: 0.1 } }] },
    ),
    training(
      "exponential schedule",
      "rnn",
      "GradientDescentOptimizer",
      {},
      {
        ...record,
        schedule: { function: "exponential_decay", args: { learning_rate: 0.2, decay_steps: 3, decay_rate: 0.5, staircase: true } },
      },
    ),
    training("classes", "lstm", "AdamOptimizer", { learning_rate: 0.01 }, { loss: "sparse_softmax_cross_entropy" }),
    rates("exponential", "exponential_decay", { learning_rate: 0.1, decay_steps: 7, decay_rate: 0.6 }),
    rates("exponential staircase", "exponential_decay", { learning_rate: 0.3, decay_steps: 4, decay_rate: 0.9, staircase: true }),
    rates("piecewise", "piecewise_constant", { boundaries: [3, 9, 15], values: [0.1, 0.05, 0.02, 0.01] }),
    clip("global norm", "clip_by_global_norm", { clip_norm: 1 }),
    clip("global norm not reached", "clip_by_global_norm", { clip_norm: 100 }),
    clip("global norm of zeros", "clip_by_global_norm", { clip_norm: 1 }, { scale: 0 }),
    clip("global norm with infinity", "clip_by_global_norm", { clip_norm: 1 }, { put: [[1, 2, "inf"]] }),
    clip("global norm with nan", "clip_by_global_norm", { clip_norm: 1 }, { put: [[1, 2, "nan"]] }),
    clip("norm", "clip_by_norm", { clip_norm: 1 }),
    clip("norm of zeros", "clip_by_norm", { clip_norm: 1 }, { scale: 0 }),
    clip("norm with infinity", "clip_by_norm", { clip_norm: 1 }, { put: [[1, 2, "inf"]] }),
    clip("value", "clip_by_value", { clip_value_min: -0.25, clip_value_max: 0.3 }),
    clip(
      "value with nan and infinity",
      "clip_by_value",
      { clip_value_min: -0.25, clip_value_max: 0.3 },
      {
        put: [
          [1, 2, "nan"],
          [0, 3, "-inf"],
        ],
      },
    ),
  ];
}
