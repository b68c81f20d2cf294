import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The package as a page has it: installed from its tarball, bundled by Vite, served under a strict policy, opened in Chromium. */
export default defineConfig({
  root: fileURLToPath(new URL("../../..", import.meta.url)),
  test: {
    include: ["test/browser/page/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
