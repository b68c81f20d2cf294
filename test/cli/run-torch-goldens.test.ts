/** `gatewise run` on the forward goldens of PyTorch that a document can express: modules one behind another, lengths, cells step by step. */
import { describe, expect, it } from "vitest";
import { type NamedArray, namedArray } from "../../src/index.ts";
import { furthest, largest } from "../forward/distance.ts";
import { type ForwardCase, type GoldenArray, readForwardSet } from "../forward/read.ts";
import { commandInProcess, type Dtype, stored } from "./run-files.ts";

const cases = await readForwardSet("torch-2.13");
const runFiles = commandInProcess();

type Step = NonNullable<ForwardCase["forward"]>[number];

/**
 * Whether a document says all of the case: modules one behind another (what joins them otherwise is TypeScript's), and masks of the
 * generator where construction has left it.
 */
function isDocument({ document, forward = [], manual_seed: seeded }: ForwardCase): boolean {
  if (seeded !== undefined) return false;
  const modules = (document.modules as { name: string }[]).map(({ name }) => name);
  return forward.map(({ module }) => module).join() === modules.join() && forward.every(({ of }) => of === undefined);
}

describe.each(["float32", "float64"] as const)("torch-2.13 in %s", (dtype) => {
  const mine = cases.filter((one) => isDocument(one) && !(dtype === "float64" && one.dtype === "float32"));
  it.each(mine.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const [call] = one.calls;
    const step = one.forward?.find(({ lengths, over }) => lengths !== undefined || over !== undefined) ?? {};
    const given = call.states.map((state) => stored(`state/${state.name.replace(/\.([hc])0$/, "/$1")}`, state, dtype));
    const arrays = await (step.over === "time" ? stepByStep(one, given, dtype) : whole(one, given, step, dtype));
    for (const golden of call.outputs) {
      const name = golden.name === "output" ? golden.name : `state/${golden.name.replace(/\.([hc])$/, "/$1")}`;
      const found = arrays.get(name) as NamedArray;
      const array = name === "output" ? padded(found, golden, step, one.forward?.length === 1) : found;
      expect([array.dtype, array.shape]).toEqual([dtype, golden.shape]);
      const bound = Math.max(1, largest(golden.data)) * (dtype === "float64" ? 1e-13 : 1e-6);
      expect(furthest(array.data as Float64Array, golden.data), name).toBeLessThanOrEqual(bound);
    }
  });
});

/** Weights as painted; what counts the batches of a statistic is none, and starts at 0. */
function filesOf({ document, weights }: ForwardCase, dtype: Dtype) {
  const counters = [...weights.keys()]
    .filter((name) => name.endsWith("running_var"))
    .map((name) => name.replace("running_var", "num_batches_tracked"));
  const painted = [...weights.values()].map((array) => stored(array.name, array, dtype));
  return { document, weights: [...painted, ...counters.map((name) => namedArray(name, "int64", []))] };
}

function whole(one: ForwardCase, states: readonly NamedArray[], { lengths }: Partial<Step>, dtype: Dtype) {
  const ends = lengths === undefined ? [] : [namedArray("lengths", "int64", [lengths.length], BigInt64Array.from(lengths, BigInt))];
  const input = [stored("input", one.calls[0].inputs[0], dtype), ...states, ...ends];
  return runFiles({ ...filesOf(one, dtype), input }, { dtype, ...(one.training === true ? { training: true } : {}) });
}

/** A cell over time: one run of the command a step, its states through files. */
async function stepByStep(one: ForwardCase, first: readonly NamedArray[], dtype: Dtype): Promise<Map<string, NamedArray>> {
  const [{ shape, data }] = one.calls[0].inputs;
  const width = shape[1] * shape[2];
  const outputs: Float64Array[] = [];
  let states = first;
  let arrays = new Map<string, NamedArray>();
  for (let t = 0; t < shape[0]; t++) {
    const x: GoldenArray = { name: "x", shape: shape.slice(1), data: data.slice(t * width, (t + 1) * width) as Float64Array };
    arrays = await runFiles({ ...filesOf(one, dtype), input: [stored("input", x, dtype), ...states] }, { dtype });
    states = [...arrays.values()].filter(({ name }) => name.startsWith("state/"));
    outputs.push(arrays.get("output")?.data as Float64Array);
  }
  const all = outputs.flatMap((values) => [...values]);
  const y = { name: "output", shape: [shape[0], ...(arrays.get("output") as NamedArray).shape], data: Float64Array.from(all) };
  return arrays.set("output", stored("output", y, dtype));
}

/** What pad_packed_sequence makes of outputs that keep the input's steps: cut, and filled behind a length, where there are `zeros`. */
function padded(y: NamedArray, { shape }: GoldenArray, { lengths, padding_value }: Partial<Step>, zeros: boolean): NamedArray {
  if (lengths === undefined) return y;
  const timeFirst = shape[1] === lengths.length && y.shape[1] === shape[1];
  const [steps, batch] = timeFirst ? shape : [shape[1], shape[0]];
  const [longest, width] = [y.shape[timeFirst ? 0 : 1], y.shape[2]];
  const data = new Float64Array(steps * batch * width);
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < batch; b++) {
      const [from, to] = timeFirst ? [t * batch + b, t * batch + b] : [b * longest + t, b * steps + t];
      const row = (y.data as Float64Array).subarray(from * width, (from + 1) * width);
      if (t >= lengths[b]) expect(row.every((entry) => entry === 0)).toBe(zeros);
      data.set(t < lengths[b] || padding_value === undefined ? row : row.map(() => padding_value), to * width);
    }
  }
  return stored(y.name, { name: y.name, shape, data }, y.dtype as Dtype);
}
