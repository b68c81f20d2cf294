/** Runs vitest with a configuration, and counts. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Counts every test; a file that could not be loaded, a skipped test and an error outside tests count as failures.
 *
 * @param {string} root
 * @param {string} config
 * @param {readonly string[]} filters
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runVitest(root, config, filters = []) {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-test-"));
  try {
    const report = join(folder, "report.json");
    const line = [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config",
      config,
      "--root",
      root,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ];
    const status = await run(process.execPath, [...line, ...filters], root);
    return counts(report, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, line, cwd) {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, CI: "1", NO_COLOR: "1", FORCE_COLOR: undefined };
    const child = spawn(command, line, { cwd, stdio: ["ignore", "inherit", "inherit"], env: environment });
    child.on("error", reject);
    child.on("close", resolve);
  });
}

function counts(report, status) {
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const sum = { passed: 0, failed: 0 };
  for (const { name, status: fileStatus, assertionResults } of testResults) {
    if (assertionResults.length === 0 || (fileStatus === "failed" && assertionResults.every((test) => test.status === "passed"))) {
      console.log(`${name}: no test of it ran to its end`);
      sum.failed += 1;
    }
    for (const { status: testStatus, fullName } of assertionResults) {
      if (testStatus === "passed") sum.passed += 1;
      else sum.failed += 1;
      if (testStatus !== "passed" && testStatus !== "failed") console.log(`${name}: ${fullName}: ${testStatus}`);
    }
  }
  if (testResults.length === 0) throw new Error("no test file was found");
  if (status !== 0 && sum.failed === 0) sum.failed = 1;
  return sum;
}
