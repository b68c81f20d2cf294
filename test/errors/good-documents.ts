/** Documents of every form that are right: what mutations start from. Each uses as much of its form as it can. */
export const goodDocuments: Readonly<Record<string, unknown>> = {
  torch: {
    gatewise: 1,
    dialect: "torch@2.13",
    seed: { manual_seed: 7 },
    modules: [
      {
        name: "encoder",
        class: "LSTM",
        args: { input_size: 3, hidden_size: 4, num_layers: 2, bidirectional: true, proj_size: 2, dtype: "float64" },
      },
      { name: "words", class: "Embedding", args: { num_embeddings: 6, embedding_dim: 3, padding_idx: 1 } },
      { name: "net.conv", class: "Conv1d", args: { in_channels: 4, out_channels: 2, kernel_size: [3], groups: 2, bias: false } },
      { name: "net.norm", class: "LayerNorm", args: { normalized_shape: [4], eps: 1e-5 } },
      { name: "head", class: "Linear", args: { in_features: 4, out_features: 2 } },
    ],
    then: [
      { call: "xavier_uniform_", on: "encoder.weight_ih_*", each_gate: true, args: { gain: 1.5 } },
      { call: "orthogonal_", on: "encoder.weight_hh_*", gate: "g" },
      { call: "kaiming_normal_", on: "head.weight", args: { a: 0.1, mode: "fan_out", nonlinearity: "leaky_relu" } },
      { call: "trunc_normal_", on: "head.bias", rows: [0, 1], args: { mean: 0.5, std: 0.1, a: -1, b: 1 } },
      { call: "constant_", on: "*.bias_ih_*", gate: "f", args: { val: 1 } },
    ],
  },
  gatewise: {
    gatewise: 1,
    dialect: "gatewise@1",
    seed: 7,
    modules: [
      {
        name: "net",
        class: "LSTM",
        args: { input_size: 3, hidden_size: 4, num_layers: 2, bidirectional: true },
        init: {
          Wx: { each: "glorot_uniform", f: { normal: { mean: 0.1, stddev: 0.2 } } },
          Wh: { each: { orthogonal: { gain: 1.1 } }, g: "identity" },
          bx: { chrono: { max_time: 20 } },
          bh: { each: "zeros", o: { uniform: { low: -1, high: 1 } } },
        },
      },
      {
        name: "head",
        class: "Linear",
        args: { in_features: 4, out_features: 2, bias: true },
        init: { W: { whole: { truncated_normal: { stddev: 0.1 } } }, b: { constant: { value: 1 } } },
      },
    ],
  },
  "keras layers": {
    gatewise: 1,
    dialect: "keras@3.15/numpy",
    seed: { set_random_seed: 7, python: 3 },
    input_shape: [null, 6, 3],
    layers: [
      { class_name: "Masking", config: { mask_value: 0 } },
      {
        class_name: "Bidirectional",
        config: {
          layer: {
            class_name: "GRU",
            config: {
              units: 2,
              reset_after: false,
              return_sequences: true,
              recurrent_initializer: { class_name: "Orthogonal", config: { gain: 2, seed: 3 } },
            },
          },
          merge_mode: "sum",
        },
      },
      {
        class_name: "TimeDistributed",
        config: { layer: { class_name: "Dense", config: { units: 3, activation: "relu", kernel_initializer: "he_normal" } } },
      },
      {
        class_name: "BatchNormalization",
        config: { axis: -1, gamma_initializer: { class_name: "RandomUniform", config: { minval: 0.5, maxval: 1.5 } } },
      },
      {
        class_name: "RNN",
        config: {
          cell: [
            { class_name: "LSTMCell", config: { units: 2 } },
            { class_name: "SimpleRNNCell", config: { units: 3, dropout: 0.2, seed: 5 } },
          ],
          return_state: false,
        },
      },
      { class_name: "Dropout", config: { rate: 0.3, seed: 4 } },
      { class_name: "Dense", config: { units: 4, name: "head", bias_initializer: { class_name: "Constant", config: { value: 0.5 } } } },
      { class_name: "Reshape", config: { target_shape: [2, -1] } },
      { class_name: "Flatten", config: {} },
    ],
  },
  "keras 2 layers": {
    gatewise: 1,
    dialect: "keras@2.1.6/tensorflow@1.8",
    seed: { numpy: 7, tf: 3, python: null },
    input_shape: [4, 6],
    layers: [
      {
        class_name: "Embedding",
        config: {
          input_dim: 9,
          output_dim: 3,
          embeddings_initializer: { class_name: "VarianceScaling", config: { scale: 0.5, mode: "fan_out", distribution: "normal" } },
        },
      },
      { class_name: "LSTM", config: { units: 2, dropout: 0.1, unit_forget_bias: false, recurrent_activation: "sigmoid", name: "memory" } },
      { class_name: "Dense", config: { units: 2, kernel_initializer: { class_name: "Constant", config: { value: [1, 2, 3, 4] } } } },
    ],
  },
  "tf.keras 1": {
    gatewise: 1,
    dialect: "tf.keras@1.8",
    seed: 7,
    input_shape: [null, 6, 3],
    layers: [{ class_name: "LSTM", config: { units: 2, kernel_initializer: "glorot_uniform" } }],
  },
  // As model.to_json() of tf_keras 2.21 writes it, shortened.
  "keras model": {
    gatewise: 1,
    dialect: "tf_keras@2.21",
    seed: 7,
    model: {
      class_name: "Functional",
      keras_version: "2.21.0",
      backend: "tensorflow",
      config: {
        name: "model",
        trainable: true,
        layers: [
          {
            class_name: "InputLayer",
            config: { batch_input_shape: [null, 7], dtype: "float32", sparse: false, ragged: false, name: "input_1" },
            name: "input_1",
            inbound_nodes: [],
          },
          {
            module: "keras.layers",
            class_name: "Embedding",
            config: {
              name: "embedding",
              trainable: true,
              dtype: "float32",
              batch_input_shape: [null, null],
              input_dim: 20,
              output_dim: 5,
              embeddings_initializer: {
                module: "keras.initializers",
                class_name: "RandomUniform",
                config: { minval: -0.05, maxval: 0.05, seed: null },
                registered_name: null,
              },
            },
            registered_name: null,
            build_config: { input_shape: [null, 7] },
            name: "embedding",
            inbound_nodes: [[["input_1", 0, 0, {}]]],
          },
          {
            class_name: "LSTM",
            config: { name: "lstm", units: 3, return_sequences: false, time_major: false },
            name: "lstm",
            inbound_nodes: [[["embedding", 0, 0, {}]]],
          },
        ],
        input_layers: [["input_1", 0, 0]],
        output_layers: [["lstm", 0, 0]],
      },
    },
  },
  // As model.to_json() of Keras 3.15 writes it, shortened.
  "keras 3 model": {
    gatewise: 1,
    dialect: "keras@3.15/torch",
    seed: 7,
    model: {
      module: "keras.src.models.functional",
      class_name: "Functional",
      config: {
        name: "functional",
        layers: [
          {
            module: "keras.layers",
            class_name: "InputLayer",
            config: { batch_shape: [null, 6, 3], dtype: "float32", name: "input_layer" },
            registered_name: null,
            name: "input_layer",
            inbound_nodes: [],
          },
          {
            module: "keras.layers",
            class_name: "LSTM",
            config: {
              name: "lstm",
              dtype: { module: "keras", class_name: "DTypePolicy", config: { name: "float32" }, registered_name: null },
              units: 3,
              activation: "tanh",
              seed: null,
            },
            registered_name: null,
            name: "lstm",
            inbound_nodes: [
              {
                args: [
                  {
                    class_name: "__keras_tensor__",
                    config: { shape: [null, 6, 3], dtype: "float32", keras_history: ["input_layer", 0, 0] },
                  },
                ],
                kwargs: { training: false },
              },
            ],
          },
        ],
        input_layers: [["input_layer", 0, 0]],
      },
      registered_name: "Functional",
    },
  },
  "bare keras model": {
    class_name: "Sequential",
    keras_version: "2.1.6",
    backend: "tensorflow",
    config: [{ class_name: "GRU", config: { name: "gru_1", units: 2, batch_input_shape: [null, 5, 3], reset_after: false } }],
  },
  tf1: {
    gatewise: 1,
    dialect: "tf1@1.15",
    seed: { graph: 7 },
    program: [
      { placeholder: { name: "x", shape: [4, 6], dtype: "float32" } },
      {
        constant: {
          value: [
            [1, 2],
            [3, 4],
          ],
          name: "c",
        },
      },
      {
        variable_scope: "encoder",
        initializer: { orthogonal_initializer: { seed: 3, gain: 1.2 } },
        reuse: "AUTO_REUSE",
        dtype: "float64",
        do: [
          {
            get_variable: {
              name: "w",
              shape: [4, 3],
              initializer: { truncated_normal_initializer: { mean: -0.1, stddev: 0.01 } },
              trainable: true,
            },
          },
          { variable_scope: "inner", do: [{ get_variable: { name: "v", shape: [2, 2] } }] },
        ],
      },
      { get_variable: { name: "k", initializer: [0.5, 1.5] } },
      { Variable: { initial_value: { random_normal: { shape: [2, 3], stddev: 0.5, seed: 5 } }, name: "u" } },
      { Variable: { initial_value: [1, 2, 3], name: "n", dtype: "int64" } },
      {
        cell: {
          MultiRNNCell: [
            { GRUCell: { num_units: 3, bias_initializer: { constant_initializer: { value: 2 } } } },
            { LSTMCell: { num_units: 2, num_proj: 3, use_peepholes: true, cell_clip: 3 } },
          ],
        },
        inputs: "x",
        state: "zero_state",
        as: "h",
      },
    ],
  },
  "tf1 of 1.1": {
    gatewise: 1,
    dialect: "tf1@1.1",
    seed: 7,
    program: [
      { placeholder: { name: "x", shape: [4, 6] } },
      {
        variable_scope: "rnn",
        initializer: "contrib.xavier_initializer",
        do: [{ cell: { BasicLSTMCell: { num_units: 3, forget_bias: 0.5 } }, inputs: "x" }],
      },
      { get_variable: { name: "w", shape: [3, 2], dtype: "float64", initializer: { uniform_unit_scaling_initializer: { factor: 1.4 } } } },
    ],
  },
};
