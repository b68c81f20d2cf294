/**
 * Regenerates forward passes and gradients from the running frameworks: `node tools/goldens/forward.mjs torch-2.13 …`, all without names.
 *
 * `--fast` leaves out the second look in float32.
 * `--only PATTERN` runs the cases whose name matches, `--new` those that the set lacks; the others are left as they stand. A case that the framework refuses is named and
 * left out, and the program then fails: take it off the list for that version.
 *
 * A set is goldens/forward/SET/cases.json and expected.safetensors; goldens/forward/README.md says how to read them. Every case whose
 * numbers do not depend on random bits is run in float64, which is kept, and in float32, whose distance is written beside it.
 * The other backends of Keras 3 run what may depend on them, and keep only what does: generate keras-3.15-tensorflow first.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
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

/** Backends keep float32 constants here and there under a float64 default type, and JAX computes in float32 under it: they agree no better. */
const agreement = 5e-7;

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
      if (some.length === 0) return { results: new Map(), tensors: new Map() };
      const out = join(folder, `${dtype}.safetensors`);
      const { arguments: rest, cases: kind } = sets[set];
      const results = await runProgram(set, `${kind}_forward.py`, [out, ...rest, dtype], some);
      for (const { name, error } of results) if (error !== undefined) console.error(`${set} (${dtype}): ${name}: ${error}`);
      return {
        results: new Map(results.flatMap((one) => (one.error === undefined ? [[one.name, one]] : []))),
        tensors: readTensors(new Uint8Array(readFileSync(out))),
      };
    };
    const certain = cases.filter(({ dtype }) => dtype === undefined);
    // What is held against another backend's numbers needs no second look in float32.
    const single = set in kin || values.fast ? cases.filter(({ dtype }) => dtype === "float32") : cases;
    return await Promise.all([run("float64", certain), run("float32", single)]);
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

/** The set as it stands: its lines and tensors by name. */
function standing(set) {
  if (!existsSync(`${root}${set}/cases.json`)) return { lines: new Map(), tensors: new Map() };
  const lines = JSON.parse(readFileSync(`${root}${set}/cases.json`, "utf8")).map((line) => [line.name, line]);
  return { lines: new Map(lines), tensors: readTensors(new Uint8Array(readFileSync(`${root}${set}/expected.safetensors`))) };
}

/** A case with what the framework said of it, and the tensors that are kept for it. */
function finished(set, one, double, single, theirs) {
  const dtype = one.dtype ?? "float64";
  const source = dtype === "float32" ? single : double;
  const { weights, calls, tensors, random, document } = source.results.get(one.name);
  const line = { ...one, document: document ?? one.document, dtype, ...(random === undefined ? {} : { random }), weights, calls, tensors };
  if (source === double && single.results.has(one.name))
    line.float32 = Number(farthest(one.name, tensors, single.tensors, double.tensors).toPrecision(2));
  return shared(set, line, source.tensors, theirs);
}

/** The line with `as` where the relative has the same numbers, and the tensors that are kept for it. */
function shared(set, line, tensors, theirs) {
  const { name } = line;
  const known = line.training !== true && line.tensors.every((tensor) => theirs?.has(`${name}/${tensor}`));
  if (known && farthest(name, line.tensors, tensors, theirs) < agreement) return { line: { ...line, as: kin[set] }, kept: [] };
  return { line, kept: line.tensors.map((tensor) => tensors.get(`${name}/${tensor}`)) };
}

const { values, positionals } = parseArgs({
  options: { only: { type: "string" }, new: { type: "boolean" }, fast: { type: "boolean" } },
  allowPositionals: true,
});
const only = new RegExp(values.only ?? "");
for (const set of positionals.length > 0 ? positionals : order) {
  if (!order.includes(set)) throw new Error(`no set ${set}; one of ${order.join(", ")}`);
  const { cases } = await import(`./forward-cases/${sets[set].cases}.mjs`);
  const mine = typeof cases === "function" ? cases(sets[set]) : cases;
  if (new Set(mine.map(({ name }) => name)).size !== mine.length) throw new Error(`${set}: two cases of one name`);
  const none = { lines: new Map(), tensors: new Map() };
  const before = values.only === undefined && !values.new ? none : standing(set);
  const some = mine.filter(({ name }) => only.test(name) && !(values.new && before.lines.has(name)));
  const [double, single] = await runBoth(set, some);
  const theirs = kin[set] === undefined ? undefined : standing(kin[set]).tensors;
  const lines = [];
  const kept = [];
  const missing = [];
  for (const one of mine) {
    if (some.includes(one) && (one.dtype === "float32" ? single : double).results.has(one.name)) {
      const made = finished(set, one, double, single, theirs);
      lines.push(made.line);
      kept.push(...made.kept);
    } else if (!some.includes(one) && before.lines.has(one.name)) {
      const line = before.lines.get(one.name);
      const made = line.as === undefined ? shared(set, line, before.tensors, theirs) : { line, kept: [] };
      lines.push(made.line);
      kept.push(...made.kept);
    } else missing.push(one.name);
  }
  mkdirSync(root + set, { recursive: true });
  writeFileSync(`${root}${set}/cases.json`, `[\n${lines.map((line) => JSON.stringify(line)).join(",\n")}\n]\n`);
  writeFileSync(`${root}${set}/expected.safetensors`, writeTensors(kept));
  console.log(`${set}: ${lines.length} cases`);
  if (missing.length > 0) {
    console.error(`${set}: ${missing.length} cases are missing: ${missing.join(" | ")}`);
    process.exitCode = 1;
  }
}
