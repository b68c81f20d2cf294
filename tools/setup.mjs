/**
 * From a bare clone to four worked examples: `npm start`. Installs what is missing, builds what is out of date, runs
 * examples/run.mjs; hands its arguments on. Until packages are installed, only Node's own modules are used here.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./built.mjs";
import { ensureInstalled } from "./installed.mjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
try {
  ensureInstalled(root);
  ensureBuilt(root);
  const { status, error } = spawnSync(process.execPath, [`${root}/examples/run.mjs`, ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  if (error !== undefined) throw error;
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
