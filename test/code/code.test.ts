/**
 * The lines that `explain --code` prints. That they give the framework's numbers is checked by running them in the frameworks
 * (tools/goldens/check-code.mjs); here: what they say, and what they refuse.
 */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document/index.ts";

const torch = (modules: object[], then: object[] = []) => buildDocument({ gatewise: 1, dialect: "torch@2.13", seed: 7, modules, then });
const keras = (layers: object[], dialect = "keras@3.15/jax", seed: unknown = 42) =>
  buildDocument({ gatewise: 1, dialect, seed, input_shape: [null, 6, 5], layers });

describe("code of the model's own framework", () => {
  it("PyTorch: modules, then every call on its slice", () => {
    const code = torch(
      [{ name: "net.rnn", class: "LSTM", args: { input_size: 3, hidden_size: 2, bidirectional: true, dtype: "float64" } }],
      [
        { call: "orthogonal_", on: "*weight_hh_l0", each_gate: true, args: { gain: 0.5 } },
        { call: "ones_", on: "*bias_ih*", gate: "f" },
      ],
    ).code();
    expect(code.split("\n")).toEqual([
      "import torch",
      "from torch import nn",
      "",
      "torch.manual_seed(7)",
      "net_rnn = nn.LSTM(3, 2, bidirectional=True, dtype=torch.float64)",
      "",
      "nn.init.orthogonal_(net_rnn.weight_hh_l0.data[0:2], gain=0.5)",
      "nn.init.orthogonal_(net_rnn.weight_hh_l0.data[2:4], gain=0.5)",
      "nn.init.orthogonal_(net_rnn.weight_hh_l0.data[4:6], gain=0.5)",
      "nn.init.orthogonal_(net_rnn.weight_hh_l0.data[6:8], gain=0.5)",
      "nn.init.ones_(net_rnn.bias_ih_l0.data[2:4])",
      "nn.init.ones_(net_rnn.bias_ih_l0_reverse.data[2:4])",
      "",
    ]);
  });

  it("Keras 3: backend, seed, layers with their initialisers", () => {
    const code = keras([
      {
        class_name: "Bidirectional",
        config: {
          layer: { class_name: "LSTM", config: { units: 4, recurrent_initializer: { class_name: "Orthogonal", config: { seed: 3 } } } },
        },
      },
    ]).code();
    expect(code).toContain('os.environ["KERAS_BACKEND"] = "jax"');
    expect(code).toContain("keras.utils.set_random_seed(42)");
    expect(code).toContain(
      "keras.layers.Bidirectional(keras.layers.LSTM(4, recurrent_initializer=keras.initializers.Orthogonal(seed=3))),",
    );
    expect(code).toContain("keras.Input(batch_shape=(None, 6, 5)),");
  });

  it("Keras 2: three seeds, the shape on the first layer", () => {
    const code = keras([{ class_name: "GRU", config: { units: 4 } }], "keras@2.1.6").code();
    for (const line of [
      "tf.set_random_seed(42)",
      "np.random.seed(42)",
      "random.seed(42)",
      "keras.layers.GRU(4, batch_input_shape=(None, 6, 5)),",
    ])
      expect(code).toContain(line);
  });

  it("a dtype given beside the document is said", () => {
    const code = buildDocument(
      { gatewise: 1, dialect: "torch@2.13", seed: 7, modules: [{ name: "a", class: "GRUCell", args: { input_size: 1, hidden_size: 1 } }] },
      { dtype: "float64" },
    ).code();
    expect(code).toContain("torch.set_default_dtype(torch.float64)");
  });
});

describe("the names of Python", () => {
  it("PyTorch: no keyword, nothing that is imported, one for each module", () => {
    const names = ["nn", "torch", "import", "None", "1st", "a.b", "a_b", "a-b", "os", "nn_"];
    const code = torch(
      names.map((name) => ({ name, class: "Linear", args: { in_features: 2, out_features: 1 } })),
      [{ call: "zeros_", on: "a_b.weight" }],
    ).code();
    const given = [...code.matchAll(/^(\w+) = nn.Linear/gm)].map(([, name]) => name);
    expect(given).toEqual(["nn_", "torch_", "import_", "None_", "_1st", "a_b", "a_b_", "a_b_2", "os_", "nn__"]);
    expect(code).toContain("nn.init.zeros_(a_b_.weight)");
  });

  it("TensorFlow 1: tensors keep theirs, beside those of the lines", () => {
    const code = buildDocument({
      gatewise: 1,
      dialect: "tf1@1.8",
      seed: 5,
      program: [
        { placeholder: { name: "tf", shape: [2, 5] } },
        { placeholder: { name: "cell", shape: [2, 5] } },
        { variable_scope: "a", do: [{ cell: { GRUCell: { num_units: 3 } }, inputs: "tf", as: "output" }] },
        { variable_scope: "b", do: [{ cell: { GRUCell: { num_units: 3 } }, inputs: "cell" }] },
        { variable_scope: "c", do: [{ cell: { GRUCell: { num_units: 3 } }, inputs: "output" }] },
      ],
    }).code();
    for (const line of [
      'tf_ = tf.placeholder(tf.float32, [2, 5], name="tf")',
      "output_, state = cell(tf_, cell.zero_state(2, tf.float32))",
      "output, state = cell(cell_, cell.zero_state(2, tf.float32))",
      "output, state = cell(output_, cell.zero_state(2, tf.float32))",
    ])
      expect(code).toContain(line);
  });

  it("TensorFlow 1: a stack's own arguments, and a cell that reuses", () => {
    const one = { num_units: 3, state_is_tuple: false };
    const code = buildDocument({
      gatewise: 1,
      dialect: "tf1@1.8",
      program: [
        { placeholder: { name: "x", shape: [2, 5] } },
        { cell: { MultiRNNCell: { cells: [{ LSTMCell: one }], state_is_tuple: false } }, inputs: "x" },
        { cell: { GRUCell: { num_units: 3, reuse: "AUTO_REUSE" } }, inputs: "x" },
      ],
    }).code();
    expect(code).toContain("tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.LSTMCell(3, state_is_tuple=False)], state_is_tuple=False)");
    expect(code).toContain("tf.contrib.rnn.GRUCell(3, reuse=tf.AUTO_REUSE)");
  });
});

describe("which framework is asked for", () => {
  const jax = () => keras([{ class_name: "Dense", config: { units: 4 } }]);
  const own = 'os.environ["KERAS_BACKEND"] = "jax"\n\nimport keras\nkeras.utils';

  it.each(["keras", "keras@3.15", "keras@3.15/jax", "keras@3.15.0/jax", "keras@3.15/jax@0.10"])("%s is the model's own", (dialect) => {
    expect(jax().code(dialect).replace(/\n+/g, "\n")).toContain(own.replace(/\n+/g, "\n"));
  });

  it.each(["keras@3.15/torch", "keras@2.1.6"])("%s is another", (dialect) => {
    expect(jax().code(dialect)).toContain("init = keras.initializers");
  });

  it.each(["keras@3.15/j", "keras@3.15/ja", "keras@3.15/mxnet", "keras/jax", "keras@3.15/jax/x", "torch@2.13/jax", "kera", "keras@", ""])(
    "%s is none",
    (dialect) => {
      expect(() => jax().code(dialect)).toThrow("unknown-dialect");
    },
  );
});

describe("code of another framework", () => {
  it("Keras in PyTorch's words: bounds with their numbers, the forget bias once", () => {
    const code = keras([{ class_name: "LSTM", config: { units: 4 } }]).code("torch@2.13");
    // √(6/(5+16)), Glorot's limit on the stacked kernel.
    expect(code).toContain(`nn.init.uniform_(lstm.weight_ih_l0, ${-Math.sqrt(3 / 10.5)}, ${Math.sqrt(3 / 10.5)})`);
    expect(code).toContain("nn.init.orthogonal_(lstm.weight_hh_l0, gain=1)");
    expect(code).toContain("nn.init.constant_(lstm.bias_ih_l0.data[4:8], 1)");
    expect(code).toContain("nn.init.zeros_(lstm.bias_hh_l0)");
  });

  it("TensorFlow's LSTMCell in Keras' words", () => {
    const built = buildDocument({
      gatewise: 1,
      dialect: "tf1@1.8",
      seed: 5,
      program: [{ placeholder: { name: "x", shape: [2, 5] } }, { cell: { LSTMCell: { num_units: 3 } }, inputs: "x" }],
    });
    expect(built.code("keras@3.15/tensorflow")).toContain("unit_forget_bias=True");
    expect(built.code("keras@2.1.6")).toContain('recurrent_activation="sigmoid"');
  });

  it("refuses what the other framework cannot say in lines", () => {
    const each = torch(
      [{ name: "rnn", class: "LSTM", args: { input_size: 3, hidden_size: 4 } }],
      [
        { call: "orthogonal_", on: "*weight_hh*", each_gate: true },
        { call: "zeros_", on: "*bias*" },
      ],
    );
    expect(() => each.code("keras@3.15/jax")).toThrow("cannot-express");
    const random = torch([{ name: "rnn", class: "LSTM", args: { input_size: 3, hidden_size: 4 } }]);
    expect(() => random.code("keras@3.15/jax")).toThrow("two random biases that add");
    const before = keras([{ class_name: "GRU", config: { units: 3, reset_after: false } }]);
    expect(() => before.code("torch@2.13")).toThrow("resets before");
    expect(() => before.code("nowhere@1")).toThrow("unknown-dialect");
  });
});
