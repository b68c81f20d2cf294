import { copyFileSync, readdirSync } from "node:fs";
import { defineConfig } from "tsdown";
import { buildAddon } from "./tools/kernels/build-addon.mjs";

/** Every file at the top of src/ is a door; the command line and the worker of training are built beside them, from the same chunks. */
const doors = readdirSync("src").filter((name) => name.endsWith(".ts"));

export default defineConfig({
  entry: [...doors.map((name) => `src/${name}`), "src/cli/main.ts", "src/train/worker.ts"],
  format: "esm",
  platform: "node",
  target: "es2022",
  dts: true,
  clean: true,
  outDir: "dist",
  onSuccess: () => {
    // Beside the chunk that asks for it, which lies where the doors lie.
    copyFileSync("src/kernels/gatewise.wasm", "dist/gatewise.wasm");
    const addon = buildAddon(process.cwd(), "dist/kernels");
    if ("why" in addon) console.warn(`no native addon, WebAssembly will serve: ${addon.why}`);
  },
});
