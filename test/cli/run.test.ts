/** `gatewise run` on PyTorch's forward goldens: weights, inputs, states and lengths through files, as a user would. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type NamedArray, namedArray, readWeights, writeWeights } from "../../src/index.ts";
import { readTensors } from "../../tools/golden/read-set.mjs";
import { type Painted, paintedValues } from "../forward/painting.ts";
import { buildCommand } from "./command.ts";
import { folderOf, models } from "./folder.ts";

interface Case {
  readonly name: string;
  readonly document: object;
  readonly forward: readonly { readonly lengths?: readonly number[] }[];
  readonly weights: readonly Painted[];
  readonly calls: readonly [{ inputs: readonly Painted[]; states: readonly Painted[] }];
  readonly tensors: readonly string[];
}

const goldens = "goldens/forward/torch-2.13";
const cases: readonly Case[] = JSON.parse(readFileSync(`${goldens}/cases.json`, "utf8"));
const expected = readTensors(new Uint8Array(readFileSync(`${goldens}/expected.safetensors`)));

beforeAll(buildCommand, 180_000);

const paint = (name: string, painted: Painted, dtype: "float32" | "float64"): NamedArray => {
  const values = paintedValues(painted);
  if (painted.integers !== undefined) return namedArray(name, "int64", painted.shape, BigInt64Array.from(values, BigInt));
  return dtype === "float64"
    ? namedArray(name, dtype, painted.shape, values)
    : namedArray(name, dtype, painted.shape, Float32Array.from(values));
};
const file = (name: string, arrays: readonly NamedArray[]) => writeWeights(name, arrays, new Map());
const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs), 0);

describe("run", () => {
  it.each([
    ["LSTM two layers bidirectional, state given", "float64"],
    ["LSTM two layers bidirectional, state given", "float32"],
    ["GRU batch first, state given", "float64"],
    ["RNN relu unbatched", "float64"],
    ["LSTM projected two layers, no state", "float32"],
    ["GRU packed unsorted, state given", "float64"],
    ["LSTMCell, state given", "float64"],
    ["embedding, LSTM, linear", "float32"],
    ["embedding with padding, packed LSTM bidirectional, linear", "float64"],
  ] as const)("%s, in %s", (name, dtype) => {
    const one = cases.find((golden) => golden.name === name) as Case;
    const [{ inputs, states }] = one.calls;
    const lengths = one.forward.find((step) => step.lengths !== undefined)?.lengths;
    const given = [
      paint("input", inputs[0], dtype),
      ...states.map((state) => paint(`state/${state.name.replace(/\.([hc])0$/, "/$1")}`, state, dtype)),
      ...(lengths === undefined ? [] : [namedArray("lengths", "int64", [lengths.length], BigInt64Array.from(lengths, BigInt))]),
    ];
    const folder = folderOf({
      "model.json": one.document,
      "weights.safetensors": file(
        "weights.safetensors",
        one.weights.map((weight) => paint(weight.name, weight, dtype)),
      ),
      "input.npz": file("input.npz", given),
    });
    const line = ["run", "model.json", "--weights", "weights.safetensors", "--input", "input.npz", "--out", "out.safetensors"];
    const said = folder.succeed(...line, "--dtype", dtype);
    expect(said).toMatch(/^out\.safetensors: output \[[\d, ]+\].*, as torch@2\.13 computes them\n$/);
    const { arrays } = readWeights("out.safetensors", new Uint8Array(readFileSync(join(folder.path, "out.safetensors"))));
    const outputs = one.tensors.filter((tensor) => tensor.startsWith("0/output/"));
    const mine = outputs.map((tensor) => tensor.slice("0/output/".length).replace(/\.([hc])$/, "/$1"));
    expect([...arrays.keys()].sort()).toEqual(mine.map((own) => (own === "output" ? own : `state/${own}`)).sort());
    outputs.forEach((tensor, k) => {
      const golden = expected.get(`${name}/${tensor}`);
      const array = arrays.get(mine[k] === "output" ? "output" : `state/${mine[k]}`) as NamedArray;
      expect([array.dtype, array.shape]).toEqual([dtype, golden.shape]);
      const furthest = Math.max(...Array.from(array.data as Float64Array, (value, i) => Math.abs(value - golden.data[i])));
      expect(furthest, tensor).toBeLessThanOrEqual(Math.max(1, largest(golden.data)) * (dtype === "float64" ? 1e-13 : 1e-6));
    });
  });

  it("refuses a file without an input, an unknown tensor, weights of another net, and a dialect that does not run", () => {
    const zeros = (name: string, shape: number[]) => namedArray(name, "float32", shape);
    const folder = folderOf({
      "model.json": models.torch,
      "input.npz": file("input.npz", [zeros("input", [5, 2, 3])]),
      "empty.npz": file("empty.npz", [zeros("x", [5, 2, 3])]),
      "more.npz": file("more.npz", [zeros("input", [5, 2, 3]), zeros("inptu", [5, 2, 3])]),
      "wide.npz": file("wide.npz", [zeros("input", [5, 2, 7])]),
      "other.npz": file("other.npz", [zeros("lstm.weight", [2])]),
      "double.npz": file("double.npz", [namedArray("input", "float64", [5, 2, 3])]),
    });
    folder.succeed("init", "model.json", "--out", "w.npz");
    const refused = (weights: string, input: string) => {
      const { status, stderr } = folder.run("run", "model.json", "--weights", weights, "--input", input, "--out", "o.npz");
      expect(status).toBe(1);
      return stderr;
    };
    expect(refused("w.npz", "empty.npz")).toMatch(/missing-tensor[\s\S]*empty\.npz, input/);
    expect(refused("w.npz", "more.npz")).toMatch(/unknown-key[\s\S]*inptu/);
    expect(refused("w.npz", "wide.npz")).toMatch(/bad-shape[\s\S]*layer encoder, input[\s\S]*\[5, 2, 7\][\s\S]*3 features/);
    expect(refused("w.npz", "double.npz")).toMatch(/bad-dtype[\s\S]*layer encoder, input[\s\S]*float64[\s\S]*float32/);
    expect(refused("other.npz", "input.npz")).toMatch(/missing-tensor[\s\S]*encoder\.weight_ih_l0[\s\S]*lstm\.weight/);
  });
});
