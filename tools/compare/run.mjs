/**
 * Compares random documents with the running frameworks: `npm run compare -- [SET …] [--seed N] [--count N] [--batch N] [--only K]
 * [--spoilt PROBABILITY]`.
 *
 * Every failing document is printed with its first difference and shrunk (one for each kind of failure); a summary ends each set.
 * Document K of a seed is always the same: `--only K` runs it alone. Ends with status 1 where a document differs, where the
 * framework refuses what is accepted here, or where an error here is none of its own.
 */
import { parseArgs } from "node:util";
import { sets } from "../frameworks/run.mjs";
import { judging, withSource } from "../source.mjs";
import { compareAll, withModels } from "./compare.mjs";
import { mutate } from "./mutate.mjs";
import { Random } from "./random.mjs";
import { shrink } from "./shrink.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "100" },
    batch: { type: "string", default: "100" },
    only: { type: "string" },
    shrunk: { type: "string", default: "6" },
    spoilt: { type: "string", default: "0.1" },
  },
});
const wanted = positionals.length > 0 ? positionals : Object.keys(sets);
const unknown = wanted.filter((set) => !(set in sets));
if (unknown.length > 0) throw new Error(`no set ${unknown.join(", ")}; one of ${Object.keys(sets).join(", ")}`);

/** Our own dialect's program is lenient, and nobody's framework. */
const spoiltIn = (set) => (sets[set].cases === "gatewise" ? 0 : Number(options.spoilt));
const faulty = ["differs", "framework refuses", "crash"];
let faults = 0;
await withSource(async (load) => {
  const ours = await judging(load);
  for (const set of wanted) faults += await runSet(ours, set);
});
process.exitCode = faults > 0 ? 1 : 0;

async function runSet(ours, set) {
  const { generate } = await import(`./generators/${sets[set].cases}.mjs`);
  const first = options.only === undefined ? 0 : Number(options.only);
  const end = options.only === undefined ? Number(options.count) : first + 1;
  /** @type {Map<string, { count: number, outcome: any, document: any, number: number }>} */
  const seen = new Map();
  const counts = new Map();
  const spoilt = spoiltIn(set);
  let refusedRecipes = 0;
  for (let from = first; from < end; from += Number(options.batch)) {
    const to = Math.min(end, from + Number(options.batch));
    const numbered = Array.from({ length: to - from }, (_, k) => ({
      ...generate(new Random(`${set} ${options.seed} ${from + k}`), sets[set]),
      number: from + k,
    }));
    const { documents, refused } = await withModels(set, numbered);
    refusedRecipes += refused;
    const bare = documents.map(({ number, ...document }) => {
      const random = new Random(`spoil ${set} ${options.seed} ${number}`);
      return random.chance(spoilt) ? mutate(random, document) : document;
    });
    const outcomes = await compareAll(ours, set, bare);
    outcomes.forEach((outcome, k) => {
      counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
      if (outcome.kind === "equal" || outcome.kind === "both refuse") return;
      const key = `${outcome.kind}: ${outcome.signature}`;
      const entry = seen.get(key) ?? { count: 0, outcome, document: bare[k], number: documents[k].number };
      if (JSON.stringify(bare[k]).length < JSON.stringify(entry.document).length)
        Object.assign(entry, { outcome, document: bare[k], number: documents[k].number });
      entry.count++;
      seen.set(key, entry);
    });
  }
  const sorted = [...seen.values()].sort((a, b) => b.count - a.count);
  let shrunk = 0;
  for (const { count, outcome, document, number } of sorted) {
    const isFault = faulty.includes(outcome.kind);
    console.log(`${set} #${number} (${count} like it): ${outcome.kind}\n      ${outcome.text}`);
    if (options.only !== undefined || (isFault && Number(options.shrunk) === 0))
      console.log(`      ${JSON.stringify(document).slice(0, 1500)}`);
    if (!isFault || shrunk++ >= Number(options.shrunk)) continue;
    const small = await shrink(ours, set, document, outcome);
    console.log(`      smallest: ${JSON.stringify(small.document)}\n      ${small.outcome.text}`);
  }
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const shown = ["equal", "both refuse", "we refuse", "framework refuses", "differs", "crash"].map(
    (kind) => `${counts.get(kind) ?? 0} ${kind}`,
  );
  console.log(
    `${set}, seed ${options.seed}: ${total} documents: ${shown.join(", ")}${refusedRecipes > 0 ? `; ${refusedRecipes} recipes that to_json never saw` : ""}`,
  );
  return faulty.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);
}
