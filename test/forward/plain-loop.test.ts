/** Proves paint rule and reader: one LSTM and one GRU of each layout, forward and every gradient, by a plain loop in float64. */
import { describe, expect, test } from "vitest";
import { gruLoop, lstmLoop, type Reading } from "./plain-loop.ts";
import { type ForwardCase, type GoldenArray, readForwardSet } from "./read.ts";

type Arrays = ReadonlyMap<string, Float64Array>;

/** PyTorch: rows are gates, two biases, time first. */
function torchReading(weights: Arrays, order: readonly number[]): Reading {
  const [I, H] = [3, 4];
  const at = (name: string) => weights.get(`rnn.${name}_l0`) as Float64Array;
  const row = (g: number, h: number) => order[g] * H + h;
  return {
    I,
    H,
    wx: (g, h, k) => at("weight_ih")[row(g, h) * I + k],
    wh: (g, h, k) => at("weight_hh")[row(g, h) * H + k],
    bx: (g, h) => at("bias_ih")[row(g, h)],
    bh: (g, h) => at("bias_hh")[row(g, h)],
  };
}

/** Keras: columns are gates, batch first; a second row of the bias where the reset acts behind. */
function kerasReading(weights: Arrays, order: readonly number[]): Reading {
  const [I, H] = [3, 4];
  const [kernel, recurrent, bias] = [...weights.values()];
  const width = order.length * H;
  const column = (g: number, h: number) => order[g] * H + h;
  return {
    I,
    H,
    wx: (g, h, k) => kernel[k * width + column(g, h)],
    wh: (g, h, k) => recurrent[k * width + column(g, h)],
    bx: (g, h) => bias[column(g, h)],
    bh: (g, h) => (bias.length > width ? bias[width + column(g, h)] : 0),
  };
}

/** The outputs of a case as the loops give them: sequence, then the states. */
function run(
  kind: "lstm" | "gru before" | "gru after",
  batchFirst: boolean,
  read: Reading,
  x: Float64Array,
  states: readonly Float64Array[],
): number[][] {
  const [T, B] = [5, 2];
  const sequence = new Array<number>(T * B * read.H).fill(0);
  const last: number[][] = states.map(() => []);
  const place = (t: number, b: number) => (batchFirst ? b * T + t : t * B + b);
  for (let b = 0; b < B; b++) {
    const steps = Array.from({ length: T }, (_, t) => [...x.subarray(place(t, b) * read.I, (place(t, b) + 1) * read.I)]);
    const [h0, c0] = states.map((state) => [...state.subarray(b * read.H, (b + 1) * read.H)]);
    const result = kind === "lstm" ? lstmLoop(read, steps, h0, c0) : gruLoop(read, steps, h0, kind === "gru before");
    result.sequence.forEach((row, t) => {
      row.forEach((value, unit) => {
        sequence[place(t, b) * read.H + unit] = value;
      });
    });
    last[0].push(...result.h);
    if ("c" in result) last[1].push(...(result.c as number[]));
  }
  return [sequence, ...last];
}

const rows = [
  ["torch-2.13", "LSTM, state given", "lstm", torchReading, [0, 1, 2, 3]],
  ["torch-2.13", "GRU, state given", "gru after", torchReading, [0, 1, 2]],
  ["keras-3.15-tensorflow", "LSTM initial_state return_sequences return_state", "lstm", kerasReading, [0, 1, 2, 3]],
  ["keras-3.15-tensorflow", "GRU reset after initial_state return_sequences return_state", "gru after", kerasReading, [1, 0, 2]],
  ["tf_keras-2.21", "GRU reset before initial_state return_sequences return_state", "gru before", kerasReading, [1, 0, 2]],
] as const;

const floats = (array: GoldenArray | undefined): Float64Array => Float64Array.from(array?.data ?? []);

describe.each(rows)("%s, %s", (set, name, kind, reading, order) => {
  const find = async (): Promise<ForwardCase> => {
    const found = (await readForwardSet(set)).find((one) => one.name === name);
    if (found === undefined) throw new Error(`goldens/forward/${set} has no case ${name}`);
    return found;
  };

  test("outputs and states", async () => {
    const { weights, calls } = await find();
    const [{ inputs, states, outputs }] = calls;
    const read = reading(new Map([...weights].map(([key, array]) => [key, floats(array)])), order);
    const mine = run(kind, reading === kerasReading, read, floats(inputs[0]), states.map(floats));
    expect(mine.length).toBe(outputs.length);
    // float64 rounding over five steps; the frameworks' own exponentials differ in the last bits.
    mine.forEach((values, k) => {
      values.forEach((value, i) => {
        expect(Math.abs(value - outputs[k].data[i])).toBeLessThan(1e-14);
      });
    });
  });

  test("every gradient, by central differences of the painted sum", async () => {
    const { weights, calls } = await find();
    const [{ inputs, states, sums, gradients }] = calls;
    const values = new Map([...inputs, ...states, ...weights.values()].map((array) => [array.name, floats(array)]));
    const total = () => {
      const read = reading(new Map([...weights.keys()].map((key) => [key, values.get(key) as Float64Array])), order);
      const outputs = run(
        kind,
        reading === kerasReading,
        read,
        values.get(inputs[0].name) as Float64Array,
        states.map((s) => values.get(s.name) as Float64Array),
      );
      return outputs.reduce((sum, output, k) => output.reduce((part, value, i) => part + value * sums[k].data[i], sum), 0);
    };
    expect([...gradients.keys()]).toEqual([...values.keys()]);
    // Step 2^-17: the cut-off term is h²·f'''/6 of about 1e-10, rounding 1e-15·|sum| / h of about 1e-10.
    const step = 2 ** -17;
    for (const [key, array] of values) {
      for (let i = 0; i < array.length; i++) {
        const held = array[i];
        array[i] = held + step;
        const above = total();
        array[i] = held - step;
        const below = total();
        array[i] = held;
        expect(Math.abs((above - below) / (2 * step) - (gradients.get(key)?.data[i] ?? Number.NaN)), `${key}[${i}]`).toBeLessThan(1e-8);
      }
    }
  });
});
