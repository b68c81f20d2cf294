/** Installs packages where they are missing or not those of the lock file. Node's own modules only. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname } from "node:path";

/**
 * Makes node_modules beside a package-lock.json what it says; does nothing where it already is.
 *
 * @param {string} folder
 */
export function ensureInstalled(folder) {
  giveCache();
  const missing = firstMissing(folder);
  if (missing === null) return;
  console.log(`npm ci in ${folder}: ${missing}`);
  const { status } = spawnSync("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}: type \`npm ci\` there to see why`);
}

/** Gives npm a cache below the temporary folder where the one at home cannot be written: npm does nothing without one. */
function giveCache() {
  if (process.env.npm_config_cache !== undefined && isWritable(process.env.npm_config_cache)) return;
  if (isWritable(`${homedir()}/.npm`)) return;
  process.env.npm_config_cache = `${tmpdir()}/gatewise-npm-${process.getuid?.() ?? "cache"}`;
}

/** Whether a folder can be written, or made where it is not there yet. */
function isWritable(folder) {
  try {
    accessSync(existsSync(folder) ? folder : dirname(folder), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What the lock file wants and node_modules lacks, or null. */
function firstMissing(folder) {
  const held = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(held)) return "nothing is installed yet";
  const wanted = read(`${folder}/package-lock.json`);
  const installed = read(held);
  for (const [place, { version, optional }] of Object.entries(wanted)) {
    // An optional package is for one platform; which ones belong here is npm's to know.
    if (place === "" || (optional === true && installed[place] === undefined)) continue;
    if (installed[place]?.version !== version || !existsSync(`${folder}/${place}`)) return `${place} ${version} is not there`;
  }
  return null;
}

/** @returns {Record<string, { version: string, optional?: boolean }>} */
function read(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
