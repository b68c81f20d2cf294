/**
 * Regenerates forward passes and gradients from the running frameworks: `node tools/goldens/forward.mjs torch-2.13 …`, all without names.
 *
 * A set is goldens/forward/SET/cases.json and expected.safetensors; goldens/forward/README.md says how to read them. Every case whose
 * numbers do not depend on random bits is run in float64, which is kept, and in float32, whose distance is written beside it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, sets } from "../frameworks/run.mjs";
import { readTensors } from "../golden/read-set.mjs";
import { writeTensors } from "./write-tensors.mjs";

const root = new URL("../../goldens/forward/", import.meta.url).pathname;

/** What a set's own numbers are held against: a case that agrees with its namesake there stores none. */
const kin = {
  "keras-3.15-jax": "keras-3.15-tensorflow",
  "keras-3.15-torch": "keras-3.15-tensorflow",
  "keras-3.15-numpy": "keras-3.15-tensorflow",
};
const order = [
  "torch-2.13",
  "keras-3.15-tensorflow",
  "keras-3.15-jax",
  "keras-3.15-torch",
  "keras-3.15-numpy",
  "tf_keras-2.21",
  "keras-2.1.6",
  "tf.keras-1.8",
];

async function runBoth(set, cases) {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-forward-"));
  try {
    const run = async (dtype, some) => {
      const out = join(folder, `${dtype}.safetensors`);
      const { arguments: rest, cases: kind } = sets[set];
      const results = await runProgram(set, `${kind}_forward.py`, [out, ...rest, dtype], some);
      const failed = results.filter(({ error }) => error !== undefined);
      for (const { name, error } of failed) console.error(`${set} (${dtype}): ${name}: ${error}`);
      if (failed.length > 0 || results.length !== some.length)
        throw new Error(`${set}: ${failed.length} cases failed, ${results.length} of ${some.length} ran`);
      return { results: new Map(results.map((one) => [one.name, one])), tensors: readTensors(new Uint8Array(readFileSync(out))) };
    };
    return [
      await run(
        "float64",
        cases.filter(({ dtype }) => dtype === undefined),
      ),
      await run("float32", cases),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The greatest difference of two tensors, relative to the greatest entry or 1. */
function distance(a, b) {
  if (a.shape.join() !== b.shape.join()) return Number.POSITIVE_INFINITY;
  let most = 0;
  let scale = 1;
  for (let i = 0; i < b.data.length; i++) {
    most = Math.max(most, Math.abs(a.data[i] - b.data[i]));
    scale = Math.max(scale, Math.abs(b.data[i]));
    if (Number.isNaN(a.data[i]) !== Number.isNaN(b.data[i])) return Number.POSITIVE_INFINITY;
  }
  return most / scale;
}

function farthest(name, names, one, other) {
  return Math.max(0, ...names.map((tensor) => distance(one.get(`${name}/${tensor}`), other.get(`${name}/${tensor}`))));
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : order;
for (const set of wanted) {
  if (!order.includes(set)) throw new Error(`no set ${set}; one of ${order.join(", ")}`);
  const { cases } = await import(`./forward-cases/${sets[set].cases}.mjs`);
  const mine = typeof cases === "function" ? cases(sets[set]) : cases;
  if (new Set(mine.map(({ name }) => name)).size !== mine.length) throw new Error(`${set}: two cases of one name`);
  const [double, single] = await runBoth(set, mine);
  const relative = kin[set];
  const theirs = relative === undefined ? undefined : readTensors(new Uint8Array(readFileSync(`${root}${relative}/expected.safetensors`)));
  const kept = [];
  const lines = mine.map((one) => {
    const dtype = one.dtype ?? "float64";
    const source = dtype === "float32" ? single : double;
    const { weights, calls, tensors, random, document } = source.results.get(one.name);
    const line = {
      ...one,
      document: document ?? one.document,
      dtype,
      ...(random === undefined ? {} : { random }),
      weights,
      calls,
      tensors,
    };
    if (source === double) line.float32 = Number(farthest(one.name, tensors, single.tensors, double.tensors).toPrecision(2));
    const known = theirs !== undefined && tensors.every((tensor) => theirs.has(`${one.name}/${tensor}`));
    if (known && farthest(one.name, tensors, source.tensors, theirs) < 1e-12 && dtype === "float64") line.as = relative;
    else for (const tensor of tensors) kept.push(source.tensors.get(`${one.name}/${tensor}`));
    return JSON.stringify(line);
  });
  mkdirSync(root + set, { recursive: true });
  writeFileSync(`${root}${set}/cases.json`, `[\n${lines.join(",\n")}\n]\n`);
  writeFileSync(`${root}${set}/expected.safetensors`, writeTensors(kept));
  console.log(`${set}: ${mine.length} cases`);
}
