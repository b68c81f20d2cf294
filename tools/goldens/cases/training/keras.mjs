/** What is trained in the Keras of every generation. `model` is a model document, a stack of layers; `train` the data by paint rule and what is compiled. */
import { dropouts } from "./keras-dropout.mjs";
import { traces } from "./keras-traces.mjs";

/** The words of each generation: argument names, and what does not exist there. */
const generations = {
  "keras 3": { rate: "learning_rate", modern: true, clips: ["clipnorm", "global_clipnorm", "clipvalue"] },
  tf_keras: { rate: "learning_rate", modern: true, clips: ["clipnorm", "global_clipnorm", "clipvalue"] },
  // A huge clipnorm keeps an update from racing with the backward pass; it changes no number.
  "keras 2": { rate: "lr", modern: false, clips: ["clipnorm", "clipvalue"], always: { clipnorm: 1e6 } },
  "tf.keras 1": { rate: "lr", modern: false, clips: ["clipnorm", "clipvalue"], always: { clipnorm: 1e6 } },
};

export function cases({ dialect, generation, backend }) {
  const { rate, modern, clips, always = {} } = generations[generation];
  const units = { LSTM: 4, GRU: 4, SimpleRNN: 5 };
  const compiled = {
    numbers: { loss: modern ? { class_name: "MeanSquaredError" } : "mse", target: { shape: [4, 2] } },
    classes: modern
      ? { loss: { class_name: "SparseCategoricalCrossentropy", config: { from_logits: true } }, target: { shape: [4], classes: 2 } }
      : { loss: "sparse_categorical_crossentropy", target: { shape: [4, 1], classes: 2 }, activation: "softmax" },
    probabilities: {
      loss: modern ? { class_name: "SparseCategoricalCrossentropy" } : "sparse_categorical_crossentropy",
      target: { shape: modern ? [4] : [4, 1], classes: 2 },
      activation: "softmax",
    },
    bits: {
      loss: modern ? { class_name: "BinaryCrossentropy" } : "binary_crossentropy",
      target: { shape: [4, 2], ones: true },
      activation: "sigmoid",
    },
  };

  function training(name, cell, optimizer, config, { loss = "numbers", layer = {}, dense = {}, ...more } = {}) {
    const { activation, ...compile } = compiled[loss];
    const layers = [
      { class_name: cell, config: { units: units[cell], ...layer } },
      { class_name: "Dense", config: { units: 2, ...(activation === undefined ? {} : { activation }), ...dense } },
    ];
    const model = { gatewise: 1, dialect, seed: 0, input_shape: [4, 6, 3], layers };
    const args = { ...always, ...config };
    const train = {
      input: { shape: [4, 6, 3] },
      advance: 37,
      weights: 0.5,
      steps: 10,
      ...compile,
      optimizer: { class_name: optimizer, config: args },
    };
    return { name, document: { model, train: { ...train, ...more } } };
  }

  const record = { record: true };
  const adam = generation === "tf.keras 1" ? [] : [["adam", "Adam", { [rate]: 0.01 }]]; // its first step there is t = 1 or 2, at random
  const optimizers = [
    ["sgd", "SGD", { [rate]: 0.1 }],
    ["momentum", "SGD", { [rate]: 0.1, momentum: 0.9 }],
    ["nesterov", "SGD", { [rate]: 0.1, momentum: 0.8, nesterov: true }],
    ["adagrad", "Adagrad", { [rate]: 0.05 }],
    ["rmsprop", "RMSprop", { [rate]: 0.01 }],
    ...adam,
    ...(modern ? [["adamw", "AdamW", { [rate]: 0.01 }]] : []),
  ];
  const l2 = { class_name: modern ? "L2" : "L1L2", config: { l2: 0.02 } };
  const l1l2 = { class_name: "L1L2", config: { l1: 0.01, l2: 0.02 } };
  const maxNorm = { class_name: "MaxNorm", config: { max_value: 0.6, axis: 0 } };
  const minMax = { class_name: "MinMaxNorm", config: { min_value: 0.3, max_value: 0.7, rate: 0.5, axis: 0 } };
  const modernOnly = () => [
    training("sgd decayed", "SimpleRNN", "SGD", { [rate]: 0.1, momentum: 0.5, weight_decay: 0.05 }, record),
    training(
      "adagrad all",
      "SimpleRNN",
      "Adagrad",
      { [rate]: 0.05, initial_accumulator_value: 0.01, epsilon: 1e-3, weight_decay: 0.05 },
      record,
    ),
    training(
      "rmsprop momentum",
      "SimpleRNN",
      "RMSprop",
      { [rate]: 0.01, rho: 0.8, momentum: 0.7, epsilon: 1e-3, weight_decay: 0.05 },
      record,
    ),
    training("rmsprop centered", "SimpleRNN", "RMSprop", { [rate]: 0.01, rho: 0.8, epsilon: 1e-3, centered: true }, record),
    training("rmsprop all", "SimpleRNN", "RMSprop", { [rate]: 0.01, rho: 0.9, momentum: 0.5, epsilon: 1e-3, centered: true }, record),
    training(
      "adam all",
      "SimpleRNN",
      "Adam",
      { [rate]: 0.01, beta_1: 0.8, beta_2: 0.95, epsilon: 1e-3, amsgrad: true, weight_decay: 0.05 },
      record,
    ),
    training(
      "adamw all",
      "SimpleRNN",
      "AdamW",
      { [rate]: 0.01, weight_decay: 0.1, beta_1: 0.8, beta_2: 0.95, epsilon: 1e-3, amsgrad: true },
      record,
    ),
    ...(generation === "tf_keras"
      ? [training("adam adaptive epsilon", "SimpleRNN", "Adam", { [rate]: 0.01, epsilon: 1e-3, adaptive_epsilon: true }, record)]
      : []),
    ...["ExponentialDecay", "CosineDecay", "PiecewiseConstantDecay", "InverseTimeDecay"].map((schedule) =>
      training(`schedule ${schedule}`, "SimpleRNN", "SGD", { [rate]: { class_name: schedule, config: schedules[schedule] } }, record),
    ),
  ];
  // In tf.keras 1.8 the steps that these two are decayed by are read before or after their own increment.
  const racing = generation === "tf.keras 1" ? {} : { decay: 0.1 };
  const olderOnly = () => [
    training("sgd decay", "SimpleRNN", "SGD", { [rate]: 0.1, momentum: 0.5, decay: 0.2 }, record),
    training("adagrad all", "SimpleRNN", "Adagrad", { [rate]: 0.05, epsilon: 1e-3, ...racing }, record),
    training("rmsprop all", "SimpleRNN", "RMSprop", { [rate]: 0.01, rho: 0.8, epsilon: 1e-3, ...racing }, record),
    ...(adam.length === 0
      ? []
      : [
          training(
            "adam all",
            "SimpleRNN",
            "Adam",
            { [rate]: 0.01, beta_1: 0.8, beta_2: 0.95, epsilon: 1e-3, decay: 0.1, amsgrad: true },
            record,
          ),
        ]),
  ];
  return [
    ...optimizers.flatMap(([name, ...rest]) =>
      ["LSTM", "GRU", "SimpleRNN"].map((cell) => training(`${name} ${cell}`, cell, ...rest, cell === "SimpleRNN" ? record : {})),
    ),
    ...(modern ? modernOnly() : olderOnly()),
    ...clips.map((kind) =>
      training(
        `clip ${kind}`,
        "SimpleRNN",
        "SGD",
        { [rate]: 0.5, [kind]: { clipnorm: 0.05, global_clipnorm: 0.1, clipvalue: 0.02 }[kind] },
        record,
      ),
    ),
    ...(modern ? [] : [training("clip both", "SimpleRNN", "SGD", { [rate]: 0.5, clipnorm: 0.1, clipvalue: 0.02 }, record)]),
    training("classes", "LSTM", "RMSprop", { [rate]: 0.01 }, { loss: "classes" }),
    training("probabilities", "GRU", "RMSprop", { [rate]: 0.01 }, { loss: "probabilities" }),
    training("bits", "GRU", "RMSprop", { [rate]: 0.01 }, { loss: "bits" }),
    training(
      "regularizers",
      "LSTM",
      "SGD",
      { [rate]: 0.1 },
      { layer: { kernel_regularizer: l2, recurrent_regularizer: l1l2, bias_regularizer: l1l2 }, dense: { kernel_regularizer: l1l2 } },
    ),
    training("activity regularizer", "GRU", "SGD", { [rate]: 0.1 }, { layer: { activity_regularizer: l2 } }),
    training(
      "constraints",
      "LSTM",
      "SGD",
      { [rate]: 0.1, momentum: 0.5 },
      {
        layer: { kernel_constraint: maxNorm, recurrent_constraint: minMax },
        dense: {
          kernel_constraint: { class_name: "UnitNorm", config: { axis: 1 } },
          bias_constraint: { class_name: "NonNeg", config: {} },
        },
      },
    ),
    training(
      "constraints rnn",
      "SimpleRNN",
      "RMSprop",
      { [rate]: 0.01 },
      {
        ...record,
        layer: { kernel_constraint: maxNorm, recurrent_constraint: minMax },
        dense: {
          kernel_constraint: { class_name: "UnitNorm", config: { axis: 1 } },
          bias_constraint: { class_name: "NonNeg", config: {} },
        },
      },
    ),
    // Every initial weight of these has the framework's bits.
    ...["LSTM", "GRU", "SimpleRNN"].map((cell) =>
      training(`from the seed ${cell}`, cell, "RMSprop", { [rate]: 0.01 }, { weights: null, ...exact(generation) }),
    ),
    ...["LSTM", "GRU"].map((cell) => training(`gradients ${cell}`, cell, "SGD", { [rate]: 0.1 }, record)),
    training("frozen layer", "LSTM", "RMSprop", { [rate]: 0.01 }, { ...record, layer: { trainable: false, kernel_regularizer: l2 } }),
    training("frozen head", "GRU", "SGD", { [rate]: 0.1, momentum: 0.9 }, { ...record, dense: { trainable: false } }),
    normalised(),
    ...(backend === "torch" ? [] : stateful()),
    statefulMasked(),
    ...embedded(),
    ...(generation === "keras 3" ? dropouts(dialect) : []),
    ...traces(generation),
  ];

  /**
   * States that go on from batch to batch. Keras 3 on PyTorch has no gradients of them. Those of Keras 2 may be read after they have moved
   * on, at random with several threads; in a stack with one thread too.
   */
  function stateful() {
    const carried = { stateful: true };
    const stack = training("stateful stack", "LSTM", "SGD", { [rate]: 0.5 }, { layer: carried });
    const [last, head] = stack.document.model.layers;
    const layers = [{ class_name: "LSTM", config: { units: 3, return_sequences: true, ...carried } }, last, head];
    return [
      ...["LSTM", "GRU", "SimpleRNN"].map((cell) => training(`stateful ${cell}`, cell, "SGD", { [rate]: 0.5 }, { layer: carried })),
      ...(generation === "keras 2" ? [] : [{ ...stack, document: { ...stack.document, model: { ...stack.document.model, layers } } }]),
    ];
  }

  /** A mask counts beside states that were carried. */
  function statefulMasked() {
    const { name, document } = training("stateful masked", "GRU", "SGD", { [rate]: 0.5 }, { layer: { stateful: true } });
    const { model, train } = document;
    const layers = [{ class_name: "Embedding", config: { input_dim: 5, output_dim: 3, mask_zero: true } }, ...model.layers];
    const input = { shape: [4, 6], classes: 5 };
    return { name, document: { model: { ...model, input_shape: [4, 6], layers }, train: { ...train, input } } };
  }

  /** Running statistics beside the weights, which the generations keep differently. */
  function normalised() {
    const { name, document } = training("batch normalisation", "LSTM", "SGD", { [rate]: 0.1 });
    const [recurrent, head] = document.model.layers;
    const layers = [recurrent, { class_name: "BatchNormalization", config: { momentum: 0.8 } }, head];
    return { name, document: { ...document, model: { ...document.model, layers } } };
  }

  /** Rows of a table that are looked up several times in a batch: TensorFlow 2 hands their gradients on one by one. */
  function embedded() {
    const table = (name, optimizer, config, { embedding = {}, ...more } = record) => {
      const { document } = training(name, "LSTM", optimizer, config, more);
      const { model, train } = document;
      const layers = [{ class_name: "Embedding", config: { input_dim: 5, output_dim: 3, ...embedding } }, ...model.layers];
      const input = { shape: [4, 6], classes: 5 };
      return { name: `embedding ${name}`, document: { model: { ...model, input_shape: [4, 6], layers }, train: { ...train, input } } };
    };
    const adagrad = { [rate]: 0.05, epsilon: 1e-3 };
    return [
      table("nesterov", "SGD", { [rate]: 0.1, momentum: 0.8, nesterov: true }),
      table("adagrad", "Adagrad", adagrad),
      table("rmsprop", "RMSprop", { [rate]: 0.01 }),
      ...(adam.length > 0 ? [table("adam", "Adam", { [rate]: 0.01 }), table("adam in a graph", "Adam", { [rate]: 0.01 }, {})] : []),
      table("masked", "RMSprop", { [rate]: 0.01 }, { ...record, embedding: { mask_zero: true } }),
      table("regularized", "Adagrad", adagrad, { ...record, embedding: { embeddings_regularizer: l2 } }),
      ...clips.map((kind) =>
        table(`clip ${kind}`, "Adagrad", { ...adagrad, [kind]: { clipnorm: 0.05, global_clipnorm: 0.1, clipvalue: 0.02 }[kind] }),
      ),
      ...(modern
        ? [
            table("rmsprop all", "RMSprop", { [rate]: 0.01, momentum: 0.5, centered: true, epsilon: 1e-3 }),
            table("adam amsgrad", "Adam", { [rate]: 0.01, amsgrad: true, weight_decay: 0.05, clipvalue: 0.02 }),
            table("adamw clipped", "AdamW", { [rate]: 0.01, global_clipnorm: 0.1 }),
          ]
        : []),
    ];
  }
}

/** Initialisers whose numbers are the framework's in every bit; tf.keras 1's need seeds of their own behind other operations. */
function exact(generation) {
  if (generation !== "tf.keras 1") return { layer: { recurrent_initializer: "glorot_uniform" } };
  const glorot = (seed) => ({ class_name: "VarianceScaling", config: { scale: 1, mode: "fan_avg", distribution: "uniform", seed } });
  return { layer: { kernel_initializer: glorot(3), recurrent_initializer: glorot(4) }, dense: { kernel_initializer: glorot(5) } };
}

const schedules = {
  ExponentialDecay: { initial_learning_rate: 0.2, decay_steps: 3, decay_rate: 0.5 },
  CosineDecay: { initial_learning_rate: 0.2, decay_steps: 7, alpha: 0.1 },
  PiecewiseConstantDecay: { boundaries: [2, 5], values: [0.2, 0.1, 0.05] },
  InverseTimeDecay: { initial_learning_rate: 0.2, decay_steps: 3, decay_rate: 0.5 },
};
