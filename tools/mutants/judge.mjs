/** Tries mutants one after another in a folder that may be written to. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One mistake: `find` is the exact text that becomes `replace` in `file`, and stands there once;
 * `tests` are the files or folders of tests that have to notice, with spaces between.
 *
 * @typedef {{ name: string, file: string, find: string, replace: string, tests: string }} Mutant
 * @typedef {{ passed: number, failed: readonly string[], unloaded: readonly string[], late: boolean }} Run
 * @typedef {{ name: string, outcome: "killed" | "survived" | "unfit", why: string, seconds: number }} Verdict
 */

/**
 * Killed: a test failed, or ran five times as long as without the mistake. Survived: all passed.
 * Unfit: the text is not there once, the tests are not green without the mistake, or the mutant could not even be loaded.
 *
 * @param {string} folder
 * @param {readonly Mutant[]} mutants
 * @returns {AsyncGenerator<Verdict>}
 */
export async function* judgeMutants(folder, mutants) {
  /** @type {Map<string, { fault: string | null, seconds: number }>} */
  const sound = new Map();
  for (const mutant of mutants) {
    const start = performance.now();
    const verdict = (outcome, why) => ({ name: mutant.name, outcome, why, seconds: (performance.now() - start) / 1000 });
    const file = join(folder, mutant.file);
    const text = existsSync(file) ? readFileSync(file, "utf8") : null;
    const fault = faultOf(mutant, text);
    if (fault !== null) {
      yield verdict("unfit", fault);
      continue;
    }
    if (!sound.has(mutant.tests)) sound.set(mutant.tests, await unmutated(folder, mutant.tests));
    const before = sound.get(mutant.tests);
    if (before.fault !== null) {
      yield verdict("unfit", before.fault);
      continue;
    }
    writeFileSync(file, text.split(mutant.find).join(mutant.replace));
    try {
      const run = await runTests(folder, mutant.tests, Math.max(30, 5 * before.seconds));
      if (run.failed.length > 0) yield verdict("killed", run.failed[0]);
      else if (run.late) yield verdict("killed", "the tests did not end");
      else if (run.unloaded.length > 0) yield verdict("unfit", `could not be loaded: ${run.unloaded[0]}`);
      else yield verdict("survived", `all ${run.passed} tests of ${mutant.tests} passed`);
    } finally {
      writeFileSync(file, text);
    }
  }
}

/**
 * What is wrong with a mutant itself, or null.
 *
 * @param {Mutant} mutant
 * @param {string | null} text of its file
 */
export function faultOf({ file, find, replace }, text) {
  if (text === null) return `there is no ${file}`;
  if (find === replace) return "it changes nothing";
  const times = find === "" ? 0 : text.split(find).length - 1;
  return times === 1 ? null : `its text stands ${times} times in ${file}`;
}

async function unmutated(folder, tests) {
  const start = performance.now();
  const { passed, failed, unloaded, late } = await runTests(folder, tests, 600);
  const seconds = (performance.now() - start) / 1000;
  if (late) return { fault: `${tests} does not end within ten minutes`, seconds };
  const red = [...failed, ...unloaded];
  if (red.length > 0) return { fault: `${tests} is red without it: ${red[0]}`, seconds };
  return { fault: passed === 0 ? `${tests} names no test` : null, seconds };
}

/**
 * Runs test files until the first failure.
 *
 * @param {string} folder
 * @param {string} tests
 * @param {number} seconds after which the run is ended
 * @returns {Promise<Run>}
 */
function runTests(folder, tests, seconds) {
  const report = join(folder, ".mutants-report.json");
  rmSync(report, { force: true });
  const line = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--root",
    folder,
    "--bail=1",
    "--cache=false",
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...line, ...tests.split(/\s+/).map((path) => join(folder, path))], {
      cwd: folder,
      stdio: "ignore",
      detached: process.platform !== "win32",
      env: { ...process.env, CI: "1" },
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child);
    }, seconds * 1000);
    const ended = () => endGroup(child);
    process.once("exit", ended);
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      process.off("exit", ended);
      resolve(
        late || !existsSync(report)
          ? { passed: 0, failed: [], unloaded: late ? [] : ["vitest wrote no report"], late }
          : readReport(report, folder),
      );
    });
  });
}

/** Ends a run with the workers it started. */
function endGroup(child) {
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It had ended already.
  }
}

function readReport(report, folder) {
  const run = { passed: 0, failed: [], unloaded: [], late: false };
  for (const { name, status, message, assertionResults } of JSON.parse(readFileSync(report, "utf8")).testResults) {
    const file = name.slice(folder.length + 1);
    for (const { status: outcome, fullName } of assertionResults) {
      if (outcome === "passed") run.passed += 1;
      else if (outcome === "failed") run.failed.push(`${file}: ${fullName}`);
    }
    if (assertionResults.length === 0 && status === "failed") run.unloaded.push(`${file}: ${String(message).split("\n")[0]}`);
  }
  return run;
}
