/**
 * Regenerates training goldens from the running frameworks: `node tools/goldens/training.mjs torch-2.13 …`, all without names.
 * `--new` runs the cases that the set lacks or has otherwise, and leaves the others as they stand; it is for writing cases.
 *
 * A set is goldens/training/SET/cases.json (documents, and the names of what was recorded) and expected.safetensors. Of a case that
 * trains: `weights/0/<tensor>` (painted with a scale, or with `weights: null` the framework's own from the document's seed),
 * `weights/1/…` and `weights/10/…` after as many steps, `losses`, `rates` where a schedule changes them, and where `record` stands
 * `gradients/…` [step, …], as the optimiser is given them: before clipping; where TensorFlow hands
 * on the rows of a table, `rows/…` [step, n, width] and `indices/…` [step, n] too. In PyTorch a module behind a recurrent one
 * gets the last step, or with `whole` all of them. `frozen` lists patterns of names that are not trained;
 * `without` and `besides` names that a lenient load lacks or has too many, with what it says as `report` beside the tensors.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runProgram, sets } from "../frameworks/run.mjs";
import { readTensors } from "../golden/read-set.mjs";
import { writeTensors } from "./write-tensors.mjs";

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { new: { type: "boolean", default: false } } });
const programs = { torch: "torch_training.py", keras: "keras_training.py", tf1: "tf1_training.py" };
const trained = Object.keys(sets).filter((set) => sets[set].cases in programs && sets[set].backend !== "numpy");

for (const set of positionals.length > 0 ? positionals : trained) {
  if (!trained.includes(set)) throw new Error(`no set ${set}; one of ${trained.join(", ")}`);
  const { cases } = await import(`./cases/training/${sets[set].cases}.mjs`);
  const mine = cases(sets[set]);
  const folder = new URL(`../../goldens/training/${set}/`, import.meta.url).pathname;
  const before = options.new ? standing(folder) : new Map();
  const run = await framework(
    set,
    mine.filter(({ name, document }) => JSON.stringify(before.get(name)?.line.document) !== JSON.stringify(document)),
  );
  const all = mine.map(({ name }) => run.get(name) ?? before.get(name));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}cases.json`, `[\n${all.map(({ line }) => JSON.stringify(line)).join(",\n")}\n]\n`);
  writeFileSync(`${folder}expected.safetensors`, writeTensors(all.flatMap(({ tensors }) => tensors)));
  console.log(`${set}: ${mine.length} cases, ${run.size} of them new`);
}

/** The cases of a set as they stand, by name: what cases.json says of each, and its tensors. */
function standing(folder) {
  if (!existsSync(`${folder}cases.json`)) return new Map();
  const tensors = readTensors(new Uint8Array(readFileSync(`${folder}expected.safetensors`)));
  return byName(JSON.parse(readFileSync(`${folder}cases.json`, "utf8")), tensors);
}

function byName(lines, tensors) {
  return new Map(lines.map((line) => [line.name, { line, tensors: line.tensors.map((tensor) => tensors.get(`${line.name}/${tensor}`)) }]));
}

/** Runs cases in the framework. Fails where one does. */
async function framework(set, cases) {
  if (cases.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), "gatewise-training-"));
  try {
    const out = join(folder, "expected.safetensors");
    const results = await runProgram(set, programs[sets[set].cases], [out, ...sets[set].arguments], cases);
    const failed = results.filter(({ error }) => error !== undefined);
    for (const { name, error } of failed) console.error(`${set}: ${name}: ${error}`);
    if (failed.length > 0 || results.length !== cases.length)
      throw new Error(`${set}: ${failed.length} cases failed, ${results.length} of ${cases.length} ran`);
    const lines = cases.map(({ name, document }, k) => ({ name, document, ...rest(results[k]) }));
    return byName(lines, readTensors(new Uint8Array(readFileSync(out))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a framework's program says besides the name: tensors, and of a lenient load a report. */
function rest({ tensors, report }) {
  return { tensors, ...(report === undefined ? {} : { report }) };
}
