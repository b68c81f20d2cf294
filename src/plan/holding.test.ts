import { describe, expect, it } from "vitest";
import { buildDocument } from "../document/index.ts";
import { holdings } from "./holding.ts";

describe("holdings", () => {
  it("finds what stands in each gate in the end, in pieces where calls overlap", () => {
    const plan = buildDocument({
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 1,
      modules: [{ name: "rnn", class: "LSTM", args: { input_size: 2, hidden_size: 4 } }],
      then: [
        { call: "zeros_", on: "rnn.bias_ih_l0", rows: [2, 10] },
        { call: "ones_", on: "rnn.bias_ih_l0", rows: [3, 5] },
        { call: "normal_", on: "rnn.weight_ih_l0", gate: "g" },
      ],
    }).plan();
    const bias = holdings(plan).find(({ parameter }) => parameter.name === "rnn.bias_ih_l0");
    const pieces = bias?.blocks.map(({ gate, held }) => [
      gate,
      held.map(({ box, step }) => [box[0], step?.do === "fill" ? step.text.title : null]),
    ]);
    expect(pieces).toEqual([
      [
        "i",
        [
          [[0, 2], "LSTM.reset_parameters"],
          [[2, 3], "nn.init.zeros_()"],
          [[3, 4], "nn.init.ones_()"],
        ],
      ],
      [
        "f",
        [
          [[4, 5], "nn.init.ones_()"],
          [[5, 8], "nn.init.zeros_()"],
        ],
      ],
      [
        "g",
        [
          [[8, 10], "nn.init.zeros_()"],
          [[10, 12], "LSTM.reset_parameters"],
        ],
      ],
      ["o", [[[12, 16], "LSTM.reset_parameters"]]],
    ]);
    const weight = holdings(plan).find(({ parameter }) => parameter.name === "rnn.weight_ih_l0");
    expect(weight?.blocks.map(({ held }) => held.map(({ step }) => (step?.do === "fill" ? step.call.rule : null)))).toEqual([
      ["uniform_reciprocal_root"],
      ["uniform_reciprocal_root"],
      ["normal"],
      ["uniform_reciprocal_root"],
    ]);
  });
});
