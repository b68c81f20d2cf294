import { masked, shapedByLayers, shared } from "./keras-models.mjs";

/**
 * The golden documents of the Keras dialects, one list for every generation and backend: a case that a generation lacks is left out.
 *
 * @param {{ dialect: string, generation: "keras 3" | "tf_keras" | "keras 2" | "tf.keras 1", backend: string }} set
 */
export function cases({ dialect, generation, backend }) {
  const list = [];
  const three = generation === "keras 3";
  const modern = three || generation === "tf_keras";
  const add = (name, seed, input_shape, layers, only = true) => {
    if (only) list.push({ name, document: { gatewise: 1, dialect, seed, input_shape, layers } });
  };
  const layer = (class_name, config = {}) => ({ class_name, config });
  const sequence = [null, 6, 5];
  // tf.keras on TensorFlow 1 with a graph seed alone: its counter is tabulated for one recurrent layer; else seeds are given.
  const counted = generation === "tf.keras 1";
  const seeded = (class_name, config = {}) =>
    counted
      ? layer(class_name, {
          kernel_initializer: { class_name: "VarianceScaling", config: { scale: 1, mode: "fan_avg", distribution: "uniform", seed: 11 } },
          recurrent_initializer: { class_name: "Orthogonal", config: { seed: 12 } },
          ...config,
        })
      : layer(class_name, config);
  const dense = (units, config = {}) =>
    counted
      ? layer("Dense", {
          units,
          kernel_initializer: { class_name: "VarianceScaling", config: { scale: 1, mode: "fan_avg", distribution: "uniform", seed: 13 } },
          ...config,
        })
      : layer("Dense", { units, ...config });

  for (const kind of ["SimpleRNN", "LSTM", "GRU"]) {
    for (const seed of [0, 42, 1337, 4294967295]) add(`${kind} seed ${seed}`, seed, sequence, [layer(kind, { units: 4 })]);
    add(`${kind} without bias`, 3, sequence, [layer(kind, { units: 4, use_bias: false })]);
    add(
      `${kind} dropout 0.3`,
      4,
      sequence,
      [seeded(kind, { units: 4, dropout: 0.3, return_sequences: true }), seeded(kind, { units: 3 })],
      generation !== "tf.keras 1",
    );
    add(
      `${kind} both dropouts`,
      5,
      sequence,
      [seeded(kind, { units: 4, dropout: 0.3, recurrent_dropout: 0.2, return_sequences: true }), seeded(kind, { units: 3 })],
      generation !== "tf.keras 1",
    );
    add(
      `Bidirectional ${kind} with dropout`,
      9,
      sequence,
      [
        layer("Bidirectional", { layer: layer(kind, { units: 4, dropout: 0.2, recurrent_dropout: 0.1, return_sequences: true }) }),
        layer("Dropout", { rate: 0.5 }),
        layer(kind, { units: 3 }),
      ],
      !counted,
    );
    add(`Bidirectional ${kind}`, 6, sequence, [layer("Bidirectional", { layer: layer(kind, { units: 4 }) })]);
    add(`${kind} of 20 units`, 7, [null, 6, 9], [layer(kind, { units: 20 })]);
    add(`${kind} of 33 units`, 19, [null, 6, 4], [layer(kind, { units: 33 })], generation === "keras 2");
    add(`${kind} of 1 unit`, 8, [null, 6, 1], [layer(kind, { units: 1 })]);
  }
  add("LSTM unit_forget_bias false", 10, sequence, [layer("LSTM", { units: 4, unit_forget_bias: false })]);
  add("LSTM random bias", 11, sequence, [
    seeded("LSTM", { units: 4, bias_initializer: { class_name: "RandomNormal", config: { seed: 5 } } }),
  ]);
  add("LSTM random bias without seed", 12, sequence, [layer("LSTM", { units: 4, bias_initializer: "RandomUniform" })], !counted);
  add("LSTM constant bias", 13, sequence, [
    seeded("LSTM", { units: 4, bias_initializer: { class_name: "Constant", config: { value: 0.03 } } }),
  ]);
  add("GRU reset_after", 14, sequence, [layer("GRU", { units: 4, reset_after: true })], !counted);
  add("GRU reset before", 15, sequence, [layer("GRU", { units: 4, reset_after: false })], !counted);
  add("GRU random bias", 16, sequence, [layer("GRU", { units: 4, bias_initializer: "glorot_uniform" })], modern);
  add("LSTM without activation", 17, sequence, [layer("LSTM", { units: 4, activation: null, name: "first" })]);
  add("float64", 18, sequence, [seeded("LSTM", { units: 4, dtype: "float64" })], backend !== "jax" && generation === "keras 3");

  add("two stacked bidirectional layers", 20, sequence, [
    layer("Bidirectional", { layer: seeded("LSTM", { units: 4, return_sequences: true }) }),
    layer("Bidirectional", { layer: seeded("GRU", { units: 3 }), merge_mode: "sum" }),
    dense(2),
  ]);
  add("the same kind three times", 21, sequence, [
    seeded("LSTM", { units: 4, return_sequences: true }),
    seeded("LSTM", { units: 4, return_sequences: true, name: "middle" }),
    seeded("LSTM", { units: 3 }),
    dense(2),
    dense(1),
  ]);
  add(
    "embedding, dropout, flatten, reshape, activation",
    22,
    [null, 6],
    [
      layer("Embedding", {
        input_dim: 11,
        output_dim: 3,
        ...(counted ? { embeddings_initializer: { class_name: "RandomUniform", config: { seed: 3 } } } : {}),
      }),
      layer("Dropout", { rate: 0.25 }),
      seeded("SimpleRNN", { units: 4, return_sequences: true }),
      layer("Dropout", { rate: 0.5, seed: 9 }),
      layer("Flatten"),
      layer("Reshape", { target_shape: [4, 6] }),
      layer("Activation", { activation: "tanh" }),
      seeded("GRU", { units: 2 }),
    ],
  );
  add("masking, time distributed, normalisation in the middle", 23, sequence, [
    ...(counted ? [] : [layer("Masking", { mask_value: 0 })]),
    seeded("LSTM", { units: 4, return_sequences: true }),
    layer("BatchNormalization"),
    layer("TimeDistributed", { layer: dense(3) }),
    seeded("LSTM", { units: 2 }),
    dense(2),
  ]);
  add("layer normalisation", 24, sequence, [seeded("GRU", { units: 4 }), layer("LayerNormalization"), dense(2)], modern);
  add("RNN over a cell", 25, sequence, [layer("RNN", { cell: seeded("LSTMCell", { units: 4 }) }), dense(2)]);
  add("RNN over stacked cells", 26, sequence, [
    layer("RNN", { cell: [seeded("LSTMCell", { units: 4 }), seeded("GRUCell", { units: 3 }), seeded("LSTMCell", { units: 2 })] }),
    dense(2),
  ]);
  add("RNN over StackedRNNCells", 27, sequence, [
    layer("RNN", { cell: layer("StackedRNNCells", { cells: [seeded("SimpleRNNCell", { units: 4 }), seeded("LSTMCell", { units: 3 })] }) }),
  ]);
  add(
    "bidirectional over stacked cells",
    28,
    sequence,
    [layer("Bidirectional", { layer: layer("RNN", { cell: [seeded("LSTMCell", { units: 3 }), seeded("LSTMCell", { units: 2 })] }) })],
    !counted,
  );
  add("frozen layer", 29, sequence, [
    seeded("LSTM", { units: 4, trainable: false, return_sequences: true }),
    seeded("GRU", { units: 3 }),
    dense(2),
  ]);

  // Every initialiser: on an LSTM's kernel (fused fans), on a Dense kernel (wide and tall), by name and with arguments.
  const presets = [
    "glorot_uniform",
    "glorot_normal",
    "he_uniform",
    "he_normal",
    "lecun_uniform",
    "lecun_normal",
    "orthogonal",
    "RandomNormal",
    "RandomUniform",
    "TruncatedNormal",
    "VarianceScaling",
    "zeros",
    "Ones",
    "normal",
    "uniform",
  ];
  for (const [k, name] of presets.entries()) {
    if (!(counted && name !== "zeros" && name !== "Ones"))
      add(`${name} without a seed`, 100 + k, [null, 7], [layer("Dense", { units: 12, kernel_initializer: name })]);
  }
  const old = !modern;
  const configured = [
    ["RandomNormal", { mean: 0.1, stddev: 0.3 }],
    ["RandomUniform", { minval: -0.3, maxval: 0.7 }],
    ["TruncatedNormal", { mean: -0.1, stddev: 0.01 }],
    ["Orthogonal", { gain: 1.25 }],
    ["VarianceScaling", { scale: 2.5, mode: "fan_out", distribution: "uniform" }],
    ["VarianceScaling", { scale: 0.7, mode: "fan_avg", distribution: old ? "normal" : "truncated_normal" }],
    ...(old
      ? []
      : [
          ["VarianceScaling", { scale: 0.7, mode: "fan_in", distribution: "untruncated_normal" }],
          ["GlorotUniform", {}],
          ["GlorotNormal", {}],
          ["HeNormal", {}],
          ["LecunUniform", {}],
        ]),
  ];
  configured.forEach(([class_name, config], k) => {
    add(`${class_name} ${JSON.stringify(config)} on an LSTM`, 200 + k, sequence, [
      layer("LSTM", {
        units: 5,
        kernel_initializer: { class_name, config: { ...config, seed: 3 + k } },
        recurrent_initializer: { class_name, config: { ...config, seed: 1000 + k } },
      }),
    ]);
    add(
      `${class_name} ${JSON.stringify(config)} twice with one seed`,
      300 + k,
      [null, 33],
      [
        layer("Dense", { units: 6, kernel_initializer: { class_name, config: { ...config, seed: 77 } } }),
        layer("Dense", { units: 17, kernel_initializer: { class_name, config: { ...config, seed: 77 } } }),
      ],
    );
  });
  add("Identity", 400, [null, 4], [layer("Dense", { units: 4, kernel_initializer: { class_name: "Identity", config: { gain: 2 } } })]);
  add("Identity rectangular", 401, [null, 4], [layer("Dense", { units: 6, kernel_initializer: "Identity" })], generation !== "keras 2");
  const seeds = three ? [0, 2147483648, 2147483653] : old ? [0, 2147483653, 1099511627779] : [0, 2147483653];
  for (const seed of seeds) {
    add(
      `initialiser seed ${seed}`,
      402,
      [null, 7],
      [layer("Dense", { units: 5, kernel_initializer: { class_name: "RandomUniform", config: { seed } } })],
    );
  }
  add("one seed in both directions", 403, sequence, [
    layer("Bidirectional", {
      layer: layer("LSTM", {
        units: 4,
        kernel_initializer: { class_name: "RandomNormal", config: { seed: 5 } },
        recurrent_initializer: { class_name: "Orthogonal", config: { seed: 6 } },
      }),
    }),
  ]);
  if (modern) {
    add("python seed alone", { python: 7 }, sequence, [layer("LSTM", { units: 4 })]);
    add("python seed after set_random_seed", { set_random_seed: 1, python: 7 }, sequence, [layer("LSTM", { units: 4 })], three);
  } else {
    add("numpy and graph seeds apart", { tf: 5, numpy: 7 }, sequence, [seeded("LSTM", { units: 4 })]);
    add("no graph seed", { numpy: 7 }, sequence, [seeded("LSTM", { units: 4 })], generation === "keras 2");
    add(
      "an orthogonal seed moves the draws after it",
      { tf: 5, numpy: 7 },
      sequence,
      [
        layer("LSTM", { units: 4, recurrent_initializer: { class_name: "Orthogonal", config: { seed: 6 } }, return_sequences: true }),
        layer("LSTM", { units: 3 }),
        dense(2),
      ],
      generation === "keras 2",
    );
  }
  add("root mean square normalisation", 404, sequence, [layer("LayerNormalization", { rms_scaling: true, scale: false }), dense(2)], three);
  add("normalisation over two axes", 405, sequence, [layer("LayerNormalization", { axis: [2, 1], beta_initializer: "uniform" })], modern);
  add("normalisation over axes from the end", 406, [null, 4, 6, 5], [layer("LayerNormalization", { axis: [-1, 1, 2] })], modern);
  const penalised = {
    kernel_constraint: "max_norm",
    recurrent_constraint: "max_norm",
    bias_constraint: "max_norm",
    activity_regularizer: "l2",
  };
  add("LSTM with constraints", 408, sequence, [layer("Bidirectional", { layer: layer("LSTM", { units: 4, ...penalised }) })]);
  add(
    "cells that share a name",
    410,
    sequence,
    [layer("RNN", { cell: ["lstm_cell", "same", "same", "lstm_cell_1"].map((name) => seeded("LSTMCell", { units: 2, name })) })],
    counted,
  );
  if (three) list.push(...masked(dialect));

  // Found by comparing random documents.
  const cellWith = (class_name, config) => seeded(class_name, { units: 3, ...config });
  add(
    "a backward layer of its own, and names with prefixes",
    500,
    sequence,
    [
      layer("Bidirectional", {
        layer: layer("LSTM", { units: 3, name: "forward_x", return_sequences: true }),
        backward_layer: layer("LSTM", { units: 3, name: "other", return_sequences: true, go_backwards: true }),
      }),
      layer("Bidirectional", { layer: layer("GRU", { units: 2, name: "backward_y" }) }),
    ],
    modern,
  );
  add(
    "a wrapped layer's own dtype",
    501,
    sequence,
    [layer("TimeDistributed", { layer: layer("Dense", { units: 3, dtype: "float64" }) })],
    generation === "tf_keras",
  );
  add("frozen cells among others", 502, sequence, [
    layer("RNN", {
      cell: [cellWith("LSTMCell", { trainable: false }), cellWith("GRUCell", {}), cellWith("SimpleRNNCell", { trainable: false })],
      return_sequences: true,
    }),
    layer("RNN", {
      cell: [cellWith("GRUCell", { trainable: false }), cellWith("SimpleRNNCell", {})],
      trainable: false,
      return_sequences: true,
    }),
    layer("TimeDistributed", { layer: dense(2, { trainable: false }) }),
    layer("Bidirectional", { layer: seeded("LSTM", { units: 2, trainable: false }) }),
    dense(2),
  ]);
  add("a named cell among others", 503, sequence, [
    layer("RNN", { cell: [cellWith("LSTMCell", { name: "one" }), cellWith("GRUCell", {})] }),
    dense(2),
  ]);
  const farSeeds = backend === "torch" ? [-5, 1099511627779] : backend === "tensorflow" ? [-5, 1099511627779] : [4294967295];
  for (const seed of farSeeds) {
    add(
      `far initialiser seed ${seed}`,
      504,
      [null, 7],
      [
        layer("Dense", {
          units: 5,
          kernel_initializer: { class_name: "RandomNormal", config: { seed } },
          bias_initializer: { class_name: "RandomUniform", config: { seed } },
        }),
      ],
    );
  }
  add(
    "a seed generator",
    505,
    sequence,
    [
      layer("GRU", {
        units: 3,
        kernel_initializer: {
          class_name: "GlorotUniform",
          config: { seed: { module: "keras.random", class_name: "SeedGenerator", config: { seed: 5 }, registered_name: null } },
        },
      }),
    ],
    three,
  );
  add(
    "a dropout of 1 draws no mask",
    506,
    sequence,
    [layer("GRU", { units: 3, dropout: 1, recurrent_dropout: 0.5, return_sequences: true }), layer("LSTM", { units: 2 })],
    generation === "keras 2",
  );
  add(
    "both directions of a SimpleRNN forget the dropout's seed",
    507,
    sequence,
    [layer("Bidirectional", { layer: layer("SimpleRNN", { units: 3, dropout: 0.2, seed: 5 }) })],
    three,
  );
  add(
    "a wrapped dropout is called twice where the batch is known",
    508,
    [3, 4, 5],
    [layer("TimeDistributed", { layer: layer("Dropout", { rate: 0.5 }) }), dense(2)],
    generation === "keras 2",
  );
  add(
    "wrappers inside wrappers",
    511,
    [null, 2, 3, 5],
    [
      layer("TimeDistributed", { layer: layer("TimeDistributed", { layer: dense(3) }) }),
      layer("TimeDistributed", { layer: layer("BatchNormalization") }),
      layer("TimeDistributed", { name: "outer", layer: layer("TimeDistributed", { name: "inner", layer: dense(2, { name: "own" }) }) }),
    ],
  );
  const drawn = { class_name: "VarianceScaling", config: { seed: 14 } };
  for (const axis of [
    [2, 1],
    [1, -1],
    [1, 2, 3],
  ])
    add(
      `batch normalisation over the axes ${axis}`,
      512,
      [null, 4, 6, 5],
      [layer("BatchNormalization", { axis, gamma_initializer: drawn })],
      generation === "tf_keras" || counted,
    );
  const early = generation === "keras 2" || counted;
  const words = (config) => layer("Embedding", { embeddings_initializer: { class_name: "RandomUniform", config: { seed: 3 } }, ...config });
  add("an embedding of no words", 513, [null, 6], [words({ input_dim: 0, output_dim: 3 }), seeded("LSTM", { units: 2 })], early);
  add("an embedding of no features", 514, [null, 6], [words({ input_dim: 3, output_dim: 0 }), seeded("GRU", { units: 2 })], early);
  add(
    "an embedding's input_length is its length",
    515,
    [null, 6],
    [words({ input_dim: 3, output_dim: 2, input_length: 4 }), layer("Flatten"), dense(2)],
    generation === "keras 2",
  );
  if (!three) list.push(...shapedByLayers(dialect, counted, seeded, dense, words));
  for (const kind of counted ? ["Dense", "Embedding", "SimpleRNN", "LSTM", "GRU"] : []) {
    const uncleared = (name, input_shape, layers) =>
      list.push({ name, document: { gatewise: 1, dialect, seed: { tf: 510 }, clear_session: false, input_shape, layers } });
    const embeds = kind === "Embedding";
    const own = layer(kind, embeds ? { input_dim: 7, output_dim: 3 } : { units: 4 });
    uncleared(`${kind} in a session that was never cleared`, embeds ? [null, 6] : sequence, [own]);
    if (!embeds && kind !== "Dense")
      uncleared(`Bidirectional ${kind} in a session that was never cleared`, sequence, [layer("Bidirectional", { layer: own })]);
  }
  if (generation === "keras 2") list.push({ name: "a shared layer draws masks at each call", document: shared(dialect) });
  return list;
}
