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
  cells(list);
  both(list);
  initializers(list);
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
          layer("SimpleRNNCell", { units: 2, activation: "relu", recurrent_constraint: named("NonNeg", {}) }),
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
      // Keras 2.1.6 has the length beside the size alone, and neither of RNN.
      const length = generation === "keras 2" ? { input_dim: 3, input_length: 5 } : { input_length: 5 };
      add(`${label} input_length`, [inner(length)], {}, generation !== "tf.keras 1");
      add(
        `RNN over ${label} cell, input_length`,
        [layer("RNN", { cell: layer(`${kind}Cell`, { units: 4, ...own }), input_length: 5 })],
        {},
        generation === "tf_keras",
      );
      add(`Bidirectional ${label} input_length`, two(length), {}, generation !== "tf.keras 1");
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
