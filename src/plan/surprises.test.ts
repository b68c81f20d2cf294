import { describe, expect, it } from "vitest";
import { buildDocument } from "../document/index.ts";

const lstm = { input_size: 5, hidden_size: 8 };
const torch = (modules: object[], then: object[] = [], seed: unknown = 7) =>
  buildDocument({ gatewise: 1, dialect: "torch@2.13", seed, modules, then }).explanation();
const keras = (dialect: string, layers: object[], seed: unknown = 7) =>
  buildDocument({ gatewise: 1, dialect, seed, input_shape: [null, 6, 5], layers }).explanation();
const rnn = [{ name: "rnn", class: "LSTM", args: lstm }];

/** What is asked, and words that the answer must hold, or must not. */
const told: {
  name: string;
  explanation: () => { surprises: readonly string[]; notes: readonly string[] };
  says: string[];
  not?: string[];
}[] = [
  {
    name: "whole-matrix orthogonal",
    explanation: () => torch(rnn, [{ call: "orthogonal_", on: "*weight_hh*" }]),
    says: ["as one 32×8 matrix, so no gate is orthogonal", "0.5"],
  },
  {
    name: "per-gate orthogonal",
    explanation: () => torch(rnn, [{ call: "orthogonal_", on: "*weight_hh*", each_gate: true }]),
    says: [],
    not: ["no gate is orthogonal"],
  },
  {
    name: "stacked fans",
    explanation: () => torch(rnn, [{ call: "xavier_uniform_", on: "*weight_ih*" }]),
    says: ["fan_out 32 = 4·8", "smaller"],
  },
  {
    name: "fan_in alone does not see the stack",
    explanation: () => torch(rnn, [{ call: "kaiming_uniform_", on: "*weight_ih*" }]),
    says: [],
    not: ["stacked matrix"],
  },
  {
    name: "two forget biases of 1",
    explanation: () =>
      torch(rnn, [
        { call: "zeros_", on: "*bias*" },
        { call: "ones_", on: "*bias*", gate: "f" },
      ]),
    says: ["1 + 1 = 2"],
  },
  {
    name: "one forget bias of 1",
    explanation: () =>
      torch(rnn, [
        { call: "zeros_", on: "*bias*" },
        { call: "ones_", on: "*bias_ih*", gate: "f" },
      ]),
    says: [],
    not: ["both biases add"],
  },
  { name: "default biases", explanation: () => torch(rnn), says: ["both biases are random and add", "not at 1"] },
  {
    name: "a slice one off",
    explanation: () => torch(rnn, [{ call: "ones_", on: "rnn.bias_ih_l0", rows: [7, 15] }]),
    says: ["cuts across gates (it touches i, f)"],
  },
  {
    name: "a loop over four blocks of a GRU's three",
    explanation: () =>
      torch([{ name: "rnn", class: "GRU", args: lstm }], [{ call: "orthogonal_", on: "rnn.weight_hh_l0", rows: [24, 32] }]),
    says: ["the slice is empty (the parameter has 24 rows)"],
  },
  {
    name: "overwritten draws",
    explanation: () => torch(rnn, [{ call: "zeros_", on: "*bias*" }]),
    says: ["drawn and then overwritten", "consumed all the same"],
  },
  { name: "no seed", explanation: () => torch(rnn, [], null), says: ["no seed fixes default generator"] },
  {
    name: "one seed for two layers of Keras",
    explanation: () =>
      keras("keras@3.15/jax", [
        { class_name: "Dense", config: { units: 3, kernel_initializer: { class_name: "RandomNormal", config: { seed: 5 } } } },
        { class_name: "Dense", config: { units: 3, kernel_initializer: { class_name: "RandomNormal", config: { seed: 5 } } } },
      ]),
    says: ["one stream with one seed (5, 0)", "they share the underlying draws"],
    not: ["the same numbers"],
  },
  {
    name: "one seed for two layers of one shape",
    explanation: () =>
      keras("keras@3.15/jax", [
        { class_name: "Dense", config: { units: 5, kernel_initializer: { class_name: "RandomNormal", config: { seed: 5 } } } },
        { class_name: "Dense", config: { units: 5, kernel_initializer: { class_name: "RandomNormal", config: { seed: 5 } } } },
      ]),
    says: ["one stream with one seed (5, 0), so they start with the same numbers"],
    not: ["not independent"],
  },
  {
    name: "one seed for three rules",
    explanation: () =>
      keras(
        "keras@3.15/jax",
        ["RandomUniform", "Orthogonal", "RandomNormal"].map((class_name) => ({
          class_name: "Dense",
          config: { units: 5, kernel_initializer: { class_name, config: { seed: 1 } } },
        })),
      ),
    says: ["they share the underlying draws"],
    not: ["the same numbers"],
  },
  {
    name: "biases drawn around 1.5 each",
    explanation: () => torch(rnn, [{ call: "uniform_", on: "*bias*", args: { a: 1, b: 2 } }]),
    says: ["both biases are random and add: the forget gate's bias starts around 3, not at 1"],
    not: ["around 0"],
  },
  {
    name: "biases drawn around a half each",
    explanation: () => torch(rnn, [{ call: "uniform_", on: "*bias*" }]),
    says: [],
    not: ["not at 1"],
  },
  {
    name: "one random bias and one of 1",
    explanation: () => torch(rnn, [{ call: "ones_", on: "*bias_ih*", gate: "f" }]),
    says: [],
    not: ["both add", "both biases"],
  },
  {
    name: "a random bias around 0.5 and one of 1",
    explanation: () =>
      torch(rnn, [
        { call: "uniform_", on: "*bias_hh*" },
        { call: "ones_", on: "*bias_ih*", gate: "f" },
      ]),
    says: ["one bias is random, and both add: the forget gate's bias starts around 1.5, not at 1"],
  },
  {
    name: "whole-matrix orthogonal that is drawn over gate by gate",
    explanation: () =>
      torch(rnn, [
        { call: "orthogonal_", on: "*weight_hh*" },
        { call: "orthogonal_", on: "*weight_hh*", each_gate: true },
      ]),
    says: [],
    not: ["no gate is orthogonal"],
  },
  {
    name: "uncorrected truncation",
    explanation: () => keras("keras@2.1.6", [{ class_name: "Dense", config: { units: 3, kernel_initializer: "he_normal" } }]),
    says: ["0.8796 times"],
  },
  {
    name: "corrected truncation",
    explanation: () => keras("keras@3.15/jax", [{ class_name: "Dense", config: { units: 3, kernel_initializer: "he_normal" } }]),
    says: [],
    not: ["0.8796 times"],
  },
  {
    name: "TensorFlow's forget bias",
    explanation: () =>
      buildDocument({
        gatewise: 1,
        dialect: "tf1@1.8",
        seed: 1,
        program: [{ placeholder: { name: "x", shape: [2, 5] } }, { cell: { BasicLSTMCell: { num_units: 3 } }, inputs: "x" }],
      }).explanation(),
    says: ["is added at run time and never stored"],
  },
  {
    name: "TensorFlow's forget bias switched off",
    explanation: () =>
      buildDocument({
        gatewise: 1,
        dialect: "tf1@1.8",
        seed: 1,
        program: [
          { placeholder: { name: "x", shape: [2, 5] } },
          { cell: { BasicLSTMCell: { num_units: 3, forget_bias: 0 } }, inputs: "x" },
        ],
      }).explanation(),
    says: [],
    not: ["run time"],
  },
];

const kernel = { class_name: "Orthogonal", config: {} };
const kerasWide = (width: number, units: number) =>
  buildDocument({
    gatewise: 1,
    dialect: "keras@3.15/jax",
    seed: 7,
    input_shape: [null, 6, width],
    layers: [{ class_name: "LSTM", config: { units, kernel_initializer: kernel, recurrent_initializer: "zeros" } }],
  });
const tf1 = (cell: object, inputs: number) =>
  buildDocument({
    gatewise: 1,
    dialect: "tf1@1.8",
    seed: 7,
    program: [
      { placeholder: { name: "x", shape: [2, inputs] } },
      { variable_scope: "s", initializer: "orthogonal_initializer", do: [{ cell, inputs: "x" }] },
    ],
  });
const torchBuilt = (input: number, hidden: number, on: string, gain = 1) =>
  buildDocument({
    gatewise: 1,
    dialect: "torch@2.13",
    seed: 7,
    modules: [{ name: "rnn", class: "LSTM", args: { input_size: input, hidden_size: hidden } }],
    then: [{ call: "orthogonal_", on, args: { gain } }],
  });

/** Orthogonalised matrices, and of which roles the gates' blocks shrink; none: they keep their orthonormal vectors. */
const orthogonalised = [
  { name: "square gates of a tall matrix", built: () => torchBuilt(5, 40, "rnn.weight_hh_l0"), roles: ["Wh"] },
  { name: "with a gain", built: () => torchBuilt(5, 40, "rnn.weight_hh_l0", 3), roles: ["Wh"] },
  { name: "narrow gates of a tall matrix", built: () => torchBuilt(5, 40, "rnn.weight_ih_l0"), roles: ["Wx"] },
  { name: "wide gates of a tall matrix", built: () => torchBuilt(90, 40, "rnn.weight_ih_l0"), roles: ["Wx"] },
  { name: "rows of a wide matrix", built: () => torchBuilt(64, 4, "rnn.weight_ih_l0"), roles: [] },
  { name: "rows of a square matrix", built: () => torchBuilt(16, 4, "rnn.weight_ih_l0"), roles: [] },
  { name: "columns of a wide matrix", built: () => kerasWide(30, 40), roles: ["Wx"] },
  { name: "columns of a tall matrix", built: () => kerasWide(64, 4), roles: [] },
  { name: "TensorFlow 1, wide", built: () => tf1({ LSTMCell: { num_units: 40 } }, 40), roles: ["Wx", "Wh"] },
  { name: "TensorFlow 1, wide, other inputs", built: () => tf1({ LSTMCell: { num_units: 40 } }, 10), roles: ["Wx", "Wh"] },
  { name: "TensorFlow 1, tall", built: () => tf1({ LSTMCell: { num_units: 20 } }, 100), roles: ["Wx", "Wh"] },
  { name: "TensorFlow 1, one gate", built: () => tf1({ BasicRNNCell: { num_units: 30 } }, 20), roles: ["Wx", "Wh"] },
];

describe("orthogonal over several gates", () => {
  for (const { name, built, roles } of orthogonalised) {
    it(name, () => {
      const { surprises } = built().explanation();
      const said = surprises.find((text) => text.includes("orthogonalised as one"));
      const plan = built().plan();
      const tensors = built().tensors();
      if (roles.length === 0) expect(said).toBeUndefined();
      const rooted = new Map<string, number[]>();
      for (const step of plan.steps) {
        if (step.do !== "fill" || !step.call.rule.startsWith("orthogonal")) continue;
        const parameter = plan.parameters[step.parameter];
        const { data } = tensors.get(parameter.name) as { data: ArrayLike<number> };
        for (const { role, box } of parameter.blocks) {
          const [[top, bottom], [left, right]] = box;
          let squares = 0;
          for (let i = top; i < bottom; i++) for (let j = left; j < right; j++) squares += data[i * parameter.shape[1] + j] ** 2;
          rooted.set(role, [...(rooted.get(role) ?? []), squares / Math.min(bottom - top, right - left)]);
        }
      }
      expect(rooted.size).toBeGreaterThan(0);
      for (const [role, squares] of rooted) {
        const drawn = Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
        // Orthonormal blocks have nothing but ones for singular values.
        if (roles.length === 0) expect(drawn).toBeCloseTo(1, 5);
        else {
          const numbers = said?.match(/singular value (?:Wx )?([\d.]+)(?:, Wh ([\d.]+))?/) ?? [];
          const told = Number((role === "Wh" ? numbers[2] : undefined) ?? numbers[1]);
          expect(Math.abs(drawn / told - 1), `${role}: drawn ${drawn}, told ${said}`).toBeLessThan(0.05);
        }
      }
    });
  }

  it("TensorFlow's LSTMCell(8) on 8 inputs", () => {
    const text = tf1({ LSTMCell: { num_units: 8 } }, 8)
      .explanation()
      .surprises.join("\n");
    expect(text).toContain("8 blocks (Wx and Wh) together have orthonormal rows");
    expect(text).toContain("root mean square singular value 0.5)");
  });
});

describe("surprises", () => {
  for (const { name, explanation, says, not = [] } of told) {
    it(name, () => {
      const { surprises, notes } = explanation();
      const text = [...surprises, ...notes].join("\n");
      for (const words of says) expect(text).toContain(words);
      for (const words of not) expect(text).not.toContain(words);
    });
  }
});
