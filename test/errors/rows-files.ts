/** What weights files, conversions and commands are refused for. */
import { inspectWeights } from "../../src/audit.ts";
import { carryStart } from "../../src/convert.ts";
import { buildDocument } from "../../src/document.ts";
import { formatOf, namedArray, readWeights, writeWeights } from "../../src/index.ts";
import type { Row } from "./row.ts";

const document = {
  gatewise: 1,
  dialect: "torch@2.13",
  seed: 7,
  modules: [{ name: "net", class: "GRU", args: { input_size: 3, hidden_size: 4 } }],
};
const text = JSON.stringify(document);
const weights = namedArray("w", "float32", [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6));
const safetensors = writeWeights("w.safetensors", [weights], new Map());
const npz = writeWeights("w.npz", [weights], new Map());
const changed = npz.slice();
// One bit of the array's data: behind the header of the zip member and that of the array.
changed[npz.length - 150] ^= 1;
const built = buildDocument(document);
const carry = (target: string) => ({
  call: () => carryStart(built.plan(), built.tensors(), target),
  written: `carryStart(plan, tensors, "${target}")`,
});
const read = (name: string, bytes: Uint8Array, written: string) => ({ call: () => readWeights(name, bytes), written });
const huge = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127, 123, 125);
const header = (json: string) => {
  const bytes = new Uint8Array(8 + json.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(new TextEncoder().encode(json), 8);
  return bytes;
};

export const fileRows: readonly Row[] = [
  {
    name: "half a safetensors file",
    code: "truncated",
    given: read("w.safetensors", safetensors.subarray(0, 60), 'readWeights("w.safetensors", bytes.subarray(0, 60))'),
    where: "w.safetensors",
    received: "60 bytes",
  },
  {
    name: "half a zip",
    code: "truncated",
    given: read("w.npz", npz.subarray(0, 100), 'readWeights("w.npz", bytes.subarray(0, 100))'),
    where: "w.npz",
  },
  {
    name: "an empty file",
    code: "truncated",
    given: read("w.safetensors", new Uint8Array(0), 'readWeights("w.safetensors", new Uint8Array(0))'),
    received: "0 bytes",
  },
  {
    name: "text as safetensors",
    code: "limit",
    given: read("w.safetensors", new TextEncoder().encode(text), 'readWeights("w.safetensors", text)'),
    fix: "is this a safetensors file",
  },
  {
    name: "a header of 9 exabytes",
    code: "limit",
    given: read("w.safetensors", huge, 'readWeights("w.safetensors", hostile)'),
    received: "a header of 9223372036854775807 bytes",
  },
  {
    name: "a header that is no object",
    code: "bad-file",
    given: read("w.safetensors", header("[]"), 'readWeights("w.safetensors", hostile)'),
    where: "byte 8",
  },
  {
    name: "a tensor longer than the file",
    code: "truncated",
    given: read(
      "w.safetensors",
      header('{"w":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}}'),
      'readWeights("w.safetensors", hostile)',
    ),
    where: '"w"',
  },
  {
    name: "a tensor of 2^60 elements",
    code: "limit",
    given: read(
      "w.safetensors",
      header('{"w":{"dtype":"F32","shape":[1152921504606846976],"data_offsets":[0,4]}}'),
      'readWeights("w.safetensors", hostile)',
    ),
  },
  { name: "a changed bit", code: "checksum", given: read("w.npz", changed, 'readWeights("w.npz", damaged)'), where: "w.npz" },
  {
    name: "an array buffer for bytes",
    code: "wrong-type",
    given: { call: () => readWeights("w.npz", npz.buffer as never), written: 'readWeights("w.npz", buffer)' },
    expected: "a Uint8Array",
  },
  {
    name: "an unknown ending",
    code: "not-supported",
    given: { call: () => formatOf("w.safetensor"), written: 'formatOf("w.safetensor")' },
    received: ".safetensor",
    fix: "did you mean .safetensors?",
  },
  {
    name: "two arrays of one name",
    code: "name-taken",
    given: { call: () => writeWeights("w.npz", [weights, weights], new Map()), written: 'writeWeights("w.npz", [w, w], new Map())' },
    where: '"w"',
  },
  {
    name: "no recurrent weights",
    code: "missing-tensor",
    given: { call: () => inspectWeights("w.npz", new Map([["w", weights]])), written: 'inspectWeights("w.npz", new Map([["w", w]]))' },
    received: "tensors w",
    fix: "--like",
  },
  {
    name: "the names of an unknown framework",
    code: "unknown-dialect",
    given: { call: () => inspectWeights("w.npz", new Map(), "torhc"), written: 'inspectWeights("w.npz", arrays, "torhc")' },
    fix: "did you mean torch?",
  },
  {
    name: "into an unknown framework",
    code: "unknown-dialect",
    given: carry("torhc@2.13"),
    received: "torhc@2.13",
    fix: "did you mean torch@2.13?",
  },
  { name: "into a framework without version", code: "unknown-version", given: carry("torch"), expected: "torch@VERSION" },
  {
    name: "into a cell that is none there",
    code: "cannot-express",
    given: carry("tf1@1.8"),
    received: "resets after",
    fix: "PyTorch's GRU cannot be carried",
  },
  {
    name: "code of an unknown framework",
    code: "unknown-dialect",
    given: { call: () => built.code("mxnet@1"), written: 'buildDocument(document).code("mxnet@1")' },
    received: "mxnet@1",
  },
  {
    name: "code of an unknown version",
    code: "unknown-version",
    given: { call: () => built.code("tf1@9"), written: 'buildDocument(document).code("tf1@9")' },
    fix: "the nearest is tf1@1.15",
  },
  {
    name: "loading what is not there",
    code: "no-match",
    given: { call: () => built.load("w", weights, "w.npz"), written: 'buildDocument(document).load("w", w, "w.npz")' },
    received: '"w"',
  },
  {
    name: "loading another shape",
    code: "bad-shape",
    given: {
      call: () => built.load("net.bias_ih_l0", { ...weights, name: "net.bias_ih_l0" }, "w.npz"),
      written: 'buildDocument(document).load("net.bias_ih_l0", w, "w.npz")',
    },
    received: "[2, 3]",
    expected: "[12]",
  },

  {
    name: "a model that is not there",
    code: "unreadable",
    given: { command: ["explain", "model.json"] },
    where: "model.json",
    received: "no such file or folder (ENOENT)",
    fix: "check the path",
  },
  {
    name: "a folder for a model",
    code: "unreadable",
    given: { command: ["explain", "models"], files: { "models/a.json": text } },
    received: "a folder (EISDIR)",
  },
  {
    name: "a folder that is not there",
    code: "unwritable",
    given: { command: ["init", "model.json", "--out", "there/w.npz"], files: { "model.json": text } },
    where: "there/w.npz",
    received: "no such file or folder (ENOENT)",
  },
  {
    name: "a folder for the weights",
    code: "unwritable",
    given: { command: ["init", "model.json", "--out", "w.npz"], files: { "model.json": text, "w.npz/a": "" } },
    received: "a folder",
  },
  {
    name: "weights for a model",
    code: "bad-document",
    given: { command: ["explain", "w.npz"], files: { "w.npz": npz } },
    where: "w.npz",
    fix: "weights file",
  },
  {
    name: "a model for weights",
    code: "limit",
    given: { command: ["inspect", "model.safetensors"], files: { "model.safetensors": text } },
    fix: "is this a safetensors file",
  },
  {
    name: "a Keras file for a model",
    code: "not-supported",
    given: { command: ["explain", "model.keras"], files: { "model.keras": npz } },
    received: "a .keras file",
  },
  {
    name: "weights that no file holds",
    code: "limit",
    given: {
      command: ["init", "model.json", "--out", "w.npz"],
      files: {
        "model.json": JSON.stringify({
          ...document,
          modules: [{ name: "net", class: "Linear", args: { in_features: 2 ** 15, out_features: 2 ** 15 } }],
        }),
      },
    },
    where: "w.npz",
    received: "4295098368 bytes",
  },
  {
    name: "weights of no known ending",
    code: "not-supported",
    given: { command: ["init", "model.json", "--out", "w.pt"], files: { "model.json": text } },
    received: ".pt",
  },
  {
    name: "--only without --from",
    code: "contradiction",
    given: { command: ["init", "model.json", "--out", "w.npz", "--only", "*"], files: { "model.json": text } },
    where: "--only",
    expected: "--from",
  },
  {
    name: "--only that matches nothing",
    code: "no-match",
    given: {
      command: ["init", "model.json", "--out", "w.npz", "--from", "f.npz", "--only", "x.*"],
      files: { "model.json": text, "f.npz": npz },
    },
    where: "--only x.*",
  },
  {
    name: "a dialect beside another",
    code: "contradiction",
    given: { command: ["explain", "model.json", "--dialect", "torch@2.12"], files: { "model.json": text } },
    received: "torch@2.12",
  },
  {
    name: "a seed that is none",
    code: "bad-seed",
    given: { command: ["explain", "model.json", "--seed", "seven"], files: { "model.json": text } },
    received: '"seven"',
  },
];
