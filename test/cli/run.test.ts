/** `gatewise run` as a process of its own on some forward goldens: weights, inputs, states and lengths through files, as a user would. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type NamedArray, namedArray, readWeights, writeWeights } from "../../src/index.ts";
import { readTensors } from "../../tools/golden/read-set.mjs";
import { furthest, largest } from "../forward/distance.ts";
import { type Painted, paintedValues } from "../forward/painting.ts";
import { type ForwardCase, readForwardSet } from "../forward/read.ts";
import { buildCommand } from "./command.ts";
import { folderOf, models } from "./folder.ts";
import { outputNames } from "./run-document.ts";
import { stored } from "./run-files.ts";

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
    expect(said).toMatch(/^out\.safetensors: output \[[\d, ]+\].*, as torch@2\.13 computes them in inference\n$/);
    const { arrays } = readWeights("out.safetensors", new Uint8Array(readFileSync(join(folder.path, "out.safetensors"))));
    const outputs = one.tensors.filter((tensor) => tensor.startsWith("0/output/"));
    const mine = outputs.map((tensor) => tensor.slice("0/output/".length).replace(/\.([hc])$/, "/$1"));
    expect([...arrays.keys()].sort()).toEqual(mine.map((own) => (own === "output" ? own : `state/${own}`)).sort());
    outputs.forEach((tensor, k) => {
      const golden = expected.get(`${name}/${tensor}`);
      const array = arrays.get(mine[k] === "output" ? "output" : `state/${mine[k]}`) as NamedArray;
      expect([array.dtype, array.shape]).toEqual([dtype, golden.shape]);
      expect(furthest(array.data as Float64Array, golden.data), tensor).toBeLessThanOrEqual(
        Math.max(1, largest(golden.data)) * (dtype === "float64" ? 1e-13 : 1e-6),
      );
    });
  });

  it("a model of Keras 2.1.6 of two inputs and two outputs, and Keras 3 in training", async () => {
    for (const [set, name, flags] of [
      ["keras-2.1.6", "two inputs merged, two outputs", []],
      ["keras-3.15-tensorflow", "LSTM both dropouts in training", ["--training"]],
    ] as const) {
      const one = (await readForwardSet(set)).find((golden) => golden.name === name) as ForwardCase;
      const [call] = one.calls;
      const folder = folderOf({
        "model.json": one.document,
        "w.npz": file(
          "w.npz",
          [...one.weights.values()].map((array) => stored(array.name, array, "float32")),
        ),
        "in.safetensors": file(
          "in.safetensors",
          call.inputs.map((array) => stored(call.inputs.length === 1 ? "input" : `input/${array.name}`, array, "float32")),
        ),
      });
      folder.succeed("run", "model.json", "--weights", "w.npz", "--input", "in.safetensors", "--out", "out.npz", ...flags);
      const { arrays } = readWeights("out.npz", new Uint8Array(readFileSync(join(folder.path, "out.npz"))));
      outputNames(one.document).forEach((output, k) => {
        const bound = 1e-6 * Math.max(1, largest(call.outputs[k].data));
        expect(furthest(arrays.get(output)?.data as Float32Array, call.outputs[k].data), output).toBeLessThanOrEqual(bound);
      });
    }
  });

  it("refuses with status 1 and the four facts, and wrong usage with status 2", () => {
    const folder = folderOf({
      "model.json": models.torch,
      "wide.npz": file("wide.npz", [namedArray("input", "float32", [5, 2, 7])]),
    });
    const { status, stderr } = folder.run("run", "model.json", "--input", "wide.npz", "--out", "o.npz");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /bad-shape\n {2}where: {4}layer encoder, input\n {2}received: \[5, 2, 7\]\n {2}expected: [^\n]*3 features[^\n]*\n {2}fix: /,
    );
    expect(folder.run("run", "model.json", "--out", "o.npz").status).toBe(2);
  });
});
