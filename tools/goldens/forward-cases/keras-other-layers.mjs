/** The layers around recurrent ones, for docs/options.md: their options, their masks, training. */

const sequence = { return_sequences: true };
const named = (class_name, config) => ({ class_name, config });

/** @param {import("./keras.mjs").List} list */
export function otherLayers({ generation, three, modern, add, layer }) {
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

/**
 * Layers of several inputs, with two and with three of them, and what becomes of their masks.
 *
 * @param {import("./keras.mjs").List} list
 */
export function merges({ generation, add }) {
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
