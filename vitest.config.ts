import { configDefaults, defineConfig } from "vitest/config";

/** Every test that needs no more than Node. Browser and packing have configurations of their own beside their tests. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/browser/**", "test/packing/**"],
    benchmark: { include: ["bench/**/*.bench.ts"] },
    testTimeout: 60_000,
  },
});
