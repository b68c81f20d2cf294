/** Cells in RNN, the layers around a recurrent one, and functional models. */

/** @param {import("./keras.mjs").List} list */
export function models({ generation, modern, three, add, layer, kinds }) {
  const sequence = { return_sequences: true };
  const cell = (kind, units, config = {}) => layer(`${kind}Cell`, { units, ...config });
  for (const { label, kind, own, states } of kinds) {
    const config = { cell: cell(kind, 4, own) };
    add(`RNN over ${label} cell`, [layer("RNN", config)]);
    add(`RNN over ${label} cell, everything returned`, [layer("RNN", { ...config, ...sequence, return_state: true })], { states });
    add(`RNN over ${label} cell, go_backwards unroll`, [layer("RNN", { ...config, ...sequence, go_backwards: true, unroll: true })]);
    add(`RNN over ${label} cell, stateful`, [layer("RNN", { ...config, stateful: true })], { input_shape: [2, 5, 3], calls: 2 });
    // tf.keras 1.8 does not know the inner shape there.
    add(
      `TimeDistributed ${label}`,
      [layer("TimeDistributed", { layer: layer(kind, { units: 4, ...own }) })],
      { input_shape: [null, 3, 5, 3] },
      generation !== "tf.keras 1",
    );
    add(`${label} between layers`, [
      layer("Dense", { units: 5, activation: "tanh" }),
      layer(kind, { units: 4, ...own, ...sequence }),
      layer("Activation", { activation: "relu" }),
      layer("Reshape", { target_shape: [10, 2] }),
      layer(kind, { units: 3, ...own, ...sequence }),
      layer("Flatten"),
      layer("Dense", { units: 2, use_bias: false, activation: "sigmoid" }),
    ]);
    add(`${label}, batch normalisation, ${label}`, [
      layer(kind, { units: 4, ...own, ...sequence }),
      layer("BatchNormalization"),
      layer(kind, { units: 3, ...own }),
    ]);
    add(
      `${label}, layer normalisation, dense`,
      [layer(kind, { units: 4, ...own, ...sequence }), layer("LayerNormalization"), layer("Dense", { units: 2 })],
      {},
      modern,
    );
    add(
      `embedding, ${label}, dense softmax`,
      [
        layer("Embedding", { input_dim: 7, output_dim: 3 }),
        layer(kind, { units: 4, ...own }),
        layer("Dense", { units: 3, activation: "softmax" }),
      ],
      {
        input_shape: [null, 5],
        input_dtype: "int32",
      },
    );
    add(`${label} frozen, dense`, [layer(kind, { units: 4, ...own, trainable: false }), layer("Dense", { units: 2 })]);
  }
  const stacked = [cell("LSTM", 4), cell("GRU", 3), cell("SimpleRNN", 2)];
  const widths = modern ? [[4, 4], [3], [2]] : [2, 3, 4, 4];
  add("stacked cells", [layer("RNN", { cell: stacked })]);
  add("stacked cells, everything returned", [layer("RNN", { cell: stacked, ...sequence, return_state: true })]);
  add("stacked cells, everything returned, initial_state", [layer("RNN", { cell: stacked, ...sequence, return_state: true })], {
    states: widths,
  });
  add("stacked cells unroll", [layer("RNN", { cell: stacked, ...sequence, return_state: true, unroll: true })], { states: widths });
  add("stacked cells go_backwards", [layer("RNN", { cell: stacked, ...sequence, go_backwards: true })]);
  add("stacked cells stateful", [layer("RNN", { cell: stacked, stateful: true })], { input_shape: [2, 5, 3], calls: 2 });
  add("StackedRNNCells", [layer("RNN", { cell: layer("StackedRNNCells", { cells: stacked }), ...sequence })]);

  add("dense on a row", [layer("Dense", { units: 4 })], { input_shape: [null, 3] });
  for (const activation of ["relu", "elu", "selu", "softplus", "softsign", "tanh", "sigmoid", "hard_sigmoid", "softmax", "linear"])
    add(`dense ${activation}`, [layer("Dense", { units: 4, activation })]);
  add("embedding alone", [layer("Embedding", { input_dim: 7, output_dim: 3 })], { input_shape: [null, 5], input_dtype: "int32" });
  add("time distributed dense", [layer("TimeDistributed", { layer: layer("Dense", { units: 4, activation: "tanh" }) })]);
  add("time distributed dense of a rank more", [layer("TimeDistributed", { layer: layer("Dense", { units: 4 }) })], {
    input_shape: [null, 5, 2, 3],
  });
  add("batch normalisation", [layer("BatchNormalization", { epsilon: 0.01 })], { input_shape: [null, 3] });
  add("batch normalisation without scale", [layer("BatchNormalization", { scale: false })]);
  add("batch normalisation without center", [layer("BatchNormalization", { center: false })]);
  add("layer normalisation", [layer("LayerNormalization", { epsilon: 0.01 })], {}, modern);
  add("layer normalisation without scale and center", [layer("LayerNormalization", { scale: false, center: false })], {}, modern);
  add("layer normalisation of two axes", [layer("LayerNormalization", { axis: [1, 2] })], {}, modern);
  add("flatten and reshape", [
    layer("Flatten"),
    layer("Reshape", { target_shape: generation === "tf.keras 1" ? [3, 5] : [3, -1] }),
    layer("SimpleRNN", { units: 4 }),
  ]);
  add("dropout layer in inference", [layer("Dropout", { rate: 0.4 }), layer("GRU", { units: 4 })]);
  const activations = ["relu", "elu", "selu", "softplus", "softsign", "tanh", "sigmoid", "hard_sigmoid", "softmax", "linear"];
  if (modern) activations.push("exponential", "swish", "gelu");
  if (three)
    activations.push(
      "relu6",
      "leaky_relu",
      "mish",
      "hard_silu",
      "celu",
      "glu",
      "log_sigmoid",
      "log_softmax",
      "hard_tanh",
      "hard_shrink",
      "soft_shrink",
      "tanh_shrink",
      "squareplus",
      "sparse_plus",
      "sparse_sigmoid",
      "sparsemax",
    );
  for (const activation of activations)
    add(`activation ${activation}`, [layer("Activation", { activation })], { input_shape: [null, 6, 4] });

  // Functional models, of several inputs and outputs, a layer that is called twice, states handed on.
  const node = (as, class_name, of, config, rest = {}) => ({ as, class_name, of, config, ...rest });
  add("encoder and decoder", [], {
    functional: {
      inputs: [
        { name: "source", shape: [5, 3] },
        { name: "target", shape: [4, 2] },
      ],
      nodes: [
        node(["last", "h", "c"], "LSTM", ["source"], { units: 4, return_state: true }),
        node("decoded", "LSTM", ["target"], { units: 4, return_sequences: true }, { initial_state: ["h", "c"] }),
        node("words", "Dense", ["decoded"], { units: 3, activation: "softmax" }),
      ],
      outputs: ["words", "last"],
    },
  });
  add("two inputs merged, two outputs", [], {
    functional: {
      inputs: [
        { name: "words", shape: [5], dtype: "int32" },
        { name: "signal", shape: [6, 2] },
      ],
      nodes: [
        node("embedded", "Embedding", ["words"], { input_dim: 7, output_dim: 3 }),
        node("text", "GRU", ["embedded"], { units: 4 }),
        node("wave", "Bidirectional", ["signal"], { layer: layer("LSTM", { units: 3, name: "inner" }) }),
        node("joined", "Concatenate", ["text", "wave"], {}),
        node("score", "Dense", ["joined"], { units: 2 }),
        node("other", "Dense", ["text"], { units: 3, activation: "tanh" }),
      ],
      outputs: ["score", "other"],
    },
    input: { words: { integers: [0, 7] } },
  });
  add("one layer called twice, residual", [], {
    functional: {
      inputs: [
        { name: "a", shape: [5, 3] },
        { name: "b", shape: [5, 3] },
      ],
      nodes: [
        node("first", "SimpleRNN", ["a"], { units: 3, return_sequences: true }, { layer: "shared" }),
        node("second", "SimpleRNN", ["b"], { units: 3, return_sequences: true }, { layer: "shared" }),
        node("sum", "Add", ["first", "second"], {}),
        node("residual", "Add", ["sum", "a"], {}),
        node("end", "GRU", ["residual"], { units: 2 }),
      ],
      outputs: ["end", "second"],
    },
  });
  add("masked encoder and two readers", [], {
    functional: {
      inputs: [{ name: "words", shape: [5], dtype: "int32" }],
      nodes: [
        node("embedded", "Embedding", ["words"], { input_dim: 7, output_dim: 3, mask_zero: true }),
        node("encoded", "LSTM", ["embedded"], { units: 4, return_sequences: true }),
        node("last", "GRU", ["encoded"], { units: 3 }),
        node("every", "TimeDistributed", ["encoded"], { layer: layer("Dense", { units: 2, name: "inner" }) }),
      ],
      outputs: ["every", "last"],
    },
    input: {
      words: {
        integers: [1, 7],
        masked: {
          mask: [
            [0, 1, 1, 0, 1],
            [1, 1, 0, 1, 0],
          ],
          value: 0,
        },
      },
    },
  });
}
