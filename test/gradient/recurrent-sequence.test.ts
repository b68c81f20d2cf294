/** The fused sequence, held to the scanned equation: outputs, last states and every gradient, over every option. */
import { describe, expect, it } from "vitest";
import { type Cell, elman, gru, lstm, scan } from "../../src/cells.ts";
import {
  add,
  gradients,
  mul,
  type RecurrentSequence,
  recurrentSequence,
  sum,
  type Tensor,
  type TensorDType,
  tensor,
} from "../../src/tensor.ts";
import { distance } from "./differences.ts";
import { painted } from "./paint.ts";

const [T, B, I, H] = [5, 3, 4, 6];

interface Row {
  readonly name: string;
  readonly cell: Cell;
  readonly options: Partial<RecurrentSequence> & Pick<RecurrentSequence, "cell">;
  readonly biases?: 0 | 1 | 2;
}

const rows: readonly Row[] = (["sigmoid", "hardSigmoid", "hardSigmoidSixth"] as const).flatMap((gate) =>
  (["tanh", "relu", "linear"] as const).flatMap((activation): Row[] => [
    {
      name: `lstm ${gate} ${activation}`,
      cell: lstm({ gate, activation, forgetBias: 1.25 }),
      options: { cell: "lstm", gate, activation, forgetBias: 1.25 },
    },
    {
      name: `gru before ${gate} ${activation}`,
      cell: gru({ gate, activation, reset: "before" }),
      options: { cell: "gru", gate, activation },
    },
    {
      name: `gru after ${gate} ${activation}`,
      cell: gru({ gate, activation }),
      options: { cell: "gru", gate, activation, resetAfter: true },
    },
    { name: `rnn ${activation} (${gate})`, cell: elman({ activation }), options: { cell: "rnn", activation } },
  ]),
);
const fewer: readonly Row[] = ([0, 1] as const).flatMap((biases) => [
  { name: `lstm, ${biases} biases`, cell: lstm({ biases }), options: { cell: "lstm" }, biases },
  { name: `gru before, ${biases} biases`, cell: gru({ biases, reset: "before" }), options: { cell: "gru" }, biases },
  { name: `gru after, ${biases} biases`, cell: gru({ biases }), options: { cell: "gru", resetAfter: true }, biases },
  { name: `rnn, ${biases} biases`, cell: elman({ biases }), options: { cell: "rnn" }, biases },
]);

const walks = [
  { batchFirst: false, reverse: false, masked: false },
  { batchFirst: true, reverse: true, masked: false },
  { batchFirst: false, reverse: true, masked: true },
  { batchFirst: true, reverse: false, masked: true },
];

const masks: readonly (readonly number[])[] = [
  [1, 1, 1, 1, 1],
  [0, 1, 1, 0, 0],
  [1, 0, 0, 1, 1],
];

function inputsOf(cell: Cell, batchFirst: boolean, dtype: TensorDType): Record<string, Tensor> {
  const made: Record<string, Tensor> = {};
  const add = (name: string, shape: readonly number[], scale: number) => {
    const values = painted(
      shape.reduce((a, b) => a * b, 1),
      17 * Object.keys(made).length,
      scale,
    );
    made[name] = tensor(dtype === "float64" ? values : Float32Array.from(values), { shape, requiresGrad: true });
  };
  add("x", batchFirst ? [B, T, I] : [T, B, I], 1.5);
  for (const [name, shape] of Object.entries(cell.weights)) add(name, shape({ I, H, O: H }), 0.5);
  for (const [name, width] of Object.entries(cell.states)) add(`${name}0`, [B, width({ I, H, O: H })], 1);
  return made;
}

/** A scalar that weighs every output and every last state differently, and gradients to every input. */
function results(outputs: readonly Tensor[], inputs: Record<string, Tensor>): Tensor[] {
  const losses = outputs.map((one, k) => {
    const weights = painted(one.size, 50 * k + 9);
    return sum(mul(one, tensor(one.dtype === "float64" ? weights : Float32Array.from(weights), { shape: one.shape })));
  });
  return [...outputs, ...gradients(losses.reduce(add), Object.values(inputs))];
}

function maskOf(batchFirst: boolean): Uint8Array {
  return Uint8Array.from({ length: T * B }, (_, k) => (batchFirst ? masks[Math.floor(k / T)][k % T] : masks[k % B][Math.floor(k / B)]));
}

function scanned({ cell }: Row, { batchFirst, reverse, masked }: (typeof walks)[number], dtype: TensorDType): Tensor[] {
  const inputs = inputsOf(cell, batchFirst, dtype);
  const states = Object.fromEntries(Object.keys(cell.states).map((name) => [name, inputs[`${name}0`]]));
  const mask = masked ? { mask: maskOf(batchFirst) } : {};
  const { y, states: last } = scan(cell, inputs.x, { weights: inputs, states, batchFirst, reverse, ...mask });
  return results([y, ...Object.values(last)], inputs);
}

function fused({ cell, options, biases = 2 }: Row, { batchFirst, reverse, masked }: (typeof walks)[number], dtype: TensorDType): Tensor[] {
  const inputs = inputsOf(cell, batchFirst, dtype);
  const columns = Math.max(cell.gates.length, 1) * H;
  const { y, h, c } = recurrentSequence({
    ...options,
    units: H,
    x: inputs.x,
    h0: inputs.h0,
    c0: inputs.c0,
    Wx: { of: inputs.Wx, row: columns, column: 1 },
    Wh: { of: inputs.Wh, row: columns, column: 1 },
    bx: biases > 0 ? { of: inputs.bx } : undefined,
    bh: biases > 1 ? { of: inputs.bh } : undefined,
    batchFirst,
    reverse,
    mask: masked ? maskOf(batchFirst) : undefined,
  });
  return results(c === null ? [y, h] : [y, h, c], inputs);
}

const cases = [...rows, ...fewer].flatMap((row) =>
  walks.map(
    (walk) =>
      [
        `${row.name}, ${
          Object.entries(walk)
            .flatMap(([key, on]) => (on ? [key] : []))
            .join(" ") || "plainly"
        }`,
        row,
        walk,
      ] as const,
  ),
);

describe("the plain twin in float64", () => {
  it.each(cases)("%s", (_, row, walk) => {
    const [ours, theirs] = [fused(row, walk, "float64"), scanned(row, walk, "float64")];
    expect(ours.map(({ shape }) => shape)).toEqual(theirs.map(({ shape }) => shape));
    ours.forEach((one, k) => {
      // Two orders of at most a hundred additions of numbers below 100.
      const { difference, largest } = distance(one.data, theirs[k].data);
      expect(difference, `result ${k}`).toBeLessThan(1e-13 * (1 + largest));
    });
  });
});

describe("the backend in use, in float32, beside the equation in float64", () => {
  it.each(cases)("%s", (_, row, walk) => {
    const [ours, theirs] = [fused(row, walk, "float32"), scanned(row, walk, "float64")];
    ours.forEach((one, k) => {
      // Activations within 4 units in the last place, carried through five steps.
      const { difference, largest } = distance(one.data, theirs[k].data);
      expect(difference, `result ${k}`).toBeLessThanOrEqual(2e-6 * (1 + largest));
    });
  });
});

/** Both matrices and biases within one parameter, transposed, gates in another order: read and its gradient written in place. */
it("reads and writes a framework's layout in place", () => {
  const row: Row = { name: "gru", cell: gru(), options: { cell: "gru", resetAfter: true } };
  const [walk] = walks;
  const want = fused(row, walk, "float64");
  const canonical = inputsOf(row.cell, false, "float64");
  const order = [1, 2, 0];
  const width = I + H + 2;
  const packed = new Float64Array(3 * H * width);
  const places = new Map<string, number[]>();
  const put = (name: string, rows: number, first: number) => {
    const at: number[] = [];
    for (let k = 0; k < rows; k++) {
      for (let column = 0; column < 3 * H; column++) at.push((order[Math.floor(column / H)] * H + (column % H)) * width + first + k);
    }
    at.forEach((place, k) => {
      packed[place] = canonical[name].data[k];
    });
    places.set(name, at);
  };
  put("Wx", I, 0);
  put("Wh", H, I);
  const all = tensor(packed, { shape: [3 * H, width], requiresGrad: true });
  const { x, h0, bx, bh } = canonical;
  const rearranged = (bias: Tensor) =>
    tensor(
      Float64Array.from({ length: 3 * H }, (_, k) => bias.data[order.indexOf(Math.floor(k / H)) * H + (k % H)]),
      { requiresGrad: true },
    );
  const biases = [rearranged(bx), rearranged(bh)];
  const { y, h } = recurrentSequence({
    cell: "gru",
    units: H,
    x,
    h0,
    resetAfter: true,
    order,
    Wx: { of: all, row: 1, column: width },
    Wh: { of: all, offset: I, row: 1, column: width },
    bx: { of: biases[0] },
    bh: { of: biases[1] },
  });
  const got = results([y, h], { all, bx: biases[0], bh: biases[1] });
  const [, , , ofWx, ofWh, ofBx] = want;
  expect(distance(got[0].data, want[0].data).difference).toBeLessThan(1e-14);
  const gathered = (name: string) => (places.get(name) as number[]).map((place) => got[2].data[place]);
  expect(distance(gathered("Wx"), ofWx.data)).toMatchObject({ difference: expect.closeTo(0, 12) });
  expect(distance(gathered("Wh"), ofWh.data)).toMatchObject({ difference: expect.closeTo(0, 12) });
  const ofBias = ofBx.data;
  expect(
    distance(
      got[3].data,
      order.flatMap((_, place) => [...ofBias.slice(order.indexOf(place) * H, (order.indexOf(place) + 1) * H)]),
    ).difference,
  ).toBeLessThan(1e-12);
});

it("gives no workspace to results that no gradient is asked of", () => {
  const row = rows[0];
  const inputs = inputsOf(row.cell, false, "float32");
  for (const one of Object.values(inputs)) one.requiresGrad = false;
  const { y, h } = recurrentSequence({
    cell: "lstm",
    units: H,
    x: inputs.x,
    Wx: { of: inputs.Wx, row: 4 * H, column: 1 },
    Wh: { of: inputs.Wh, row: 4 * H, column: 1 },
  });
  expect([y.requiresGrad, h.requiresGrad, y.shape, h.shape]).toEqual([false, false, [T, B, H], [B, H]]);
});
