/**
 * From a bare clone to an example: `npm start` runs examples/moby-dick.mjs, `npm run examples` examples/exact-starts.mjs. Installs
 * packages and builds where that is not done yet.
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
  const [example, ...given] = process.argv.slice(2);
  const { status } = spawnSync(process.execPath, [`${root}/examples/${example}.mjs`, ...given], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
