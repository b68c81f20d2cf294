/** The equations that an explanation shows, against the formulas as the frameworks' own documentation has them. */
import { describe, expect, it } from "vitest";
import { buildDocument } from "../../src/document.ts";
import { printExplanation } from "../../src/index.ts";

const torch = (...modules: { name: string; class: string; args: object }[]) =>
  buildDocument({ gatewise: 1, dialect: "torch@2.13", seed: { manual_seed: 1 }, modules }).explanation();
const keras = (dialect: string, name: string, config: object = {}) =>
  buildDocument({
    gatewise: 1,
    dialect,
    seed: 1,
    input_shape: [null, 4, 3],
    layers: [{ class_name: name, config: { units: 2, ...config } }],
  }).explanation();
const tf1 = (cell: object) =>
  buildDocument({
    gatewise: 1,
    dialect: "tf1@1.8",
    seed: { graph: 1 },
    program: [{ placeholder: { name: "x", shape: [2, 3] } }, { cell, inputs: "x" }],
  }).explanation();
const sizes = { input_size: 3, hidden_size: 2 };

describe("the equations of an explanation", () => {
  it("stand once for all directions and levels that have one: PyTorch's GRU resets after", () => {
    expect(torch({ name: "g", class: "GRU", args: { ...sizes, num_layers: 2, bidirectional: true } }).equations).toEqual([
      {
        cells: ["gru#0.forward", "gru#0.backward", "gru#1.forward", "gru#1.backward"],
        lines: [
          "u = x·Wx + bx",
          "v = h·Wh + bh",
          "r = sigmoid(u_r + v_r)",
          "z = sigmoid(u_z + v_z)",
          "n = tanh(u_n + r⊙v_n)",
          "h' = z⊙h + (1 - z)⊙n",
        ],
      },
    ]);
  });

  it("have a projection, a nonlinearity, no biases; other layers have none", () => {
    const { equations = [] } = torch(
      { name: "l", class: "LSTM", args: { ...sizes, proj_size: 1 } },
      { name: "d", class: "Linear", args: { in_features: 1, out_features: 3 } },
      { name: "r", class: "RNN", args: { ...sizes, nonlinearity: "relu", bias: false } },
    );
    expect(equations.map(({ cells }) => cells)).toEqual([["lstm#0.forward"], ["rnn#0.forward"]]);
    expect(equations[0].lines.at(-1)).toBe("h' = (o⊙tanh(c'))·P");
    expect(equations[1].lines).toEqual(["h' = relu(x·Wx + h·Wh)"]);
  });

  it("are those of the version's default GRU: Keras 2 resets before, by its hard sigmoid", () => {
    expect(keras("keras@2.1.6", "GRU").equations?.[0].lines).toEqual([
      "u = x·Wx + bx",
      "v = h·Wh_rz",
      "r = hard_sigmoid(u_r + v_r)",
      "z = hard_sigmoid(u_z + v_z)",
      "n = tanh(u_n + (r⊙h)·Wh_n)",
      "h' = z⊙h + (1 - z)⊙n",
    ]);
    const [{ lines }] = keras("keras@3.15/numpy", "GRU", { activation: "relu" }).equations ?? [];
    expect(lines.slice(2, 5)).toEqual(["r = sigmoid(u_r + v_r)", "z = sigmoid(u_z + v_z)", "n = relu(u_n + r⊙v_n)"]);
  });

  it("have TensorFlow 1's forget bias, peepholes and clips", () => {
    expect(tf1({ BasicLSTMCell: { num_units: 2, forget_bias: 0.5 } }).equations?.[0].lines[2]).toBe("f = sigmoid(z_f + 0.5)");
    const full = { num_units: 2, use_peepholes: true, cell_clip: 3, num_proj: 2, proj_clip: 0.5 };
    expect(tf1({ LSTMCell: full }).equations?.[0].lines).toEqual([
      "z = x·Wx + bx + h·Wh",
      "i = sigmoid(z_i + c⊙pi)",
      "f = sigmoid(z_f + c⊙pf + 1)",
      "g = tanh(z_g)",
      "c' = clip(f⊙c + i⊙g, -3, 3)",
      "o = sigmoid(z_o + c'⊙po)",
      "h' = clip((o⊙tanh(c'))·P, -0.5, 0.5)",
    ]);
  });

  it("are printed, and only where there are any", () => {
    expect(printExplanation(torch({ name: "r", class: "RNN", args: sizes }))).toMatch(
      /\nEquations\n─+\n\n {2}rnn#0\.forward\n {4}h' = tanh\(x·Wx \+ bx \+ h·Wh \+ bh\)\n\nWhat /,
    );
    expect(printExplanation(keras("keras@3.15/numpy", "Dense"))).not.toContain("Equations");
  });
});
