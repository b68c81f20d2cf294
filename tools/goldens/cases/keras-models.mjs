/** Golden documents of Keras whose model is written as to_json writes it. */

/** A model of Keras 2 that calls its layers with dropout on two inputs, as to_json writes it. */
export function shared(dialect) {
  const entry = (class_name, name, config, ...calls) => ({
    name,
    class_name,
    config: { name, ...config },
    inbound_nodes: calls.map(([from, node]) => [[from, node, 0, {}]]),
  });
  const input = (name) => entry("InputLayer", name, { batch_input_shape: [null, 4, 3], dtype: "float32", sparse: false });
  const layers = [
    input("a"),
    input("b"),
    entry("Dropout", "dropout_1", { rate: 0.5 }, ["a", 0], ["b", 0]),
    entry("LSTM", "lstm_1", { units: 3, dropout: 0.5, recurrent_dropout: 0.2 }, ["dropout_1", 0], ["dropout_1", 1]),
    entry("Dense", "dense_1", { units: 2 }, ["lstm_1", 0]),
    entry("Dense", "dense_2", { units: 2 }, ["lstm_1", 1]),
  ];
  const ends = (...names) => names.map((name) => [name, 0, 0]);
  const config = { name: "net", layers, input_layers: ends("a", "b"), output_layers: ends("dense_1", "dense_2") };
  return { gatewise: 1, dialect, seed: 509, model: { class_name: "Model", config, keras_version: "2.1.6", backend: "tensorflow" } };
}

/** Sequential models of Keras 2 whose first layer says its input in other words than to_json's. */
export function shapedByLayers(dialect, counted, seeded, dense, words) {
  const model = (name, seed, ...layers) => ({
    name,
    document: {
      gatewise: 1,
      dialect,
      seed,
      model: { class_name: "Sequential", config: layers, keras_version: "2.1.6", backend: "tensorflow" },
    },
  });
  const named = ({ class_name, config }, name) => ({ class_name, config: { name, ...config } });
  return [
    model("input_shape on the first layer", 516, named(seeded("LSTM", { units: 3, input_shape: [6, 5] }), "a"), named(dense(2), "b")),
    model(
      "input_shape and batch_size",
      517,
      named(dense(3, { input_shape: [4], batch_size: 2 }), "a"),
      named(dense(2, { input_shape: [9] }), "b"),
    ),
    model("batch_input_shape before input_shape", 518, named(dense(3, { batch_input_shape: [null, 4], input_shape: [9] }), "a")),
    model("input_dim on the first layer", 519, named(dense(3, { input_dim: 4 }), "a")),
    model(
      "an embedding says its length",
      520,
      named(words({ input_dim: 7, output_dim: 3, input_length: 4 }), "a"),
      named(seeded("GRU", { units: 2 }), "b"),
    ),
    model(
      "an input layer by input_shape",
      521,
      { class_name: "InputLayer", config: { name: "in", input_shape: [4] } },
      named(dense(3), "a"),
    ),
    ...(counted ? [] : [model("input_dim of a loop", 522, named(seeded("LSTM", { units: 3, input_dim: 5, input_length: 4 }), "a"))]),
  ];
}

/** Functional models of Keras 3 whose masks are operations between the layers, as to_json writes them. */
export function masked(dialect) {
  const tensor = (name, shape, dtype = "float32") => ({
    class_name: "__keras_tensor__",
    config: { shape, dtype, keras_history: [name, 0, 0] },
  });
  const called = (args, kwargs = {}) => [{ args, kwargs }];
  const entry = (class_name, name, config, inbound_nodes) => ({
    module: "keras.layers",
    class_name,
    config: { name, ...config },
    registered_name: null,
    name,
    inbound_nodes,
  });
  const operation = (class_name, name, config, inbound_nodes) => ({
    ...entry(class_name, name, config, inbound_nodes),
    module: "keras.src.ops.numpy",
    registered_name: class_name,
  });
  const model = (name, seed, layers, input, output) => ({
    name,
    document: {
      gatewise: 1,
      dialect,
      seed,
      model: {
        module: "keras.src.models.functional",
        class_name: "Functional",
        config: { name: "functional", trainable: true, layers, input_layers: [[input, 0, 0]], output_layers: [[output, 0, 0]] },
        registered_name: "Functional",
      },
    },
  });
  const mask = (name) => ({ mask: tensor(name, [null, 5], "bool") });
  return [
    model(
      "the mask of an embedding",
      411,
      [
        entry("InputLayer", "x", { batch_shape: [null, 5], dtype: "int32" }, []),
        entry("Embedding", "words", { input_dim: 7, output_dim: 3, mask_zero: true }, called([tensor("x", [null, 5], "int32")])),
        operation("NotEqual", "not_equal", {}, called([tensor("x", [null, 5], "int32"), 0])),
        entry("LSTM", "lstm", { units: 4 }, called([tensor("words", [null, 5, 3])], { training: false, ...mask("not_equal") })),
      ],
      "x",
      "lstm",
    ),
    model(
      "the mask of a masking layer",
      412,
      [
        entry("InputLayer", "x", { batch_shape: [null, 5, 3], dtype: "float32" }, []),
        operation("NotEqual", "not_equal", {}, called([tensor("x", [null, 5, 3]), 0])),
        entry("Masking", "masking", { mask_value: 0 }, called([tensor("x", [null, 5, 3])])),
        operation("Any", "any", { axis: -1, keepdims: false }, called([tensor("not_equal", [null, 5, 3], "bool")])),
        entry("GRU", "gru", { units: 4 }, called([tensor("masking", [null, 5, 3])], { training: false, ...mask("any") })),
        entry("Dense", "dense", { units: 2 }, called([tensor("gru", [null, 4])])),
      ],
      "x",
      "dense",
    ),
  ];
}
