/** What `gatewise run` refuses, each with the layer or tensor, what came and what is wanted; and files of one array, and starts from a seed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { init } from "../../src/cli/commands/init.ts";
import { run } from "../../src/cli/commands/run.ts";
import { GatewiseError, type NamedArray, namedArray, readWeights, writeWeights } from "../../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "gatewise-run-refusals-"));
const at = (name: string) => join(folder, name);
const said: string[] = [];
beforeAll(() => {
  vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const torch = (modules: object[], seed: number | null = 7) => ({ gatewise: 1, dialect: "torch@2.13", seed, modules });
const encoder = { name: "encoder", class: "LSTM", args: { input_size: 3, hidden_size: 4 } };
const node = (name: string, from: string) => ({
  name,
  class_name: "GRU",
  config: { name, units: 3 },
  inbound_nodes: [[[from, 0, 0, {}]]],
});
const entry = (name: string) => ({
  name,
  class_name: "InputLayer",
  config: { name, batch_input_shape: [null, 5, 3], dtype: "float32" },
  inbound_nodes: [],
});
const ends = (names: string[]) => names.map((name) => [name, 0, 0]);
const documents = {
  lstm: torch([encoder]),
  net: torch([
    { name: "table", class: "Embedding", args: { num_embeddings: 6, embedding_dim: 3 } },
    encoder,
    { name: "drop", class: "Dropout", args: { p: 0.5 } },
    { name: "head", class: "Linear", args: { in_features: 4, out_features: 2 } },
  ]),
  unseeded: torch([encoder], null),
  head: torch([{ name: "head", class: "Linear", args: { in_features: 3, out_features: 2 } }]),
  keras: {
    gatewise: 1,
    dialect: "keras@3.15/jax",
    seed: 7,
    input_shape: [null, 5, 3],
    layers: [{ class_name: "GRU", config: { units: 4, return_sequences: true } }],
  },
  two: {
    gatewise: 1,
    dialect: "keras@2.1.6",
    seed: 7,
    model: {
      class_name: "Model",
      config: {
        name: "m",
        layers: [entry("left"), entry("right"), node("a", "left"), node("b", "right")],
        input_layers: ends(["left", "right"]),
        output_layers: ends(["a", "b"]),
      },
    },
  },
  tf1: { gatewise: 1, dialect: "tf1@1.8", seed: { graph: 7 }, program: [{ placeholder: { name: "x", shape: [4, 6] } }] },
  own: { gatewise: 1, dialect: "gatewise@1", seed: 7, modules: [{ name: "net", class: "GRU", args: { input_size: 3, hidden_size: 4 } }] },
};

const floats = (name: string, shape: number[], dtype: "float32" | "float64" = "float32") => {
  const array = namedArray(name, dtype, shape);
  (array.data as Float32Array).forEach((_, i) => {
    (array.data as Float32Array)[i] = (((i * 97) % 251) - 125) / 128;
  });
  return array;
};
const whole = (name: string, shape: number[], values: readonly (number | bigint)[]) =>
  namedArray(name, "int64", shape, BigInt64Array.from(values, BigInt));
const x = floats("input", [5, 2, 3]);
const kerasInput = floats("input", [2, 5, 3]);

/** Runs a document on arrays; gives what was written. */
async function ran(document: keyof typeof documents, input: readonly NamedArray[], options: object = {}, out = "out.npz") {
  writeFileSync(at("model.json"), JSON.stringify(documents[document]));
  writeFileSync(at("input.npz"), writeWeights("input.npz", input));
  await run(at("model.json"), { input: at("input.npz"), out: at(out), ...options });
  return readWeights(out, new Uint8Array(readFileSync(at(out)))).arrays;
}

async function refusal(running: Promise<unknown>): Promise<GatewiseError> {
  const error = await running.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof GatewiseError) return error;
  throw error ?? new Error("nothing was refused");
}

describe("run refuses", () => {
  it.each<[string, keyof typeof documents, NamedArray[], string, RegExp[]]>([
    ["no input", "lstm", [floats("x", [5, 2, 3])], "missing-tensor", [/input\.npz, input/, /tensors x/]],
    ["one input beside several", "lstm", [x, floats("input/y", [5, 2, 3])], "contradiction", [/input/, /input beside input\/y/]],
    ["an unknown tensor", "lstm", [x, floats("lenghts", [2])], "unknown-key", [/tensor lenghts/]],
    ["other features", "lstm", [floats("input", [5, 2, 7])], "bad-shape", [/layer encoder, input/, /\[5, 2, 7\]/, /3 features/]],
    ["another dtype", "lstm", [floats("input", [5, 2, 3], "float64")], "bad-dtype", [/layer encoder, input/, /float64/, /float32/]],
    ["half floats", "lstm", [namedArray("input", "float16", [5, 2, 3])], "bad-dtype", [/tensor input/, /float16/]],
    ["a matrix of lengths", "lstm", [x, whole("lengths", [2, 1], [5, 2])], "bad-shape", [/tensor lengths/, /\[2,1\]/]],
    [
      "a length beyond the steps",
      "lstm",
      [x, whole("lengths", [2], [5, 6])],
      "out-of-range",
      [/layer encoder, lengths\[1\]/, /6/, /1 to 5/],
    ],
    ["lengths of another batch", "lstm", [x, whole("lengths", [3], [5, 2, 1])], "bad-shape", [/layer encoder, lengths/, /3 lengths/, /2/]],
    [
      "a mask that lies along time",
      "lstm",
      [x, whole("mask", [5, 2], Array(10).fill(1))],
      "bad-shape",
      [/layer encoder, mask/, /\[5, 2\]/],
    ],
    [
      "lengths and a mask",
      "lstm",
      [x, whole("lengths", [2], [5, 2]), whole("mask", [2, 5], Array(10).fill(1))],
      "contradiction",
      [/layer encoder/, /both/],
    ],
    ["a state of no layer", "lstm", [x, floats("state/encodre/h", [1, 2, 4])], "no-match", [/state/, /encodre/, /encoder/]],
    ["half of a state", "lstm", [x, floats("state/encoder/h", [1, 2, 4])], "bad-shape", [/layer encoder, state/, /states h/, /h, c/]],
    [
      "a state of another batch",
      "lstm",
      [x, floats("state/encoder/h", [1, 3, 4]), floats("state/encoder/c", [1, 3, 4])],
      "bad-shape",
      [/layer encoder, state h/, /\[1, 3, 4\]/, /\[1, 2, 4\]/],
    ],
    ["an index beyond the rows", "net", [whole("input", [5, 2], Array(10).fill(6))], "out-of-range", [/layer table, input/, /6/, /0 to 5/]],
    ["an index of 33 bits", "net", [whole("input", [1, 1], [2n ** 32n])], "out-of-range", [/tensor input/, /4294967296/]],
    ["an input too few", "two", [floats("input/left", [2, 5, 3])], "missing-tensor", [/input "right"/, /inputs left/, /left, right/]],
    ["one tensor for two inputs", "two", [kerasInput], "missing-tensor", [/input "left"/, /one tensor/]],
    [
      "a mask of two inputs",
      "two",
      [floats("input/left", [2, 5, 3]), floats("input/right", [2, 5, 3]), whole("mask", [2, 5], Array(10).fill(1))],
      "not-supported",
      [/mask/, /left, right/],
    ],
    [
      "Keras' states by another number",
      "keras",
      [kerasInput, floats("state/gru/1", [2, 4])],
      "bad-shape",
      [/layer gru, state/, /states 1/, /0/],
    ],
    ["TensorFlow 1's programs", "tf1", [x], "not-supported", [/tf1@1\.8/, /PyTorch or Keras/]],
    ["our own dialect", "own", [x], "not-supported", [/gatewise@1/, /PyTorch or Keras/]],
  ])("%s", async (_, document, input, code, facts) => {
    const error = await refusal(ran(document, input));
    expect(error.code).toBe(code);
    for (const fact of facts) expect(error.message).toMatch(fact);
  });

  it("weights of other names and other shapes", async () => {
    const weights = (arrays: NamedArray[]) => {
      writeFileSync(at("w.npz"), writeWeights("w.npz", arrays));
      return { weights: at("w.npz") };
    };
    const names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"];
    const shapes = [[16, 3], [16, 4], [16], [12]];
    const other = await refusal(ran("lstm", [x], weights([floats("lstm.weight", [2])])));
    expect(other.message).toMatch(/missing-tensor[\s\S]*encoder\.weight_ih_l0[\s\S]*lstm\.weight/);
    const short = await refusal(ran("lstm", [x], weights(names.map((name, k) => floats(`encoder.${name}`, shapes[k])))));
    expect(short.message).toMatch(/bad-shape[\s\S]*encoder\.bias_hh_l0[\s\S]*\[12\][\s\S]*\[16\]/);
  });

  it("a file of one array where there are states too", async () => {
    const error = await refusal(ran("lstm", [x], {}, "out.npy"));
    expect([error.code, error.received]).toEqual(["not-supported", "3 arrays and 0 metadata entries"]);
  });
});

describe("run", () => {
  it("starts from the document's seed where no weights are given, or from --seed", async () => {
    writeFileSync(at("net.json"), JSON.stringify(documents.net));
    await init(at("net.json"), { seed: "9", out: at("start.safetensors") });
    const tokens = [whole("input", [5, 2], [0, 1, 2, 3, 4, 5, 0, 1, 2, 3])];
    const drawn = await ran("net", tokens, { seed: "9" });
    expect(drawn).toEqual(await ran("net", tokens, { weights: at("start.safetensors") }));
    expect(drawn.get("output")?.data).not.toEqual((await ran("net", tokens)).get("output")?.data);
  });

  it("says where no seed fixes the weights", async () => {
    await ran("unseeded", [x]);
    expect(said.at(-1)).toBe("no seed fixes default generator: these numbers differ in each run\n");
    await ran("lstm", [x]);
    expect(said.at(-1)).toMatch(
      /out\.npz: output \[5, 2, 4\], state\/encoder\/h \[1, 2, 4\], .*, as torch@2\.13 computes them in inference\n/,
    );
  });

  it("drops in training alone", async () => {
    const tokens = [whole("input", [5, 2], [0, 1, 2, 3, 4, 5, 0, 1, 2, 3])];
    const [still, dropped] = [await ran("net", tokens), await ran("net", tokens, { training: true })];
    expect(dropped.get("output")?.data).not.toEqual(still.get("output")?.data);
    expect(dropped.get("state/encoder/h")?.data).toEqual(still.get("state/encoder/h")?.data);
  });

  it("takes and gives single arrays as .npy", async () => {
    writeFileSync(at("rows.npy"), writeWeights("rows.npy", [floats("rows", [4, 3])]));
    const arrays = await ran("head", [], { input: at("rows.npy") }, "y.npy");
    expect(arrays.get("y")?.shape).toEqual([4, 2]);
    expect(arrays.get("y")?.data).toEqual((await ran("head", [floats("input", [4, 3])])).get("output")?.data);
  });

  it("gives several outputs by name", async () => {
    const arrays = await ran("two", [floats("input/left", [2, 5, 3]), floats("input/right", [2, 5, 3])]);
    expect([...arrays.keys()].sort()).toEqual(["output/a", "output/b", "state/a/0", "state/b/0"]);
  });
});
