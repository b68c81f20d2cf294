import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumArguments, findChromium } from "../../tools/test/chromium.mjs";
import { testFiles } from "./test-files.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { browser, nodeOnly } = testFiles(root);
console.log(`in Chromium: ${browser.length} test files; only in Node, whose own functions they compare with: ${nodeOnly.join(", ")}`);

/** The same test files as in Node, in headless Chromium: the bits must not depend on the engine. */
export default defineConfig({
  root,
  resolve: {
    alias: [{ find: /^(.*\/)load\.ts$/, replacement: "$1load.browser.ts" }],
  },
  // Named here so that none is found while tests run: that would reload the page.
  optimizeDeps: { include: ["@noble/hashes/sha2.js", "@noble/hashes/utils.js", "fast-check", "fflate", "zod"] },
  test: {
    include: [...browser],
    testTimeout: 120_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: findChromium(), args: chromiumArguments } }),
      instances: [{ browser: "chromium" }],
    },
  },
});
