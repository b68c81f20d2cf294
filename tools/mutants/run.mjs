/**
 * Puts one small mistake at a time into a copy of the sources, and says which of them no test notices: `npm run mutants`,
 * or some by a part of their name: `npm run mutants -- fan truncat`.
 *
 * The list is mutants.json beside this file. The checkout is never written to.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { copyOf } from "./copy.mjs";
import { judgeMutants } from "./judge.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
/** @type {import("./judge.mjs").Mutant[]} */
const all = JSON.parse(readFileSync(new URL("mutants.json", import.meta.url), "utf8"));
const words = process.argv.slice(2);
const chosen = words.length === 0 ? all : all.filter(({ name }) => words.some((word) => name.includes(word)));
if (chosen.length === 0) {
  console.error(`no mutant's name has ${words.join(" or ")} in it; there are:\n${all.map(({ name }) => `  ${name}`).join("\n")}`);
  process.exit(2);
}

const copy = copyOf(root);
process.once("exit", copy.remove);
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const count = { killed: 0, survived: 0, unfit: 0 };
for await (const { name, outcome, why, seconds } of judgeMutants(copy.folder, chosen)) {
  count[outcome] += 1;
  console.log(`${outcome.padEnd(8)} ${seconds.toFixed(1).padStart(5)} s  ${name}: ${why}`);
}
console.log(`\n${count.killed} killed, ${count.survived} survived, ${count.unfit} unfit to be tried`);
process.exitCode = count.survived + count.unfit > 0 ? 1 : 0;
