/*
 * How long a user waits for the command's first word. Build first; then `npx vitest bench --run bench/command.bench.ts`.
 *
 * The budget of `gatewise --help` is 60 ms beyond an empty Node: it loads commander and no command. Two cores, AMD EPYC, Node 20:
 *   an empty program 61 ms · gatewise --help 82 ms · gatewise dialects 165 ms
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { bench, describe } from "vitest";

const main = "dist/cli/main.mjs";
if (!existsSync(main)) throw new Error(`${main} is not built: type \`npm run build\``);

const twenty = { iterations: 20, warmupIterations: 2, time: 0, warmupTime: 0 };

describe("node", () => {
  bench("an empty program", () => void execFileSync(process.execPath, ["-e", ""]), twenty);
  bench("gatewise --help", () => void execFileSync(process.execPath, [main, "--help"]), twenty);
  bench("gatewise dialects", () => void execFileSync(process.execPath, [main, "dialects"]), twenty);
});
