import { readdirSync } from "node:fs";
import { defineConfig } from "tsdown";

/** Every file at the top of src/ is a door; the command line is built beside them, from the same chunks. */
const doors = readdirSync("src").filter((name) => name.endsWith(".ts"));

export default defineConfig({
  entry: [...doors.map((name) => `src/${name}`), "src/cli/main.ts"],
  format: "esm",
  platform: "node",
  target: "es2022",
  dts: true,
  clean: true,
  outDir: "dist",
});
