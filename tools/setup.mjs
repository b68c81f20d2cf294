/**
 * From a bare clone to the examples: `npm start`. Installs packages and builds where that is not done yet, then runs examples/run.mjs.
 *
 * Until packages are installed, only Node's own modules are used here.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./built.mjs";
import { ensureInstalled } from "./installed.mjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
try {
  ensureInstalled(root);
  if (ensureBuilt(root)) console.log("built dist/");
  const { status } = spawnSync(process.execPath, [`${root}/examples/run.mjs`, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
