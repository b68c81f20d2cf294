/** Random trainings: small nets with rare options, any optimiser with any of its arguments; documents as tools/goldens/training.mjs has them. */

/** @param {import("../random.mjs").Random} random */
export function generate(random, { cases, ...set }) {
  return (cases === "torch" ? torchTraining : kerasTraining)(random, set);
}

/** What both have: shapes and data. */
function data(random) {
  const batch = random.int(1, 6);
  const steps = random.chance(0.1) ? random.int(20, 50) : random.int(1, 12);
  const width = random.int(1, 9);
  const outputs = random.int(2, 6);
  const embedded = random.chance(0.2) ? random.int(2, 12) : null;
  const input = embedded === null ? { shape: [batch, steps, width] } : { shape: [batch, steps], classes: embedded };
  const wide = random.chance(0.1);
  const units = () => (wide ? random.int(33, 70) : random.int(1, 20));
  // Greater ones make a net that forgets its rounding to one that is chaos.
  const weights = random.chance(0.25) ? null : random.number(0.1, wide ? 0.25 : 0.6);
  return { batch, width, outputs, embedded, input, units, weights, advance: random.int(1, 60) };
}

/** A rate that people would take, times an optimiser's own size of step. */
const rate = (random, usual) => Number((usual * 10 ** (random.unit() * 1.5 - 1)).toPrecision(2));

function torchTraining(random, { dialect }) {
  const { batch, width, outputs, embedded, input, units, weights, advance } = data(random);
  const kind = random.pick(["LSTM", "GRU", "RNN"]);
  const modules = [];
  let features = width;
  if (embedded !== null) {
    features = random.int(1, 9);
    modules.push({ name: "embedding", class: "Embedding", args: { num_embeddings: embedded, embedding_dim: features } });
  } else if (random.chance(0.2)) {
    const out = random.int(1, 9);
    modules.push({ name: "first", class: "Linear", args: { in_features: features, out_features: out } });
    features = out;
  }
  const hidden = units();
  const args = {
    input_size: features,
    hidden_size: hidden,
    batch_first: true,
    ...random.some({
      num_layers: [0.3, () => random.int(1, 3)],
      bias: [0.2, () => random.chance(0.3)],
      bidirectional: [0.3, () => random.chance(0.8)],
      ...(kind === "RNN" ? { nonlinearity: [0.5, () => random.pick(["tanh", "relu"])] } : {}),
      ...(kind === "LSTM" && hidden > 1 ? { proj_size: [0.2, () => random.int(1, hidden - 1)] } : {}),
    }),
  };
  modules.push({ name: "rnn", class: kind, args });
  features = (args.proj_size ?? hidden) * (args.bidirectional ? 2 : 1);
  if (random.chance(0.15) && features > 2) modules.push({ name: "norm", class: "LayerNorm", args: { normalized_shape: features } });
  modules.push({
    name: "head",
    class: "Linear",
    args: { in_features: features, out_features: outputs, ...random.some({ bias: [0.2, () => random.chance(0.5)] }) },
  });
  const [loss, target] = random.pick([
    ["MSELoss", { shape: [batch, outputs] }],
    ["CrossEntropyLoss", { shape: [batch], classes: outputs }],
    ["BCEWithLogitsLoss", { shape: [batch, outputs], ones: true }],
  ]);
  const optimizer = torchOptimizer(random);
  const clip = random.chance(0.3)
    ? [
        random.chance(0.7)
          ? {
              function: "clip_grad_norm_",
              args: { max_norm: random.number(0.05, 1), ...random.some({ norm_type: [0.2, () => random.pick([1, 3, "inf"])] }) },
            }
          : { function: "clip_grad_value_", args: { clip_value: random.number(0.01, 0.3) } },
      ]
    : [];
  const schedule = random.chance(0.2)
    ? random.pick([
        { class: "StepLR", args: { step_size: random.int(1, 4), gamma: random.number(0.2, 0.9) } },
        { class: "ExponentialLR", args: { gamma: random.number(0.5, 0.99) } },
        { class: "CosineAnnealingLR", args: { T_max: random.int(2, 12) } },
      ])
    : null;
  return {
    model: { gatewise: 1, dialect, seed: random.int(0, 1e9), modules },
    train: {
      input,
      advance,
      weights,
      steps: 10,
      loss: { class: loss },
      target,
      optimizer,
      record: true,
      ...(clip.length === 0 ? {} : { clip }),
      ...(schedule === null ? {} : { schedule }),
      ...random.some({ frozen: [0.2, () => [random.pick(["rnn.*", "*bias*", "head.*", "*weight_hh*"])]] }),
    },
  };
}

function torchOptimizer(random) {
  const number = (low, high) => random.number(low, high);
  const decay = { weight_decay: [0.3, () => number(0, 0.2)] };
  const betas = { betas: [0.4, () => [number(0.1, 0.95), number(0.5, 0.99)]] };
  const classes = {
    SGD: () => {
      const args = { lr: rate(random, 0.2), ...random.some({ ...decay, momentum: [0.5, () => number(0.1, 0.95)] }) };
      const more = args.momentum > 0 ? random.some({ dampening: [0.3, () => number(0, 0.9)] }) : {};
      return { ...args, ...(args.momentum > 0 && Object.keys(more).length === 0 ? random.some({ nesterov: [0.4, () => true] }) : more) };
    },
    Adagrad: () => ({
      lr: rate(random, 0.1),
      ...random.some({ ...decay, lr_decay: [0.3, () => number(0, 0.3)], initial_accumulator_value: [0.3, () => number(0, 0.5)] }),
    }),
    RMSprop: () => ({
      lr: rate(random, 0.02),
      ...random.some({
        ...decay,
        alpha: [0.5, () => number(0.5, 0.99)],
        momentum: [0.3, () => number(0.1, 0.9)],
        centered: [0.3, () => true],
        eps: [0.3, () => 1e-4],
      }),
    }),
    Adam: () => ({ lr: rate(random, 0.02), ...random.some({ ...decay, ...betas, amsgrad: [0.3, () => true], eps: [0.3, () => 1e-4] }) }),
    AdamW: () => ({ lr: rate(random, 0.02), ...random.some({ ...decay, ...betas, amsgrad: [0.3, () => true], eps: [0.3, () => 1e-4] }) }),
  };
  const name = random.pick(Object.keys(classes));
  return { class: name, args: classes[name]() };
}

const modernOnly = (generation) => generation === "keras 3" || generation === "tf_keras";

function kerasTraining(random, { dialect, generation }) {
  const { batch, outputs, embedded, input, units, weights, advance } = data(random);
  const modern = modernOnly(generation);
  const kind = random.pick(["LSTM", "GRU", "SimpleRNN"]);
  const penalty = () => ({ class_name: "L1L2", config: { l1: random.number(0, 0.02), l2: random.number(0, 0.05) } });
  const constraint = () =>
    random.pick([
      { class_name: "MaxNorm", config: { max_value: random.number(0.3, 2), axis: 0 } },
      { class_name: "MinMaxNorm", config: { min_value: 0.2, max_value: 1, rate: 0.5, axis: 0 } },
      { class_name: "UnitNorm", config: { axis: 1 } },
    ]);
  const decorations = {
    kernel_regularizer: [0.15, penalty],
    recurrent_regularizer: [0.1, penalty],
    kernel_constraint: [0.1, constraint],
    use_bias: [0.15, () => random.chance(0.5)],
    ...(modern ? { trainable: [0.1, () => false] } : {}),
  };
  const recurrent = (more = {}) => ({
    class_name: kind,
    config: {
      units: units(),
      // The orthogonal start has not the framework's bits.
      ...(weights === null ? { recurrent_initializer: "glorot_uniform" } : {}),
      ...random.some({
        ...decorations,
        ...(kind === "SimpleRNN" ? {} : { recurrent_activation: [0.3, () => random.pick(["sigmoid", "hard_sigmoid"])] }),
        ...(kind === "GRU" && generation !== "tf.keras 1" ? { reset_after: [0.4, () => random.chance(0.5)] } : {}),
        ...(kind === "LSTM" ? { unit_forget_bias: [0.2, () => false] } : {}),
        go_backwards: [0.15, () => true],
        activation: [0.2, () => random.pick(["tanh", "relu", "softsign", "linear"])],
      }),
      ...more,
    },
  });
  const layers = [];
  if (embedded !== null)
    layers.push({
      class_name: "Embedding",
      config: { input_dim: embedded, output_dim: random.int(1, 9), ...random.some({ mask_zero: [0.4, () => true] }) },
    });
  if (random.chance(0.25)) layers.push(recurrent({ return_sequences: true }));
  layers.push(
    random.chance(0.2)
      ? {
          class_name: "Bidirectional",
          config: { layer: recurrent({ go_backwards: false }), merge_mode: random.pick(["concat", "sum", "ave", "mul"]) },
        }
      : recurrent(),
  );
  const [loss, target, activation] = random.pick([
    [modern ? { class_name: "MeanSquaredError" } : "mse", { shape: [batch, outputs] }, null],
    [
      modern ? { class_name: "SparseCategoricalCrossentropy" } : "sparse_categorical_crossentropy",
      { shape: modern ? [batch] : [batch, 1], classes: outputs },
      "softmax",
    ],
    [modern ? { class_name: "BinaryCrossentropy" } : "binary_crossentropy", { shape: [batch, outputs], ones: true }, "sigmoid"],
  ]);
  layers.push({
    class_name: "Dense",
    config: { units: outputs, ...(activation === null ? {} : { activation }), ...random.some({ kernel_regularizer: [0.15, penalty] }) },
  });
  return {
    model: {
      gatewise: 1,
      dialect,
      seed: random.int(0, 2 ** 31),
      input_shape: input.shape,
      layers,
    },
    train: { input, advance, weights, steps: 10, loss, target, record: true, optimizer: kerasOptimizer(random, generation) },
  };
}

function kerasOptimizer(random, generation) {
  const modern = modernOnly(generation);
  const key = modern ? "learning_rate" : "lr";
  const number = (low, high) => random.number(low, high);
  const decay = modern ? { weight_decay: [0.3, () => number(0.01, 0.2)] } : {};
  const classes = {
    SGD: () => ({
      [key]: rate(random, 0.2),
      ...random.some({ ...decay, momentum: [0.5, () => number(0.1, 0.95)], nesterov: [0.3, () => true] }),
    }),
    Adagrad: () => ({ [key]: rate(random, 0.1), ...random.some({ ...decay, epsilon: [0.3, () => 1e-3] }) }),
    RMSprop: () => ({
      [key]: rate(random, 0.02),
      ...random.some({
        ...decay,
        rho: [0.4, () => number(0.5, 0.99)],
        ...(modern ? { momentum: [0.3, () => number(0.1, 0.9)], centered: [0.3, () => true] } : {}),
      }),
    }),
    ...(generation === "tf.keras 1"
      ? {}
      : {
          Adam: () => ({
            [key]: rate(random, 0.02),
            ...random.some({
              ...decay,
              beta_1: [0.3, () => number(0.1, 0.95)],
              beta_2: [0.3, () => number(0.5, 0.99)],
              amsgrad: [0.3, () => true],
            }),
          }),
        }),
  };
  const name = random.pick(Object.keys(classes));
  // On TensorFlow 1 the norm of all gradients keeps an update from running before the backward pass has read the weight.
  const whole = { clipnorm: 1e6 };
  const clip = random.chance(0.3)
    ? random.pick([
        { clipnorm: number(0.05, 1) },
        { clipvalue: number(0.01, 0.3), ...(modern ? {} : whole) },
        ...(modern ? [{ global_clipnorm: number(0.05, 1) }] : []),
      ])
    : modern
      ? {}
      : whole;
  return { class_name: name, config: { ...classes[name](), ...clip } };
}
