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
    says: ["one stream with one seed (5, 0)", "the same numbers"],
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
