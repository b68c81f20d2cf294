/**
 * All tests, from a bare clone: `npm test`; some parts: `npm test -- node browser`.
 *
 * Installs what is missing, then builds, checks, and runs the tests in Node, in headless Chromium and on the packed package.
 * The last line is `N passed, N failed`; the exit status is 1 if anything failed. Until packages are installed, only Node's own
 * modules are used here.
 */
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../built.mjs";
import { ensureInstalled } from "../installed.mjs";
import { ensureChromium } from "./chromium.mjs";
import { runVitest } from "./vitest.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** @type {Record<string, () => Promise<{ passed: number, failed: number } | boolean>>} */
const parts = {
  build: async () => ensureBuilt(root),
  check: async () => (await import("../check/run.mjs")).runChecks([]),
  node: () => runVitest(root, "vitest.config.ts"),
  browser: async () => {
    process.env.CHROME_PATH = ensureChromium();
    ensureBuilt(root);
    const [files, page] = [
      await runVitest(root, "test/browser/vitest.config.ts"),
      await runVitest(root, "test/browser/page/vitest.config.ts"),
    ];
    return { passed: files.passed + page.passed, failed: files.failed + page.failed };
  },
  packing: async () => {
    ensureInstalled(`${root}/test/packing/node-24`);
    ensureBuilt(root);
    return runVitest(root, "test/packing/vitest.config.ts");
  },
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const unknown = wanted.filter((part) => !Object.hasOwn(parts, part));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(", ")}; one of ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}

const sum = { passed: 0, failed: 0 };
try {
  ensureInstalled(root);
  for (const part of wanted) {
    const start = performance.now();
    console.log(`\n${part}`);
    const { passed, failed } = await once(parts[part]);
    console.log(`${part}: ${passed} passed, ${failed} failed, ${((performance.now() - start) / 1000).toFixed(0)} s`);
    sum.passed += passed;
    sum.failed += failed;
  }
} catch (error) {
  console.error(error);
  sum.failed += 1;
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

/** Runs a part; what has no counts of its own counts as one, and what throws as one failure. */
async function once(part) {
  try {
    const counts = await part();
    return typeof counts === "object" ? counts : { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}
