/**
 * Regenerates sets of goldens from the running frameworks: `node tools/goldens/generate.mjs torch-2.13 …`, all without names.
 *
 * A set is goldens/SET/cases.json (documents, and the tensors' names in the framework's order) and expected.safetensors.
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { runDocuments, sets } from "../frameworks/run.mjs";

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(sets);
for (const set of wanted) {
  if (!(set in sets)) throw new Error(`no set ${set}; one of ${Object.keys(sets).join(", ")}`);
  const { cases } = await import(`./cases/${sets[set].cases}.mjs`);
  const mine = typeof cases === "function" ? cases(sets[set]) : cases;
  const folder = new URL(`../../goldens/${set}/`, import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  const results = await runDocuments(set, mine, `${folder}expected.safetensors.tmp`);
  const failed = results.filter(({ error }) => error !== undefined);
  for (const { name, error } of failed) console.error(`${set}: ${name}: ${error}`);
  if (failed.length > 0 || results.length !== mine.length)
    throw new Error(`${set}: ${failed.length} cases failed, ${results.length} of ${mine.length} ran`);
  const lines = mine.map(({ name, document }, k) => JSON.stringify({ name, document, tensors: results[k].tensors }));
  writeFileSync(`${folder}cases.json`, `[\n${lines.join(",\n")}\n]\n`);
  renameSync(`${folder}expected.safetensors.tmp`, `${folder}expected.safetensors`);
  console.log(`${set}: ${mine.length} cases`);
}
