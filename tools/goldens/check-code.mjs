/**
 * Runs the lines that `explain --code` prints, in the real frameworks: `node tools/goldens/check-code.mjs [SET …]`.
 *
 * Every golden document's own code must give the golden's bits. Code for another framework (LIKE below) must give tensors of
 * the same shapes whose mean and deviation lie within 5 standard errors of what is expected.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram, sets } from "../frameworks/run.mjs";
import { compare } from "../golden/judge.mjs";
import { readSet, readTensors } from "../golden/read-set.mjs";
import { withSource } from "../source.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(sets).filter((set) => set !== "gatewise-1");
const folder = mkdtempSync(join(tmpdir(), "gatewise-code-"));
const flavourOf = (set) =>
  set.startsWith("torch")
    ? "torch"
    : set.startsWith("tf1")
      ? "tf1"
      : set.startsWith("tf_keras")
        ? "tf_keras"
        : set.startsWith("tf.keras")
          ? "tf.keras"
          : "keras";

const net = (dialect, layers) => ({ gatewise: 1, dialect, seed: 5, input_shape: [null, 6, 24], layers });
const recurrent = (class_name, config = {}) => ({ class_name, config: { units: 40, return_sequences: true, ...config } });
/** Documents whose start is asked for in the words of another framework. */
const like = [
  [
    "Keras LSTM, GRU, SimpleRNN, Dense",
    net("keras@3.15/jax", [recurrent("LSTM"), recurrent("GRU"), recurrent("SimpleRNN"), { class_name: "Dense", config: { units: 30 } }]),
  ],
  [
    "Keras bidirectional with truncated normals",
    net("keras@3.15/tensorflow", [
      { class_name: "Bidirectional", config: { layer: recurrent("LSTM", { kernel_initializer: "he_normal", bias_initializer: "ones" }) } },
    ]),
  ],
  ["Keras 2.1.6 LSTM", net("keras@2.1.6", [recurrent("LSTM", { recurrent_initializer: "glorot_normal" })])],
  [
    "TensorFlow LSTMCell",
    {
      gatewise: 1,
      dialect: "tf1@1.8",
      seed: 3,
      program: [
        { placeholder: { name: "x", shape: [4, 24] } },
        { cell: { LSTMCell: { num_units: 40 } }, inputs: "x", state: "zero_state" },
      ],
    },
  ],
  [
    "PyTorch per-gate recipe",
    {
      gatewise: 1,
      dialect: "torch@2.13",
      seed: 3,
      modules: [{ name: "rnn", class: "LSTM", args: { input_size: 24, hidden_size: 40 } }],
      then: [
        { call: "normal_", on: "*weight*", args: { std: 0.1 } },
        { call: "zeros_", on: "*bias*" },
        { call: "ones_", on: "*bias_ih*", gate: "f" },
      ],
    },
  ],
  [
    "gatewise rule for each gate",
    {
      gatewise: 1,
      dialect: "gatewise@1",
      seed: 3,
      modules: [
        {
          name: "rnn",
          class: "LSTM",
          args: { input_size: 24, hidden_size: 40 },
          init: { Wh: { each: "orthogonal", g: { normal: { stddev: 0.3 } } } },
        },
      ],
    },
  ],
];

let failed = 0;
let passed = 0;
const fail = (text) => {
  failed++;
  console.error(text);
};

await withSource(async (load) => {
  const { buildDocument } = await load("src/document/index.ts");
  const { carryStart } = await load("src/convert/index.ts");
  for (const set of wanted) {
    await own(set, buildDocument);
    await foreign(set, buildDocument, carryStart);
  }
});
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

async function own(set, buildDocument) {
  const cases = readSet(
    readFileSync(`${root}/goldens/${set}/cases.json`, "utf8"),
    new Uint8Array(readFileSync(`${root}/goldens/${set}/expected.safetensors`)),
  ).filter(({ document }) => document.model === undefined);
  const lines = cases.map(({ name, document }) => ({
    name,
    code: buildDocument(document).code(),
    modules: document.modules?.map((module) => module.name),
    inputs: {},
  }));
  const out = join(folder, `${set}.safetensors`);
  const results = await runProgram(set, "run_code.py", [out, flavourOf(set)], lines);
  const tensors = readTensors(new Uint8Array(readFileSync(out)));
  cases.forEach(({ name, tensors: expected }, k) => {
    if (results[k]?.error !== undefined) return fail(`${set}: ${name}: ${results[k].error}\n${lines[k].code}`);
    for (const [tensor, { data }] of expected) {
      const ours = tensors.get(`${name}/${tensor}`);
      if (ours === undefined || !compare(ours.data, data).equal) return fail(`${set}: ${name}: ${tensor} differs\n${lines[k].code}`);
    }
    passed++;
  });
}

async function foreign(set, buildDocument, carryStart) {
  const { dialect } = sets[set];
  const lines = [];
  for (const [name, document] of like) {
    const built = buildDocument(document);
    if (document.dialect === dialect || document.dialect.split("@")[0] === dialect.split("@")[0]) continue;
    try {
      const code = built.code(dialect);
      const carried = carryStart(built.plan(), built.tensors(), dialect);
      const widths = carried.tensors
        .filter(({ name: tensor }) => /(^|\/)kernel$/.test(tensor))
        .map(({ name: tensor, shape }) => [tensor.split("/")[0].replace("bidirectional", "lstm"), shape[0]]);
      lines.push({
        name,
        code,
        carried,
        modules: [...new Set(carried.tensors.map(({ name: tensor }) => tensor.split(".")[0]))],
        inputs: Object.fromEntries(widths.map(([variable, width]) => [variable.replace("simple_rnn", "rnn").replace(/_1$/, ""), width])),
      });
    } catch (error) {
      if (error.code !== "cannot-express") throw error;
    }
  }
  if (lines.length === 0) return;
  const out = join(folder, `${set}-like.safetensors`);
  const results = await runProgram(
    set,
    "run_code.py",
    [out, flavourOf(set)],
    lines.map(({ carried: _carried, ...line }) => line),
  );
  const tensors = [...readTensors(new Uint8Array(readFileSync(out)))];
  lines.forEach(({ name, code, carried }, k) => {
    if (results[k]?.error !== undefined) return fail(`${set}, like ${name}: ${results[k].error}\n${code}`);
    const theirs = tensors.filter(([tensor]) => tensor.startsWith(`${name}/`)).map(([, value]) => value);
    const [a, b] = [carried.tensors, theirs].map((list) =>
      list
        .map(({ shape, data }) => ({ shape: [...shape], ...moments(data) }))
        .sort((x, y) => x.shape.join().localeCompare(y.shape.join()) || x.deviation - y.deviation),
    );
    const same = a.length === b.length && a.every((one, i) => one.shape.join() === b[i].shape.join() && near(one, b[i]));
    if (same) passed++;
    else fail(`${set}, like ${name}: ${JSON.stringify(a)} against ${JSON.stringify(b)}\n${code}`);
  });
}

function moments(data) {
  const n = data.length;
  const mean = data.reduce((sum, value) => sum + Number(value), 0) / n;
  return { n, mean, deviation: Math.sqrt(data.reduce((sum, value) => sum + (Number(value) - mean) ** 2, 0) / n) };
}

/** Two samples of one distribution: means and deviations within five standard errors of each other. */
function near(a, b) {
  const scale = Math.max(a.deviation, b.deviation);
  return (
    Math.abs(a.mean - b.mean) <= (5 * scale * Math.SQRT2) / Math.sqrt(a.n) + 1e-12 &&
    Math.abs(a.deviation - b.deviation) <= (5 * scale) / Math.sqrt(a.n) + 1e-12
  );
}
