import { describe, expect, it } from "vitest";
import { plainBackend } from "../../src/kernels/index.ts";
import { painted } from "./painted.ts";

const { kernels } = plainBackend;
const [T, B, I, H] = [3, 2, 2, 3];

/** What a cell's weights and inputs are called, and how long they are. */
const lengths = (G: number) => ({ x: T * B * I, Wx: I * G * H, Wh: H * G * H, bx: G * H, bh: G * H, h0: B * H, c0: B * H });

const cells = [
  { cell: "lstm", G: 4, gate: "sigmoid", activation: "tanh", resetAfter: 0 },
  { cell: "lstm", G: 4, gate: "hardSigmoid", activation: "relu", resetAfter: 0 },
  { cell: "gru", G: 3, gate: "sigmoid", activation: "tanh", resetAfter: 0 },
  { cell: "gru", G: 3, gate: "sigmoid", activation: "tanh", resetAfter: 1 },
  { cell: "gru", G: 3, gate: "hardSigmoidSixth", activation: "linear", resetAfter: 1 },
  { cell: "rnn", G: 1, gate: "sigmoid", activation: "tanh", resetAfter: 0 },
] as const;

describe("the gradients of the plain sequence twins", () => {
  it.each(cells.flatMap((what) => [0, 1].map((reverse) => ({ ...what, reverse }))))(
    "are those of central differences: $cell $gate $activation, reset after $resetAfter, reverse $reverse",
    ({ cell, G, reverse, ...options }) => {
      const sizes = lengths(G);
      const names = (Object.keys(sizes) as (keyof typeof sizes)[]).filter((name) => name !== "c0" || cell === "lstm");
      const given = Object.fromEntries(
        Object.entries(sizes).map(([name, length], i) => [name, Float64Array.from(painted(length, 13 * i + 2), (value) => value * 0.7)]),
      ) as Record<keyof typeof sizes, Float64Array>;
      const mask = Uint8Array.of(1, 1, 0, 1, 1, 0);
      const dy = Float64Array.from(painted(T * B * H, 91));
      const [dhLast, dcLast] = [Float64Array.from(painted(B * H, 17)), Float64Array.from(painted(B * H, 57))];
      const shared = () => ({
        ...{ T, B, I, H, ...given, ...options, mask, maskTime: B, maskBatch: 1, reverse, forgetBias: 1, training: 1 },
        ...{ xTime: B * I, xBatch: I, yTime: B * H, yBatch: H, WxRow: G * H, WxColumn: 1, WhRow: G * H, WhColumn: 1 },
        order: Int32Array.from({ length: G }, (_, g) => G - 1 - g),
        workspace: plainBackend.workspace(kernels[`${cell}Workspace`](T, B, I, H, 1)),
      });
      const loss = () => {
        const [y, hLast, cLast] = [new Float64Array(T * B * H), new Float64Array(B * H), new Float64Array(B * H)];
        const call = { ...shared(), y, hLast, cLast };
        kernels[`${cell}Forward`](call);
        const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
        return { call, value: dot(y, dy) + dot(hLast, dhLast) + (cell === "lstm" ? dot(cLast, dcLast) : 0) };
      };
      const { call } = loss();
      const gradients = Object.fromEntries(names.map((name) => [`d${name}`, new Float64Array(sizes[name])]));
      const strides = { dyTime: B * H, dyBatch: H, dxTime: B * I, dxBatch: I };
      kernels[`${cell}Backward`]({ ...call, dy, dhLast, dcLast, ...strides, ...gradients, accumulate: 0 } as never);
      const step = 2 ** -17;
      for (const name of names) {
        for (let i = 0; i < sizes[name]; i++) {
          const kept = given[name][i];
          given[name][i] = kept + step;
          const above = loss().value;
          given[name][i] = kept - step;
          const below = loss().value;
          given[name][i] = kept;
          // The error of a central difference is some third derivative times step²: 1e-10 by the sizes here.
          expect(Math.abs((above - below) / (2 * step) - gradients[`d${name}`][i]), `d${name}[${i}]`).toBeLessThan(1e-8);
        }
      }
    },
  );
});
