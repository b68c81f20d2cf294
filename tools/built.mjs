/** Builds dist/ where it does not belong to the sources that stand here. Node's own modules only. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Makes dist/ what the sources say; does nothing where it already is. Says whether it built.
 *
 * @param {string} root
 */
export function ensureBuilt(root) {
  const digest = digestOfSources(root);
  const stamp = `${root}/dist/.built`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return false;
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}/node_modules/tsdown/dist/run.mjs`], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
  const without = /no native addon.*/.exec(stdout + stderr);
  if (without !== null) console.log(without[0]);
  writeFileSync(stamp, digest);
  return true;
}

function digestOfSources(root) {
  const hash = createHash("sha256");
  const sources = readdirSync(`${root}/src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  for (const file of [
    ...sources,
    ...["package.json", "package-lock.json", "tsconfig.json", "tsdown.config.ts", "tools/kernels/build-addon.mjs"].map(
      (name) => `${root}/${name}`,
    ),
  ]) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}
