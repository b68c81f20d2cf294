/** Finds the Chromium that the browser tests run in. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** A browser that asks nobody for anything: containers have no sandbox to give, and tests no use for updates. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The path of a Chromium.
 *
 * @param {readonly string[]} candidates
 * @returns {string}
 */
export function findChromium(candidates = places) {
  const given = process.env.CHROME_PATH;
  if (given !== undefined) {
    if (!existsSync(given)) throw new Error(`CHROME_PATH names ${given}, which does not exist`);
    return given;
  }
  const found = candidates.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    `no Chromium at ${candidates.slice(0, 4).join(", ")}: type \`sudo apt-get install -y chromium\`, or name one by CHROME_PATH`,
  );
}

/**
 * Finds a Chromium, or installs Debian's where this process may.
 *
 * @param {{ candidates?: readonly string[], user?: number, aptGet?: string }} system
 */
export function ensureChromium({ candidates = places, user = process.getuid?.(), aptGet = "/usr/bin/apt-get" } = {}) {
  try {
    return findChromium(candidates);
  } catch (error) {
    const mayInstall = process.env.CHROME_PATH === undefined && user === 0 && existsSync(aptGet);
    if (!mayInstall) throw error;
    console.log("no Chromium yet: apt-get install chromium");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const line of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ]) {
      const { status, stderr } = spawnSync(aptGet, line, { env: environment, encoding: "utf8" });
      if (status !== 0) throw new Error(`apt-get ${line.join(" ")} failed: ${stderr}`);
    }
    return findChromium(candidates);
  }
}
