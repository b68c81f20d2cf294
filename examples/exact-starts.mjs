/**
 * Starts four real models as their frameworks would, explains and compares them, and proves every tensor against the weights
 * that the framework itself wrote. Run by `npm run examples`; reads examples/, writes examples/out/.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildDocument } from "../dist/document.mjs";
import { bytesOfArray, readWeights, toFloat64 } from "../dist/index.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const cli = fileURLToPath(new URL("../dist/cli/main.mjs", import.meta.url));

const models = [
  {
    folder: "torch-2.13-per-gate",
    weights: "weights.safetensors",
    options: [],
    what: "PyTorch 2.13, two bidirectional LSTM layers with the per-gate recipe",
  },
  {
    folder: "keras-2.1.6-bidirectional",
    weights: "weights.npz",
    options: ["--seed", "42"],
    what: "Keras 2.1.6, model.to_json() of two stacked bidirectional layers",
  },
  {
    folder: "keras-3.15-seeded",
    weights: "weights.safetensors",
    options: ["--dialect", "keras@3.15/jax", "--seed", "42"],
    what: "Keras 3.15 on JAX, model.to_json() with a seeded initialiser",
  },
  {
    folder: "tensorflow-1.8-scope",
    weights: "weights.npz",
    options: [],
    what: "TensorFlow 1.8, a scope's initializer around an LSTMCell and a GRUCell",
  },
];

mkdirSync(`${here}out`, { recursive: true });
let faults = 0;
for (const { folder, weights, options, what } of models) {
  const model = `${here}${folder}/model.json`;
  const out = `${here}out/${folder}.${weights.split(".").pop()}`;
  print(`\n══ ${what}`);
  print(run(["init", model, ...options, "--out", out]));
  const explanation = run(["explain", model, ...options]);
  writeFileSync(`${here}out/${folder}.explanation.txt`, explanation);
  print(section(explanation, "What may surprise"));
  print(`The whole explanation: examples/out/${folder}.explanation.txt\n`);
  prove(model, options, out, `${here}${folder}/${weights}`);
}

print("\n══ How differently do they start? The Keras 2.1.6 model against the same layers in PyTorch's hands");
writeFileSync(
  `${here}out/pytorch-twin.json`,
  JSON.stringify({
    gatewise: 1,
    dialect: "torch@2.13",
    seed: 42,
    modules: [
      { name: "embedding", class: "Embedding", args: { num_embeddings: 60, embedding_dim: 12 } },
      { name: "lstm", class: "LSTM", args: { input_size: 12, hidden_size: 16, bidirectional: true } },
      { name: "gru", class: "GRU", args: { input_size: 32, hidden_size: 10, bidirectional: true } },
      { name: "dense", class: "Linear", args: { in_features: 10, out_features: 4 } },
    ],
  }),
);
print(run(["diff", `${here}keras-2.1.6-bidirectional/model.json`, `${here}out/pytorch-twin.json`, "--dialect-a", "keras@2.1.6"]));
print(faults === 0 ? "Every tensor is the framework's own." : `${faults} tensors differ.`);
process.exitCode = faults === 0 ? 0 : 1;

/** Holds every tensor of a file against the framework's: equal SHA-256 where the grade is A, else the largest difference and the bound. */
function prove(model, options, ours, theirs) {
  const [mine, own] = [ours, theirs].map((path) => readWeights(path, new Uint8Array(readFileSync(path))).arrays);
  const option = (name) => options[options.indexOf(name) + 1];
  const built = buildDocument(JSON.parse(readFileSync(model, "utf8")), {
    ...(options.includes("--dialect") ? { dialect: option("--dialect") } : {}),
    ...(options.includes("--seed") ? { seed: option("--seed") } : {}),
  });
  print(`  ${"tensor".padEnd(70)} grade   proof`);
  for (const { name, rows } of built.explanation().parameters) {
    const [a, b] = [mine.get(name), own.get(name)];
    const grade = rows.some((row) => row.grade === "B") ? "B" : rows.every((row) => row.grade === "A") ? "A" : "unchecked";
    if (a === undefined || b === undefined || a.shape.join() !== b.shape.join()) {
      faults++;
      print(`  ${name.padEnd(70)} missing in ${a === undefined ? "ours" : "the framework's"}`);
      continue;
    }
    const [x, y] = [a, b].map((array) => createHash("sha256").update(bytesOfArray(array)).digest("hex"));
    if (x === y) {
      print(`  ${name.padEnd(70)} ${grade.padEnd(7)} same bits, SHA-256 ${x.slice(0, 16)}…`);
      continue;
    }
    const bound = rows.find((row) => row.grade === "B")?.bound ?? "none";
    const [p, q] = [toFloat64(a), toFloat64(b)];
    const difference = p.reduce((most, value, i) => Math.max(most, Math.abs(value - q[i])), 0);
    const kept = grade === "B" && difference <= 4e-6;
    if (!kept) faults++;
    print(
      `  ${name.padEnd(70)} ${grade.padEnd(7)} ${kept ? "" : "DIFFERS: "}largest difference ${difference.toPrecision(2)}, bound ${bound}`,
    );
  }
}

function run(args) {
  print(`$ gatewise ${args.map((arg) => arg.replace(here, "examples/")).join(" ")}`.replace(/\n/g, " "));
  return execFileSync(process.execPath, [cli, ...args], { encoding: "utf8", maxBuffer: 2 ** 26 }).replaceAll(here, "examples/");
}

function section(text, title) {
  const from = text.indexOf(`\n${title}\n`);
  if (from < 0) return "";
  const rest = text.slice(from + 1);
  const to = rest.slice(1).search(/\n\n[A-Z]/);
  return to < 0 ? rest : rest.slice(0, to + 1);
}

function print(text) {
  if (text !== "") process.stdout.write(`${text.trimEnd()}\n`);
}
