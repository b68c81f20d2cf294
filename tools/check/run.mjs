/** Runs the checks of the house, one line each. To add a check: its file or command, and a line here. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { doorFaults } from "./doors.mjs";
import { fileLengthFaults } from "./file-length.mjs";
import { forbiddenWordFaults } from "./forbidden-words.mjs";
import { localPathFaults } from "./local-paths.mjs";
import { lockFileFaults } from "./lock-file.mjs";
import { skippedTestFaults } from "./skipped-tests.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
const require = createRequire(import.meta.url);

/**
 * A check gives the faults it found, one text each; none is good.
 *
 * @type {Record<string, () => Promise<string[]> | string[]>}
 */
const checks = {
  format: tool("@biomejs/biome", "biome", ["check", "--colors=off", "--max-diagnostics=50", "--error-on-warnings", "."]),
  types: tool("typescript", "tsc", ["-p", "."]),
  floors: tool("dependency-cruiser", "depcruise", ["src", "--config", ".dependency-cruiser.cjs", "--output-type", "err-long"]),
  doors: () => doorFaults(root),
  words: () => forbiddenWordFaults(root),
  length: () => fileLengthFaults(root),
  skipped: () => skippedTestFaults(root),
  lock: () => lockFileFaults(root),
  paths: () => localPathFaults(root),
  dead: tool("knip", "knip", ["--no-progress", "--treat-config-hints-as-errors"]),
  package: async () => (await import("./package.mjs")).packageFaults(root),
  kernels: script("tools/kernels/generate.mjs", ["--check"]),
  optionTypes: script("tools/types/generate.mjs", ["--check"]),
  wasm: script("tools/kernels/build-wasm.mjs", ["--check"]),
  grades: script("tools/grades/compute.mjs", ["--check"]),
  options: script("tools/grades/options.mjs", ["--check"]),
};

/**
 * Runs the named checks, or all.
 *
 * @param {readonly string[]} names
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(names) {
  const unknown = names.filter((name) => !Object.hasOwn(checks, name));
  if (unknown.length > 0) throw new Error(`no check ${unknown.join(", ")}; one of ${Object.keys(checks).join(", ")}`);
  const sum = { passed: 0, failed: 0 };
  for (const name of names.length > 0 ? names : Object.keys(checks)) {
    const start = performance.now();
    const faults = await checks[name]();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${faults.length === 0 ? "ok    " : "FAULTY"} ${name} (${seconds} s)`);
    for (const fault of faults) console.log(fault.replace(/^(?=.)/gm, "  "));
    if (faults.length === 0) sum.passed += 1;
    else sum.failed += 1;
  }
  return sum;
}

/** A command of an installed package. */
function tool(name, command, line) {
  return () => {
    const file = join(root, "node_modules", name, "package.json");
    const { bin } = require(file);
    return run([join(dirname(file), typeof bin === "string" ? bin : bin[command]), ...line]);
  };
}

function script(file, line) {
  return () => run([join(root, file), ...line]);
}

/** @returns {Promise<string[]>} what it said, if it failed */
function run(line) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, line, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = [];
    child.stdout.on("data", (bytes) => said.push(bytes));
    child.stderr.on("data", (bytes) => said.push(bytes));
    child.on("error", reject);
    child.on("close", (status) => resolve(status === 0 ? [] : [Buffer.concat(said).toString().trim() || `exit status ${status}`]));
  });
}
