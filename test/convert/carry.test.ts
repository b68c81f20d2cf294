/** Carrying a start: there and back is the identity on bytes; gates land where the other framework reads them. */
import { describe, expect, it } from "vitest";
import { carryStart } from "../../src/convert/index.ts";
import { likeLayers } from "../../src/document/code/like.ts";
import { buildDocument } from "../../src/document/index.ts";
import type { Built } from "../../src/document.ts";
import { GatewiseError } from "../../src/index.ts";

const keras = (layers: object[], dialect = "keras@3.15/numpy") =>
  buildDocument({ gatewise: 1, dialect, seed: 3, input_shape: [null, 6, 5], layers });
const lstm = { class_name: "LSTM", config: { units: 4, return_sequences: true, bias_initializer: "RandomNormal" } };
const gru = { class_name: "GRU", config: { units: 3, return_sequences: true, bias_initializer: "RandomNormal" } };

/** Paints a model's tensors with a cycle of a prime, so that no two rows, gates or tensors are equal. */
function painted(built: Built) {
  const tensors = built.tensors();
  let k = 0;
  for (const { data } of tensors.values()) for (let i = 0; i < data.length; i++) data[i] = (((k++ * 97) % 251) - 125) / 128;
  return tensors;
}

function caught(call: () => unknown): GatewiseError {
  try {
    call();
  } catch (error) {
    if (error instanceof GatewiseError) return error;
    throw error;
  }
  throw new Error("not refused");
}

describe("carryStart", () => {
  it("Keras to PyTorch: gates reordered, matrices transposed, the second bias zero", () => {
    const built = keras([lstm, gru]);
    const tensors = painted(built);
    const carried = new Map(carryStart(built.plan(), tensors, "torch@2.13").tensors.map((tensor) => [tensor.name, tensor]));
    const kernel = tensors.get("sequential/lstm/lstm_cell/kernel");
    const ih = carried.get("lstm.weight_ih_l0");
    // Keras [input, i f c o]; PyTorch [i f g o, input]: the same order of gates.
    expect(ih?.shape).toEqual([16, 5]);
    for (let row = 0; row < 16; row++) for (let i = 0; i < 5; i++) expect(ih?.data[row * 5 + i]).toBe(kernel?.data[i * 16 + row]);
    expect(Array.from(carried.get("lstm.bias_hh_l0")?.data as Float32Array)).toEqual(new Array(16).fill(0));
    expect(Array.from(carried.get("lstm.bias_ih_l0")?.data as Float32Array)).toEqual(
      Array.from(tensors.get("sequential/lstm/lstm_cell/bias")?.data as Float32Array),
    );
    // Keras z r h; PyTorch r z n.
    const recurrent = tensors.get("sequential/gru/gru_cell/recurrent_kernel");
    const hh = carried.get("gru.weight_hh_l0");
    const kerasBlock = [1, 0, 2];
    for (let gate = 0; gate < 3; gate++) {
      for (let out = 0; out < 3; out++)
        for (let i = 0; i < 3; i++) expect(hh?.data[(gate * 3 + out) * 3 + i]).toBe(recurrent?.data[i * 9 + kerasBlock[gate] * 3 + out]);
    }
    // Both rows of the GRU's bias stay apart: the candidate's recurrent one acts inside the reset product.
    const bias = tensors.get("sequential/gru/gru_cell/bias")?.data as Float32Array;
    expect(Array.from(carried.get("gru.bias_hh_l0")?.data as Float32Array)).toEqual([
      ...bias.slice(12, 15),
      ...bias.slice(9, 12),
      ...bias.slice(15, 18),
    ]);
  });

  it("Keras to PyTorch and back is the identity on bytes", () => {
    const built = keras([
      { class_name: "Bidirectional", config: { layer: gru } },
      { class_name: "Dense", config: { units: 2, bias_initializer: "uniform" } },
    ]);
    const tensors = painted(built);
    const there = carryStart(built.plan(), tensors, "torch@2.13");
    const twin = buildDocument({
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 1,
      modules: [
        { name: "gru", class: "GRU", args: { input_size: 5, hidden_size: 3, bidirectional: true } },
        { name: "dense", class: "Linear", args: { in_features: 6, out_features: 2 } },
      ],
    });
    expect(there.tensors.map(({ name }) => name)).toEqual([...twin.tensors().keys()]);
    const back = carryStart(twin.plan(), new Map(there.tensors.map((tensor) => [tensor.name, tensor])), "keras@3.15/numpy");
    expect(back.tensors.map(({ data }) => Array.from(data as Float32Array))).toEqual(
      [...tensors.values()].map(({ data }) => Array.from(data as Float32Array)),
    );
  });

  it("TensorFlow 1's forget bias is placed once, and taken off again where the cell adds it", () => {
    const built = buildDocument({
      gatewise: 1,
      dialect: "tf1@1.8",
      seed: 5,
      program: [{ placeholder: { name: "x", shape: [2, 5] } }, { cell: { BasicLSTMCell: { num_units: 3, forget_bias: 1 } }, inputs: "x" }],
    });
    const tensors = built.tensors();
    const bias = (dialect: string, name: string) =>
      Array.from(carryStart(built.plan(), tensors, dialect).tensors.find((tensor) => tensor.name === name)?.data as Float32Array);
    expect(bias("torch@2.13", "lstm.bias_ih_l0")).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(bias("torch@2.13", "lstm.bias_hh_l0")).toEqual(new Array(12).fill(0));
    expect(bias("keras@3.15/jax", "lstm/lstm_cell/bias")).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(bias("tf1@1.15", "lstm/lstm_cell/bias")).toEqual(new Array(12).fill(0));
    expect(bias("split", "lstm0.forward.b.f")).toEqual([1, 1, 1]);
    expect(bias("split", "lstm0.forward.b.i")).toEqual([0, 0, 0]);
  });

  it("split: one matrix a gate, as TensorFlow multiplies: [inputs, outputs]", () => {
    const built = buildDocument({
      gatewise: 1,
      dialect: "tf1@1.8",
      seed: 5,
      program: [{ placeholder: { name: "x", shape: [2, 5] } }, { cell: { LSTMCell: { num_units: 3 } }, inputs: "x" }],
    });
    const tensors = painted(built);
    const kernel = tensors.get("lstm_cell/kernel")?.data as Float32Array;
    const parts = new Map(carryStart(built.plan(), tensors, "split").tensors.map((tensor) => [tensor.name, tensor]));
    // Columns i, j (our g), f, o of the one kernel; rows of the input first, then of the state.
    ["i", "g", "f", "o"].forEach((gate, k) => {
      const wx = parts.get(`lstm0.forward.Wx.${gate}`);
      const wh = parts.get(`lstm0.forward.Wh.${gate}`);
      expect(wx?.shape).toEqual([5, 3]);
      expect(wh?.shape).toEqual([3, 3]);
      for (let i = 0; i < 5; i++) for (let j = 0; j < 3; j++) expect(wx?.data[i * 3 + j]).toBe(kernel[i * 12 + k * 3 + j]);
      for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) expect(wh?.data[i * 3 + j]).toBe(kernel[(5 + i) * 12 + k * 3 + j]);
    });
  });

  it("a cell without a bias into one that adds a forget bias at run time: minus that, so that nothing is added", () => {
    const torch = buildDocument({
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 1,
      modules: [{ name: "a", class: "LSTM", args: { input_size: 2, hidden_size: 3, bias: false } }],
    });
    for (const built of [torch, keras([{ class_name: "LSTM", config: { units: 3, use_bias: false } }])]) {
      const carried = carryStart(built.plan(), built.tensors(), "tf1@1.8");
      const bias = carried.tensors.find(({ name }) => name === "lstm/lstm_cell/bias");
      // Columns i, j (our g), f, o.
      expect(Array.from(bias?.data as Float32Array)).toEqual([0, 0, 0, 0, 0, 0, -1, -1, -1, 0, 0, 0]);
      expect(carried.notes).toContain("lstm/lstm_cell/bias: 1 is taken off gate f, since this cell adds it at run time");
    }
  });

  it("a layer norm without a scale gets ones, and the note says so; without a shift the other has none either", () => {
    const carried = (config: object) => {
      const built = keras([{ class_name: "LayerNormalization", config }]);
      return carryStart(built.plan(), painted(built), "torch@2.13");
    };
    const shifted = carried({ scale: false });
    expect(shifted.tensors.map(({ name, data }) => [name, Array.from(data as Float32Array)])).toEqual([
      ["layer_norm.weight", [1, 1, 1, 1, 1]],
      ["layer_norm.bias", [0, 97, 194, 40, 137].map((value) => (value - 125) / 128)],
    ]);
    expect(shifted.notes).toEqual(["layer_norm.weight is ones: the source has no scale"]);
    expect(carried({ center: false }).tensors.map(({ name }) => name)).toEqual(["layer_norm.weight"]);
    expect(carried({ center: false }).notes).toEqual([]);
  });

  it("refuses two directions that differ, and says in what; carries those that are alike", () => {
    const both = (className: string, config: object, forward: object = gru) =>
      keras([
        {
          class_name: "Bidirectional",
          config: {
            layer: forward,
            backward_layer: { class_name: className, config: { ...config, return_sequences: true, go_backwards: true } },
          },
        },
      ]);
    const alone = "a backward direction alone: its forward one is a cell of another kind, or a stack of another depth";
    const cell = { class_name: "GRUCell", config: { units: 3 } };
    for (const [built, said] of [
      [both("RNN", { cell }, { class_name: "RNN", config: { cell: [cell, cell], return_sequences: true } }), alone],
      [both("GRU", { units: 2 }), "forward with units 3, outputs 3; backward with units 2, outputs 2"],
      [both("GRU", { units: 3, use_bias: false }), /^forward with bias(es)? (two|true); backward with bias(es)? (none|false)$/],
      [both("GRU", { units: 3, reset_after: false }), /reset after; backward with .*reset before$/],
      [both("LSTM", { units: 3 }), alone],
      [both("SimpleRNN", { units: 3 }), alone],
    ] as const) {
      for (const refused of [
        () => carryStart(built.plan(), built.tensors(), "torch@2.13"),
        () => carryStart(built.plan(), built.tensors(), "keras@3.15/jax"),
        () => likeLayers(built.plan()),
      ]) {
        const error = caught(refused);
        expect(error.code).toBe("cannot-express");
        expect(error.received).toEqual(typeof said === "string" ? said : expect.stringMatching(said));
        for (const fact of [error.where, error.expected, error.fix]) expect(fact).not.toBe("");
      }
      // Each direction stands under a name of its own, one gate a matrix.
      expect(carryStart(built.plan(), built.tensors(), "split").tensors.length).toBeGreaterThan(0);
    }
    const alike = both("GRU", { units: 3 });
    expect(carryStart(alike.plan(), alike.tensors(), "torch@2.13").tensors).toHaveLength(8);
    expect(likeLayers(alike.plan())).toHaveLength(1);
  });

  it("notes an activation or a direction that differs, and nothing where all is alike", () => {
    const relu = buildDocument({
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 1,
      modules: [{ name: "a", class: "RNN", args: { input_size: 2, hidden_size: 3, bias: false, nonlinearity: "relu" } }],
    });
    const notes = (built: Built, dialect: string) => carryStart(built.plan(), built.tensors(), dialect).notes;
    const differs = (tensor: string, there: string) =>
      `the activation of ${tensor}'s cell differs: ${there} there, tanh here; the weights start alike, the outputs do not`;
    expect(notes(relu, "keras@3.15/numpy")).toEqual([differs("a.weight_ih_l0", "relu")]);
    expect(notes(relu, "torch@2.13")).toEqual([]);
    const kerasLstm = (config: object) => keras([{ class_name: "LSTM", config: { units: 3, use_bias: false, ...config } }]);
    expect(notes(kerasLstm({ activation: "relu" }), "torch@2.13")).toEqual([differs("sequential/lstm/lstm_cell/kernel", "relu")]);
    expect(notes(kerasLstm({ activation: null }), "gatewise@1")).toEqual([differs("sequential/lstm/lstm_cell/kernel", "linear")]);
    expect(notes(kerasLstm({ go_backwards: true }), "torch@2.13")).toEqual([
      "sequential/lstm/lstm_cell/kernel's cell runs from the last step to the first; this one does not, unless its input is turned round",
    ]);
    expect(notes(kerasLstm({}), "torch@2.13")).toEqual([]);
    expect(notes(keras([{ class_name: "Bidirectional", config: { layer: gru } }]), "torch@2.13")).toEqual([]);
  });

  it("notes what a TensorFlow 1 cell computes otherwise, and refuses what the other cell does not have", () => {
    const tf1 = (cell: object, dialect = "tf1@1.15") =>
      buildDocument({ gatewise: 1, dialect, seed: 5, program: [{ placeholder: { name: "x", shape: [2, 5] } }, { cell, inputs: "x" }] });
    const notes = (built: Built, dialect: string) => carryStart(built.plan(), built.tensors(), dialect).notes;
    const still = { num_units: 3, forget_bias: 0 };
    const differs = (tensor: string) =>
      `the activation of ${tensor}'s cell differs: relu there, tanh here; the weights start alike, the outputs do not`;
    const lstm = tf1({ LSTMCell: { ...still, activation: "relu" } });
    expect(notes(lstm, "keras@3.15/numpy")).toEqual([differs("lstm_cell/kernel")]);
    expect(notes(lstm, "gatewise@1")[0]).toEqual(differs("lstm_cell/kernel"));
    expect(notes(tf1({ GRUCell: { num_units: 3, activation: "relu" } }), "keras@3.15/numpy")).toEqual([differs("gru_cell/gates/kernel")]);
    const rnn = tf1({ BasicRNNCell: { num_units: 3, activation: "relu" } });
    expect(notes(rnn, "keras@3.15/numpy")).toEqual([differs("basic_rnn_cell/kernel")]);
    // nn.RNN has that nonlinearity too.
    expect(notes(rnn, "torch@2.13")).toEqual(["rnn.bias_hh_l0 is zero: the source has one bias, and it stands in the other"]);
    expect(notes(tf1({ LSTMCell: { ...still, activation: "tanh" } }), "keras@3.15/numpy")).toEqual([]);

    const clipped = { LSTMCell: { ...still, cell_clip: 3, num_proj: 2, proj_clip: 0.5 } };
    for (const dialect of ["torch@2.13", "tf1@1.8"])
      expect(notes(tf1(clipped, "tf1@1.1"), dialect)).toContain(
        "lstm_cell/weights's cell clips at run time, and this one does not: cell at ±3, projection at ±0.5; the weights start alike, the outputs may not",
      );
    for (const dialect of ["torch@2.13", "keras@3.15/numpy", "gatewise@1"])
      expect(caught(() => notes(tf1({ LSTMCell: { ...still, use_peepholes: true } }), dialect)).code).toBe("cannot-express");
    for (const dialect of ["keras@3.15/numpy", "gatewise@1"])
      expect(caught(() => notes(tf1({ LSTMCell: { ...still, num_proj: 2 } }), dialect)).received).toBe("a projection");
  });

  it("split: every tensor has a name of its own, the buffers of a batch norm too", () => {
    const built = keras([{ class_name: "BatchNormalization", config: {} }, lstm]);
    const names = carryStart(built.plan(), built.tensors(), "split").tensors.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, 4)).toEqual([
      "batch_norm0.scale",
      "batch_norm0.shift",
      "batch_norm0.moving_mean.other",
      "batch_norm0.moving_variance.other",
    ]);
  });

  it("refuses what the other cell does not have", () => {
    const refused = (built: Built, dialect: string) => {
      try {
        carryStart(built.plan(), built.tensors(), dialect);
      } catch (error) {
        return error instanceof GatewiseError ? error.code : error;
      }
      return "carried";
    };
    const before = keras([{ class_name: "GRU", config: { units: 3, reset_after: false } }]);
    expect(refused(before, "torch@2.13")).toBe("cannot-express");
    expect(refused(before, "tf1@1.8")).toBe("carried");
    expect(refused(keras([gru]), "tf1@1.8")).toBe("cannot-express");
    const projected = buildDocument({
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 1,
      modules: [{ name: "a", class: "LSTM", args: { input_size: 2, hidden_size: 3, proj_size: 2 } }],
    });
    expect(refused(projected, "keras@3.15/jax")).toBe("cannot-express");
    expect(refused(projected, "tf1@1.8")).toBe("carried");
    expect(refused(projected, "nowhere@1")).toBe("unknown-dialect");
  });
});
