/** Our equations against the cells of the frameworks, run there in float64: outputs, last states and every gradient. */
import { describe, expect, it } from "vitest";
import { type Cell, elman, gru, lstm, scan } from "../../src/cells.ts";
import { add, gradients, mul, sum, type Tensor, tensor } from "../../src/tensor.ts";
import { distance } from "../gradient/differences.ts";
import { painted, paintedTensor } from "../gradient/paint.ts";
import { loadGolden } from "./load.ts";

interface GoldenCase {
  readonly name: string;
  readonly cell: "lstm" | "gru" | "rnn";
  readonly options: Record<string, never>;
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[]; readonly scale: number }[];
  readonly outputs: readonly (readonly number[])[];
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

const kinds: Readonly<Record<GoldenCase["cell"], (options: Record<string, never>) => Cell>> = { lstm, gru, rnn: elman };
const rows: [string, GoldenCase][] = [];
for (const framework of ["torch-2.13", "keras-3.15", "tf1-1.15"]) {
  const text = new TextDecoder().decode(await loadGolden(`cells/${framework}.json`));
  const { cases } = JSON.parse(text) as { cases: readonly GoldenCase[] };
  rows.push(...cases.map((one): [string, GoldenCase] => [`${framework} ${one.name}`, one]));
}

describe("the equations against the frameworks", () => {
  it.each(rows)("%s", (_, golden) => {
    const cell = kinds[golden.cell](golden.options);
    const inputs = Object.fromEntries(golden.inputs.map(({ name, ...paint }, place) => [name, paintedTensor(paint, place, "float64")]));
    expect(Object.keys(inputs)).toEqual(["x", ...Object.keys(cell.weights), ...Object.keys(cell.states).map((state) => `${state}0`)]);
    const first = Object.fromEntries(Object.keys(cell.states).map((state) => [state, inputs[`${state}0`]]));
    const { y, states } = scan(cell, inputs.x, { weights: inputs, states: first });
    const outputs = [y, ...Object.values(states)];
    expect(outputs.length).toBe(golden.outputs.length);
    outputs.forEach((one, k) => expectClose(one.data, golden.outputs[k], `output ${k}`));
    const losses = outputs.map((one, k) => sum(mul(one, tensor(painted(one.size, 50 * k + 9), { shape: one.shape }))));
    const found = gradients(losses.reduce(add), Object.values(inputs));
    Object.keys(inputs).forEach((name, k) => expectClose(found[k].data, golden.gradients[name], `gradient of ${name}`));
  });
});

/** Both sides are float64: they differ by the order of some dozen additions, four steps deep. */
function expectClose(ours: Tensor["data"], theirs: readonly number[], what: string): void {
  const { difference, largest } = distance(ours, theirs);
  expect(difference, what).toBeLessThan(1e-13 * (1 + largest));
}
