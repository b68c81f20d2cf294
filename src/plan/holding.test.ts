import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildDocument } from "../document/index.ts";
import { type Box, contains } from "../layout/index.ts";
import { holdings } from "./holding.ts";
import type { GivenStep } from "./plan.ts";

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

  it("says of every element which step wrote it last, whatever the boxes", () => {
    const range = (most: number) => fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(range(7), range(4)), { maxLength: 12 }), (boxes) => {
        const shape = [7, 4];
        const steps = boxes.map((box): GivenStep => ({ do: "given", parameter: 0, box, digest: "", text: { source: "" } }));
        const parameter = { name: "w", shape, dtype: "float32", blocks: [] } as const;
        const [{ blocks }] = holdings({ dialect: "", parameters: [parameter], steps, text: { notes: [] } });
        for (let row = 0; row < shape[0]; row++)
          for (let column = 0; column < shape[1]; column++) {
            const inside = (box: Box) =>
              contains(box, [
                [row, row + 1],
                [column, column + 1],
              ]);
            const holding = blocks[0].held.filter(({ box }) => inside(box));
            expect(holding.map(({ index }) => index)).toEqual([boxes.findLastIndex(inside)]);
          }
      }),
      { numRuns: 300 },
    );
  });
});
