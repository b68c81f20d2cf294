/** The rows of the table "What differs when a layer runs" in docs/conventions.md, each in the case that shows it. */
import { describe, expect, test } from "vitest";
import { type ForwardCase, type GoldenArray, readForwardSet } from "./read.ts";

async function find(set: string, name: string): Promise<ForwardCase> {
  const found = (await readForwardSet(set)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`goldens/forward/${set} has no case ${name}`);
  return found;
}

/** Step t of sample b of a sequence `[B, T, H]`. */
function step({ data, shape }: GoldenArray, b: number, t: number): number[] {
  const at = (b * shape[1] + t) * shape[2];
  return [...data.subarray(at, at + shape[2])];
}

const zeros = [0, 0, 0, 0];
const everyKeras = [
  ["keras-3.15-tensorflow", "zeros"],
  ["keras-3.15-torch", "zeros"],
  ["keras-3.15-jax", "state"],
  ["keras-3.15-numpy", "state"],
  ["tf_keras-2.21", "zeros"],
  ["keras-2.1.6", "state"],
  ["tf.keras-1.8", "state"],
] as const;

describe.each(everyKeras)("%s", (set, rule) => {
  test(`a masked first step gives ${rule}`, async () => {
    const { calls } = await find(set, "LSTM mask argument, masked first steps, initial_state");
    const [{ outputs, states }] = calls;
    const expected = rule === "zeros" ? zeros : [...states[0].data.subarray(0, 4)];
    expect(step(outputs[0], 0, 0)).toEqual(expected);
    expect(step(outputs[0], 0, 1)).toEqual(expected);
  });

  test("unrolled, a masked first step gives zeros", async () => {
    const { calls } = await find(set, "LSTM unroll, mask argument, initial_state");
    expect(step(calls[0].outputs[0], 0, 0)).toEqual(zeros);
  });

  test("an implicit mask beside initial_state is lost in Keras 3 alone", async () => {
    const [{ outputs }] = (await find(set, "LSTM masked, initial_state")).calls;
    const repeated = step(outputs[0], 0, 1).join() === step(outputs[0], 0, 0).join();
    expect(repeated).toBe(!set.startsWith("keras-3"));
  });

  test("a stateful layer's second call: which state wins", async () => {
    const { calls } = await find(set, "SimpleRNN stateful initial_state");
    const gradient = calls[1].gradients.get("state.0");
    if (gradient !== undefined) expect(gradient.data.some((value) => value !== 0)).toBe(set !== "tf_keras-2.21");
  });

  test("stateful without initial_state: the second call goes on", async () => {
    const [first, second] = (await find(set, "SimpleRNN stateful return_sequences return_state")).calls;
    expect([...first.outputs[1].data]).not.toEqual([...second.outputs[1].data]);
  });
});

describe.each([
  ["keras-3.15-tensorflow", "zeros"],
  ["keras-3.15-torch", "zeros"],
  ["keras-3.15-jax", "repeats"],
  ["keras-3.15-numpy", "repeats"],
  ["tf_keras-2.21", "zeros"],
] as const)("%s, zero_output_for_mask", (set, unrolled) => {
  test("zeros at masked steps, and as the last output", async () => {
    const [{ outputs }] = (await find(set, "SimpleRNN zero_output_for_mask, a gap and an end")).calls;
    expect(step(outputs[0], 1, 4)).toEqual(zeros);
    const [last] = (await find(set, "SimpleRNN zero_output_for_mask, a gap and an end, last output")).calls;
    expect([...last.outputs[0].data.subarray(4, 8)]).toEqual(zeros);
    expect([...last.outputs[1].data.subarray(4, 8)]).not.toEqual(zeros);
  });

  test(`unrolled: ${unrolled}`, async () => {
    const [{ outputs }] = (await find(set, "SimpleRNN zero_output_for_mask unroll")).calls;
    expect(step(outputs[0], 1, 2).join() === zeros.join()).toBe(unrolled === "zeros");
  });
});

test.each([
  ["keras-3.15-tensorflow", 2],
  ["tf_keras-2.21", 2],
  ["keras-2.1.6", 1],
  ["tf.keras-1.8", 1],
] as const)("%s divides activity terms by %i, states' too", async (set, divisor) => {
  const [{ outputs, losses }] = (await find(set, "LSTM activity_regularizer, states returned")).calls;
  const term = ({ data }: GoldenArray) =>
    Array.from(data, (value) => 0.03 * Math.abs(value) + 0.02 * value * value).reduce((a, b) => a + b);
  const total = outputs.reduce((sum, output) => sum + term(output), 0) / divisor;
  expect(losses.reduce((sum, loss) => sum + loss, 0)).toBeCloseTo(total, 6);
});

test.each([
  ["keras-3.15-tensorflow", 1 / 6],
  ["tf_keras-2.21", 0.2],
  ["keras-2.1.6", 0.2],
  ["tf.keras-1.8", 0.2],
] as const)("%s: hard_sigmoid has slope %d", async (set, slope) => {
  const [{ inputs, outputs }] = (await find(set, "activation hard_sigmoid")).calls;
  inputs[0].data.forEach((x, i) => {
    expect(outputs[0].data[i]).toBeCloseTo(Math.min(1, Math.max(0, slope * x + 0.5)), 7);
  });
});

test.each([
  ["keras-3.15-tensorflow", [4, 4, 3, 2]],
  ["tf_keras-2.21", [4, 4, 3, 2]],
  ["keras-2.1.6", [2, 3, 4, 4]],
  ["tf.keras-1.8", [2, 3, 4, 4]],
] as const)("%s returns the states of stacked cells in the widths %j", async (set, widths) => {
  const [{ outputs }] = (await find(set, "stacked cells, everything returned")).calls;
  expect(outputs.slice(1).map(({ shape }) => shape[1])).toEqual(widths);
});

test("PyTorch: outputs behind a sequence's end are the padding value, and its states are those at the end", async () => {
  const [{ outputs }] = (await find("torch-2.13", "GRU packed, padded with a value")).calls;
  const [sequence, last] = outputs;
  // Lengths 2, 5, 3 of three samples, time first.
  expect([...sequence.data.subarray((2 * 3 + 0) * 4, (2 * 3 + 0) * 4 + 4)]).toEqual([-1.5, -1.5, -1.5, -1.5]);
  expect([...sequence.data.subarray((1 * 3 + 0) * 4, (1 * 3 + 0) * 4 + 4)]).toEqual([...last.data.subarray(0, 4)]);
});
