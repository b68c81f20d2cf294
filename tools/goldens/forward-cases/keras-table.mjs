/** What fills docs/options.md: each value of each option in each layer that has it, several in a case where they cannot hide one another. */

const sequence = { return_sequences: true };
const named = (class_name, config) => ({ class_name, config });
/** Activations that the framework cannot run inside a layer: one halves the width, one wants arguments. */
const alone = new Set(["glu", "threshold"]);

const names = {
  "keras 2": ["elu", "hard_sigmoid", "linear", "relu", "selu", "sigmoid", "softmax", "softplus", "softsign", "tanh"],
  tf_keras: ["exponential", "gelu", "leaky_relu", "log_softmax", "mish", "relu6", "silu", "swish"],
  "keras 3": [
    "celu",
    "hard_shrink",
    "hard_silu",
    "hard_swish",
    "hard_tanh",
    "log_sigmoid",
    "soft_shrink",
    "sparse_plus",
    "sparse_sigmoid",
    "sparsemax",
    "squareplus",
    "tanh_shrink",
  ],
};

/** @param {import("./keras.mjs").List} list */
export function table(list) {
  activations(list);
  terms(list);
  cells(list);
  both(list);
  initializers(list);
  otherLayers(list);
  merges(list);
}

/** Every activation, each beside another one for the gates: two that were exchanged would show. */
function activations({ modern, three, add, layer, kinds }) {
  const every = [...names["keras 2"], ...(modern ? names.tf_keras : []), ...(three ? names["keras 3"] : [])].filter(
    (name) => !alone.has(name),
  );
  every.push(null);
  const few = { input_shape: [null, 3, 3] };
  every.forEach((activation, k) => {
    const recurrent_activation = every[(k + 4) % every.length];
    const gated = { activation, recurrent_activation };
    const text = `${activation} and ${recurrent_activation}`;
    for (const { label, kind, own } of kinds)
      add(
        kind === "SimpleRNN" ? `${label} activations, ${activation}` : `${label} activations, ${text}`,
        [layer(kind, { units: 4, ...own, ...(kind === "SimpleRNN" ? { activation } : gated), ...sequence })],
        few,
      );
    const cell = k % 2 === 0 ? "GRUCell" : "LSTMCell";
    add(`RNN activations, ${text}`, [layer("RNN", { cell: layer(cell, { units: 4, ...gated }), ...sequence })], few);
    const inner = k % 2 === 0 ? "LSTM" : "GRU";
    add(`Bidirectional activations, ${text}`, [layer("Bidirectional", { layer: layer(inner, { units: 4, ...gated, ...sequence }) })], few);
    add(`dense activations, ${activation}`, [layer("Dense", { units: 4, activation })], few);
    add(`TimeDistributed activations, ${activation}`, [layer("TimeDistributed", { layer: layer("Activation", { activation }) })], few);
    add(`activations, ${activation}`, [layer("Activation", { activation })], few);
  });
}

const regularizersOf = (modern) => [
  modern ? named("L1", { l1: 0.03 }) : named("L1L2", { l1: 0.03, l2: 0 }),
  modern ? named("L2", { l2: 0.02 }) : named("L1L2", { l1: 0, l2: 0.02 }),
  named("L1L2", { l1: 0.01, l2: 0.05 }),
  ...(modern ? [named("OrthogonalRegularizer", { factor: 0.05 })] : []),
];
const constraints = [
  named("MaxNorm", { max_value: 0.4, axis: 0 }),
  named("UnitNorm", { axis: 0 }),
  named("NonNeg", {}),
  named("MinMaxNorm", { min_value: 0.3, max_value: 0.5, rate: 0.7, axis: 0 }),
];
const kindText = ({ class_name, config }) =>
  class_name !== "L1L2" ? class_name : config.l2 === 0 ? "L1" : config.l1 === 0 ? "L2" : class_name;

/** Every kind of regularizer and constraint on every weight: at each a different one, and each kind at each. */
function terms({ modern, three, add, layer, kinds }) {
  const regularizers = regularizersOf(modern);
  const wide = { dtype: "float32" }; // Keras 3 on TensorFlow cannot take the orthogonal one in float64
  const round = (list, k) => list[k % list.length];
  for (const k of regularizers.keys()) {
    const text = kindText(regularizers[k]);
    for (const { label, kind, own } of kinds) {
      // A bias is orthogonal to nothing where it has one row; so is what an activity term looks at, except without the sequence.
      const rows = own.reset_after === true;
      const bias = round(regularizers, k + 2);
      const activity = round(regularizers, k + 3);
      const config = {
        kernel_regularizer: regularizers[k],
        recurrent_regularizer: round(regularizers, k + 1),
        ...(rows || bias.class_name !== "OrthogonalRegularizer" ? { bias_regularizer: bias } : {}),
        // tf_keras wants to know the size of the batch for an orthogonal one.
        ...(three || activity.class_name !== "OrthogonalRegularizer" ? { activity_regularizer: activity } : {}),
      };
      const rest = modern ? wide : {};
      add(`${label} regularizers from ${text} on`, [layer(kind, { units: 4, ...own, ...config })], rest);
      add(
        `Bidirectional ${label} regularizers from ${text} on`,
        [layer("Bidirectional", { layer: layer(kind, { units: 4, ...own, ...config }) })],
        rest,
      );
      const { activity_regularizer: _, ...ofCell } = config;
      add(
        `RNN over ${label} cell, regularizers from ${text} on`,
        // tf.keras 1.8 has no class of its own that reads the term of an RNN.
        [
          layer("RNN", {
            cell: layer(`${kind}Cell`, { units: 4, ...own, ...ofCell }),
            ...(modern && "activity_regularizer" in config ? { activity_regularizer: activity } : {}),
          }),
        ],
        rest,
      );
    }
    add(
      `dense regularizers from ${text} on`,
      [
        layer("Dense", {
          units: 4,
          kernel_regularizer: regularizers[k],
          bias_regularizer: round(regularizersOf(false), k + 1),
          activity_regularizer: round(regularizersOf(false), k + 2),
        }),
      ],
      { input_shape: [null, 3], ...(modern ? wide : {}) },
    );
    add(
      `dense activity_regularizer ${text} on rows`,
      [layer("Dense", { units: 4, activity_regularizer: regularizers[k] })],
      { input_shape: [null, 3], ...(modern ? wide : {}) },
      three || text !== "OrthogonalRegularizer",
    );
    add(
      `embedding regularizers from ${text} on`,
      [
        layer("Embedding", {
          input_dim: 7,
          output_dim: 3,
          embeddings_regularizer: regularizers[k],
          activity_regularizer: round(regularizersOf(modern).slice(0, 3), k + 1),
        }),
      ],
      { input_shape: [null, 5], input_dtype: "int32", ...(modern ? wide : {}) },
    );
    const normed = {
      gamma_regularizer: round(regularizersOf(modern).slice(0, 3), k),
      beta_regularizer: round(regularizersOf(modern).slice(0, 3), k + 1),
    };
    add(`batch normalisation regularizers from ${text} on`, [layer("BatchNormalization", normed)], {});
    add(`layer normalisation regularizers from ${text} on`, [layer("LayerNormalization", normed)], {}, modern);
    // What the base class of every layer takes.
    const sized = three || text !== "OrthogonalRegularizer";
    const penalty = { activity_regularizer: regularizers[k] };
    const flat = { input_shape: [null, 3], ...(modern ? wide : {}) };
    for (const [name, config] of [
      ["Activation", { activation: "tanh" }],
      ["BatchNormalization", {}],
      ["Dropout", { rate: 0.4 }],
      ["LayerNormalization", {}],
    ])
      add(`${name} activity_regularizer ${text}`, [layer(name, { ...config, ...penalty })], flat, modern && sized);
    add(`Flatten activity_regularizer ${text}`, [layer("Flatten", penalty)], modern ? wide : {}, modern && sized);
    add(
      `Reshape activity_regularizer ${text}`,
      [layer("Reshape", { target_shape: [15], ...penalty })],
      modern ? wide : {},
      modern && sized,
    );
    add(`Masking activity_regularizer ${text}`, [layer("Masking", penalty)], {}, modern && text !== "OrthogonalRegularizer");
    add(
      `TimeDistributed own activity_regularizer ${text}`,
      [layer("TimeDistributed", { layer: layer("Dense", { units: 4 }), ...penalty })],
      {},
      modern && text !== "OrthogonalRegularizer",
    );
    add(
      `Bidirectional own activity_regularizer ${text}`,
      [layer("Bidirectional", { layer: layer("LSTM", { units: 4 }), ...penalty })],
      modern ? wide : {},
      modern && sized,
    );
  }
  for (const k of constraints.keys()) {
    const text = constraints[k].class_name;
    const of = {
      kernel_constraint: constraints[k],
      recurrent_constraint: round(constraints, k + 1),
      bias_constraint: round(constraints, k + 2),
    };
    const step = { step: true };
    for (const { label, kind, own } of kinds) {
      add(`${label} constraints from ${text} on`, [layer(kind, { units: 4, ...own, ...of })], step);
      add(
        `Bidirectional ${label} constraints from ${text} on`,
        [layer("Bidirectional", { layer: layer(kind, { units: 4, ...own, ...of }) })],
        step,
      );
      add(
        `RNN over ${label} cell, constraints from ${text} on`,
        [layer("RNN", { cell: layer(`${kind}Cell`, { units: 4, ...own, ...of }) })],
        step,
      );
    }
    const { recurrent_constraint: _, ...ofDense } = of;
    add(`dense constraints from ${text} on`, [layer("Dense", { units: 4, ...ofDense })], { ...step, input_shape: [null, 3] });
    add(`embedding constraint ${text}`, [layer("Embedding", { input_dim: 7, output_dim: 3, embeddings_constraint: constraints[k] })], {
      ...step,
      input_shape: [null, 5],
      input_dtype: "int32",
    });
    const normed = { gamma_constraint: constraints[k], beta_constraint: round(constraints, k + 1) };
    add(`batch normalisation constraints from ${text} on`, [layer("BatchNormalization", normed)], step);
    add(`layer normalisation constraints from ${text} on`, [layer("LayerNormalization", normed)], step, modern);
  }
}

/** Which implementations a cell has: tf.keras 1.8 multiplies with nothing in a GRU that resets after, in its second. */
const implementationsOf = (kind, own, generation) =>
  kind === "SimpleRNN" ? [] : generation === "tf.keras 1" && own.reset_after ? [1] : [1, 2];

/** Options of cells inside RNN. */
function cells({ generation, three, modern, add, layer, kinds }) {
  const mask = [
    [0, 0, 1, 1, 1],
    [0, 1, 0, 1, 0],
  ];
  for (const { label, kind, own, states } of kinds) {
    const cell = (config = {}) => layer(`${kind}Cell`, { units: 4, ...own, ...config });
    const rnn = (config, rest = {}) => [layer("RNN", { cell: cell(config), ...sequence, ...rest })];
    add(`RNN over ${label} cell, without bias`, rnn({ use_bias: false }));
    add(`RNN over ${label} cell, go_backwards`, rnn({}, { go_backwards: true }));
    add(`RNN over ${label} cell, frozen`, rnn({}, { trainable: false }));
    add(`RNN over ${label} cell, mask argument, initial_state`, rnn({}, { return_state: true }), { mask, states });
    add(`RNN over ${label} cell, masked`, [layer("Masking"), ...rnn()], { input: { x: { masked: { mask, value: 0 } } } });
    for (const implementation of implementationsOf(kind, own, generation))
      add(`RNN over ${label} cell, implementation ${implementation}`, rnn({ implementation }), { states });
    if (kind === "LSTM")
      add("RNN over LSTM cell, unit_forget_bias false, bias as built", rnn({ unit_forget_bias: false }), { built: ["bias"] });
    add(
      `RNN over ${label} cell, zero_output_for_mask`,
      rnn({}, { zero_output_for_mask: true, return_state: true }),
      { mask, states },
      modern,
    );
    add(`RNN over ${label} cell, both dropouts in inference`, rnn({ dropout: 0.3, recurrent_dropout: 0.4 }));
    add(
      `RNN over ${label} cell, time_major`,
      rnn({}, { time_major: true }),
      { input_shape: [5, 2, 3], time_major: true },
      generation === "tf_keras",
    );
    if (three) {
      add(`${label} use_cudnn`, [layer(kind, { units: 4, ...own, ...sequence, use_cudnn: false })], {}, kind !== "SimpleRNN");
      add(`RNN over ${label} cell, both dropouts in training with a seed`, rnn({ dropout: 0.3, recurrent_dropout: 0.4, seed: 5 }), {
        training: true,
        dtype: "float32",
        seed: 3,
      });
    }
  }
  add(
    "stacked cells of options, a regularizer among them",
    [
      layer("RNN", {
        cell: [
          layer("LSTMCell", { units: 4, recurrent_activation: "hard_sigmoid", implementation: 1, kernel_regularizer: "l2" }),
          layer("GRUCell", { units: 3, activation: "softsign", use_bias: false }),
          layer("SimpleRNNCell", { units: 2, activation: "relu", recurrent_constraint: constraints[2] }),
        ],
        ...sequence,
      }),
    ],
    { step: true },
  );
}

/** Options of the layers inside Bidirectional. */
function both({ generation, modern, three, add, layer, kinds }) {
  const mask = [
    [0, 0, 1, 1, 1],
    [0, 1, 0, 1, 0],
  ];
  for (const { label, kind, own } of kinds) {
    const inner = (config = {}) => layer(kind, { units: 4, ...own, ...sequence, ...config });
    const two = (config, rest = {}) => [layer("Bidirectional", { layer: inner(config), ...rest })];
    add(`Bidirectional ${label} mask argument`, two({}), { mask });
    add(`Bidirectional ${label} frozen`, two({}, { trainable: false }));
    for (const merge_mode of kind === "LSTM" ? [] : ["ave", "sum", null])
      add(`Bidirectional ${label} merge ${merge_mode}`, two({}, { merge_mode }));
    for (const implementation of implementationsOf(kind, own, generation))
      add(`Bidirectional ${label} implementation ${implementation}`, two({ implementation }));
    if (kind === "LSTM")
      add("Bidirectional LSTM unit_forget_bias false, bias as built", two({ unit_forget_bias: false }), { built: ["bias"] });
    add(`Bidirectional ${label} zero_output_for_mask`, two({ zero_output_for_mask: true }), { mask }, modern);
    add(`Bidirectional ${label} both dropouts in inference`, two({ dropout: 0.3, recurrent_dropout: 0.4 }));
    add(
      `Bidirectional ${label} time_major`,
      two({ time_major: true }),
      { input_shape: [5, 2, 3], time_major: true },
      generation === "tf_keras",
    );
    add(`Bidirectional ${label} use_cudnn`, two({ use_cudnn: false }), {}, three && kind !== "SimpleRNN");
    if (!three) {
      add(`${label} both dropouts in inference, plain`, [inner({ dropout: 0.3, recurrent_dropout: 0.4 })]);
      add(`${label} input_length`, [inner({ input_length: 5 })], {}, generation !== "tf.keras 1");
      add(
        `RNN over ${label} cell, input_length`,
        [layer("RNN", { cell: layer(`${kind}Cell`, { units: 4, ...own }), input_length: 5 })],
        {},
        generation !== "tf.keras 1",
      );
      add(`Bidirectional ${label} input_length`, two({ input_length: 5 }), {}, generation !== "tf.keras 1");
    }
    add(`one ${label} called twice`, [], {
      functional: {
        inputs: [
          { name: "a", shape: [5, 3] },
          { name: "b", shape: [5, 3] },
        ],
        nodes: [
          { as: "first", class_name: kind, of: ["a"], config: { units: 4, ...own }, layer: "shared" },
          { as: "second", class_name: kind, of: ["b"], config: { units: 4, ...own }, layer: "shared" },
          { as: "end", class_name: generation === "tf.keras 1" ? "Multiply" : "Subtract", of: ["first", "second"], config: {} },
        ],
        outputs: ["end", "second"],
      },
    });
  }
}

/** First values as the framework makes them, where they need no random numbers. */
function initializers({ modern, add, layer, kinds }) {
  const constant = (value) => named("Constant", { value });
  const given = (kind) => ({
    kernel_initializer: constant(0.25),
    recurrent_initializer: kind === "SimpleRNN" ? named("Identity", { gain: 0.5 }) : constant(-0.125),
    bias_initializer: constant(0.375),
  });
  const built = { built: ["kernel", "bias"] };
  for (const { label, kind, own } of kinds) {
    add(`${label} initializers, as built`, [layer(kind, { units: 4, ...own, ...given(kind), ...sequence })], built);
    add(
      `RNN over ${label} cell, initializers, as built`,
      [layer("RNN", { cell: layer(`${kind}Cell`, { units: 4, ...own, ...given(kind) }) })],
      built,
    );
    add(
      `Bidirectional ${label} initializers, as built`,
      [layer("Bidirectional", { layer: layer(kind, { units: 4, ...own, ...given(kind) }) })],
      built,
    );
  }
  const { recurrent_initializer: _, ...ofDense } = given("LSTM");
  add("dense initializers, as built", [layer("Dense", { units: 4, ...ofDense })], built);
  add("embedding initializer, as built", [layer("Embedding", { input_dim: 7, output_dim: 3, embeddings_initializer: constant(0.5) })], {
    built: ["embeddings"],
    input_shape: [null, 5],
    input_dtype: "int32",
  });
  const ofNorm = { beta_initializer: constant(0.5), gamma_initializer: constant(-0.75) };
  const statistics = { moving_mean_initializer: constant(0.125), moving_variance_initializer: constant(1.5) };
  const all = { built: ["beta", "gamma", "moving_mean", "moving_variance"] };
  add("batch normalisation initializers, as built", [layer("BatchNormalization", { ...ofNorm, ...statistics })], all);
  add("layer normalisation initializers, as built", [layer("LayerNormalization", ofNorm)], all, modern);
}

/** The layers around recurrent ones. */
function otherLayers({ generation, three, modern, add, layer }) {
  const mask = [
    [0, 1, 1, 0, 1],
    [1, 1, 0, 1, 0],
  ];
  const masked = { input: { x: { masked: { mask, value: 0 } } } };
  const first = layer("Masking");
  const behind = layer("SimpleRNN", { units: 4, ...sequence });
  for (const [name, config] of [
    ["Dense", { units: 4 }],
    ["BatchNormalization", {}],
    ["LayerNormalization", {}],
    ["Dropout", { rate: 0.4 }],
    ["Activation", { activation: "tanh" }],
    ["TimeDistributed", { layer: layer("Dense", { units: 4 }) }],
    ["Masking", {}],
  ]) {
    const there = modern || name !== "LayerNormalization";
    // BatchNormalization of tf.keras 1.8 refuses a mask.
    const passes = there && !(generation === "tf.keras 1" && name === "BatchNormalization");
    add(`a mask through ${name}`, [first, layer(name, config), behind], masked, passes);
    add(`${name} frozen`, [layer(name, { ...config, trainable: false })], {}, there);
  }
  add("Embedding frozen", [layer("Embedding", { input_dim: 7, output_dim: 3, trainable: false }), layer("Dense", { units: 2 })], {
    input_shape: [null, 5],
    input_dtype: "int32",
  });
  add("Flatten frozen", [layer("Flatten", { trainable: false })]);
  add("Reshape frozen", [layer("Reshape", { target_shape: [3, 5], trainable: false })]);
  for (const data_format of ["channels_first", "channels_last"])
    add(`Flatten ${data_format}`, [layer("Flatten", { data_format })], { input_shape: [null, 3, 2, 4] }, generation !== "tf.keras 1");
  add("Flatten channels_first of a row", [layer("Flatten", { data_format: "channels_first" })], { input_shape: [null, 3] }, modern);
  add("embedding input_length", [layer("Embedding", { input_dim: 7, output_dim: 3, input_length: 5 }), behind], {
    input_shape: [null, 5],
    input_dtype: "int32",
  });

  // Normalisation over other axes, in training and in inference.
  const wide = { input_shape: [null, 4, 3] };
  add("layer normalisation over axis 1", [layer("LayerNormalization", { axis: 1 })], wide, modern);
  add("layer normalisation over axis -2", [layer("LayerNormalization", { axis: -2, scale: false })], wide, modern);
  add("layer normalisation over axes 2 and 1", [layer("LayerNormalization", { axis: [2, 1] })], wide, modern);
  add("layer normalisation over axes 1 and 3", [layer("LayerNormalization", { axis: [1, 3] })], { input_shape: [null, 4, 2, 3] }, modern);
  add("layer normalisation over axes -1 and 1", [layer("LayerNormalization", { axis: [-1, 1] })], { input_shape: [null, 4, 2, 3] }, modern);
  add("layer normalisation rms_scaling", [layer("LayerNormalization", { rms_scaling: true })], wide, three);
  add(
    "layer normalisation rms_scaling over axis 1",
    [layer("LayerNormalization", { rms_scaling: true, axis: 1, epsilon: 0.01 })],
    wide,
    three,
  );
  add(
    "layer normalisation rms_scaling of two axes",
    [layer("LayerNormalization", { rms_scaling: true, axis: [1, 2], center: false })],
    wide,
    three,
  );
  add("layer normalisation of rows", [layer("LayerNormalization")], { input_shape: [null, 6] }, modern);
  for (const training of [false, true]) {
    const rest = training ? { training, moves: true } : {};
    const text = training ? ", in training" : "";
    add(`batch normalisation of rows${text}`, [layer("BatchNormalization")], { ...rest, input_shape: [null, 3], batch: 5 });
    add(`batch normalisation over axis 1${text}`, [layer("BatchNormalization", { axis: 1 })], { ...rest, ...wide });
    add(`batch normalisation over axis -2${text}`, [layer("BatchNormalization", { axis: -2, epsilon: 0.01, momentum: 0.8 })], {
      ...rest,
      ...wide,
    });
    add(`batch normalisation with momentum${text}`, [layer("BatchNormalization", { momentum: 0.6 }), behind], { ...rest });
    add(
      `batch normalisation of six rows over axes 1 and 2${text}`,
      [layer("BatchNormalization", { axis: [1, 2] })],
      { ...rest, ...wide, batch: 6 },
      generation === "tf_keras" || generation === "tf.keras 1",
    );
    add(
      `batch normalisation over axes 1 and 3${text}`,
      [layer("BatchNormalization", { axis: [1, 3] })],
      { ...rest, input_shape: [null, 4, 2, 3] },
      generation === "tf_keras" || generation === "tf.keras 1",
    );
    add(
      `batch normalisation under a mask${text}`,
      [first, layer("BatchNormalization"), behind],
      { ...rest, ...masked },
      generation !== "tf.keras 1",
    );
    add(`batch normalisation frozen${text}`, [layer("BatchNormalization", { trainable: false }), layer("Dense", { units: 2 })], rest);
    add(`batch normalisation in TimeDistributed${text}`, [layer("TimeDistributed", { layer: layer("BatchNormalization") })], {
      ...rest,
      batch: 4,
    });
    add(`layer normalisation in TimeDistributed${text}`, [layer("TimeDistributed", { layer: layer("LayerNormalization") })], rest, modern);
  }
  add("dense activations, glu", [layer("Dense", { units: 4, activation: "glu" })], {}, three);
  // One process is all that the synchronisation is over.
  for (const training of [false, true])
    add(
      `batch normalisation synchronized${training ? ", in training" : ""}`,
      [layer("BatchNormalization", { synchronized: true })],
      training ? { training, moves: true } : {},
      modern,
    );
  const orthogonal = named("OrthogonalRegularizer", { factor: 0.05 });
  add(
    "layer normalisation of two axes with orthogonal regularizers",
    [layer("LayerNormalization", { axis: [1, 2], gamma_regularizer: orthogonal, beta_regularizer: orthogonal })],
    { dtype: "float32" },
    modern,
  );
  add("TimeDistributed frozen inside", [
    layer("TimeDistributed", { layer: layer("Dense", { units: 4, trainable: false }) }),
    layer("Dense", { units: 2 }),
  ]);
  add("Masking of four axes", [layer("Masking", { mask_value: 0.5 })], {
    input_shape: [null, 2, 5, 3],
  });
  // A mask of three axes, words of sentences.
  const words = {
    input_shape: [null, 3, 4],
    input_dtype: "int32",
    input: { x: { integers: [0, 4] } },
  };
  const embedding = layer("Embedding", { input_dim: 7, output_dim: 3, mask_zero: true });
  const old = generation === "tf.keras 1";
  for (const [kind, units] of [
    ["LSTM", 4],
    ["GRU", 3],
  ])
    add(
      `words of sentences, TimeDistributed ${kind}`,
      [embedding, layer("TimeDistributed", { layer: layer(kind, { units }) })],
      words,
      !old,
    );
  add(
    "words of sentences, TimeDistributed Dense",
    [embedding, layer("TimeDistributed", { layer: layer("Dense", { units: 2 }) })],
    words,
    !old,
  );
  add(
    "words of sentences, a mask of sentences",
    [embedding, layer("TimeDistributed", { layer: layer("LSTM", { units: 4 }) }), layer("GRU", { units: 3, ...sequence })],
    words,
    generation === "tf_keras",
  );
}

/** Layers of several inputs, with two and with three of them, and what becomes of their masks. */
function merges({ generation, add }) {
  const input = (name) => ({ name, shape: [5, 3] });
  const mask = (rows) => ({ masked: { mask: rows, value: 0 } });
  const ofA = [
    [0, 1, 1, 0, 1],
    [1, 1, 0, 1, 0],
  ];
  const ofB = [
    [1, 1, 0, 0, 1],
    [1, 0, 0, 1, 1],
  ];
  // tf.keras 1.8 has neither Subtract nor Minimum.
  const every = ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"];
  for (const class_name of generation === "tf.keras 1" ? every.filter((name) => !/Subtract|Minimum/.test(name)) : every) {
    const node = (as, of, name = class_name, config = {}) => ({ as, of, class_name: name, config });
    const two = ["a", "b"];
    const model = (inputs, nodes, outputs) => ({ functional: { inputs: inputs.map(input), nodes, outputs } });
    add(`${class_name} of two`, [], model(two, [node("joined", two)], ["joined"]));
    if (class_name !== "Subtract") add(`${class_name} of three`, [], model([...two, "c"], [node("joined", [...two, "c"])], ["joined"]));
    const masking = two.map((name) => node(`${name}_masked`, [name], "Masking"));
    const joined = node("joined", ["a_masked", "b_masked"]);
    const read = node("read", ["joined"], "SimpleRNN", { units: 4, return_sequences: true });
    add(`${class_name} of two masks`, [], {
      ...model(two, [...masking, joined, read], ["read"]),
      input: { a: mask(ofA), b: mask(ofB) },
    });
    add(`${class_name} of a mask and none`, [], {
      ...model(two, [masking[0], node("joined", ["a_masked", "b"]), read], ["read"]),
      input: { a: mask(ofA) },
    });
  }
  add("Concatenate along time", [], {
    functional: {
      inputs: ["a", "b"].map(input),
      nodes: [
        { as: "joined", class_name: "Concatenate", of: ["a", "b"], config: { axis: 1 } },
        { as: "read", class_name: "GRU", of: ["joined"], config: { units: 4 } },
      ],
      outputs: ["read"],
    },
  });
}
