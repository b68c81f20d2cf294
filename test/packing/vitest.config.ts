import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests of the package as npm installs it, in a folder that knows nothing else. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/packing/*.test.ts"],
    globalSetup: ["test/packing/install.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
