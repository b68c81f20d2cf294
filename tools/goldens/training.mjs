/**
 * Regenerates training goldens from the running frameworks: `node tools/goldens/training.mjs torch-2.13 …`, all without names.
 *
 * A set is goldens/training/SET/cases.json (documents, and the names of what was recorded) and expected.safetensors. Of a case that
 * trains: `weights/0/<tensor>` (painted with a scale, or with `weights: null` the framework's own from the document's seed),
 * `weights/1/…` and `weights/10/…` after as many steps, `losses`, `rates` where a schedule changes them, and where `record` stands
 * `gradients/…` [step, …], as the optimiser is given them: before clipping. `frozen` lists patterns of names that are not trained;
 * `without` and `besides` names that a lenient load lacks or has too many, with what it says as `report` beside the tensors.
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { runProgram, sets } from "../frameworks/run.mjs";

const programs = { torch: "torch_training.py", keras: "keras_training.py", tf1: "tf1_training.py" };
const trained = Object.keys(sets).filter((set) => sets[set].cases in programs && sets[set].backend !== "numpy");
const wanted = process.argv.length > 2 ? process.argv.slice(2) : trained;
/** What a framework's program says besides the name: tensors, and of a lenient load a report. */
const rest = ({ tensors, report }) => ({ tensors, ...(report === undefined ? {} : { report }) });

for (const set of wanted) {
  if (!trained.includes(set)) throw new Error(`no set ${set}; one of ${trained.join(", ")}`);
  const kind = sets[set].cases;
  const { cases } = await import(`./cases/training/${kind}.mjs`);
  const mine = cases(sets[set]);
  const folder = new URL(`../../goldens/training/${set}/`, import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  const results = await runProgram(set, programs[kind], [`${folder}expected.safetensors.tmp`, ...sets[set].arguments], mine);
  const failed = results.filter(({ error }) => error !== undefined);
  for (const { name, error } of failed) console.error(`${set}: ${name}: ${error}`);
  if (failed.length > 0 || results.length !== mine.length)
    throw new Error(`${set}: ${failed.length} cases failed, ${results.length} of ${mine.length} ran`);
  const lines = mine.map(({ name, document }, k) => JSON.stringify({ name, document, ...rest(results[k]) }));
  writeFileSync(`${folder}cases.json`, `[\n${lines.join(",\n")}\n]\n`);
  renameSync(`${folder}expected.safetensors.tmp`, `${folder}expected.safetensors`);
  console.log(`${set}: ${mine.length} cases`);
}
