/**
 * Writes the types of options from the tables of arguments that a dialect holds calls against: one truth for both.
 * `node tools/types/generate.mjs` writes, with `--check` it compares.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withSource } from "../source.mjs";
import { kerasOptions } from "./keras.mjs";
import { torchOptions } from "./torch.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** How each dialect's tables become types. To add one: a line. */
const dialects = { keras: kerasOptions, torch: torchOptions };

const check = process.argv.includes("--check");
await withSource(async (load) => {
  for (const [dialect, write] of Object.entries(dialects)) {
    const { argumentTables } = await load(`src/dialects/${dialect}/argument-tables.ts`);
    const path = `src/dialects/${dialect}/options.gen.ts`;
    const file = `${root}/${path}`;
    const text = write(argumentTables());
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    if (check) {
      console.error(`${path} is not what the tables of arguments say: node tools/types/generate.mjs`);
      process.exitCode = 1;
    } else {
      writeFileSync(file, text);
      console.log(path);
    }
  }
});
