import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Packs the built package and installs it in a bare folder below `folder`. */
export function installPacked(root: string, folder: string): { readonly installed: string; readonly packed: string[] } {
  const [{ filename, files }] = JSON.parse(npm(["pack", "--json", "--pack-destination", folder], root)) as [
    { filename: string; files: { path: string }[] },
  ];
  const installed = join(folder, "bare");
  mkdirSync(installed);
  writeFileSync(join(installed, "package.json"), JSON.stringify({ name: "bare", private: true, type: "module" }));
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock", join(folder, filename)], installed);
  return { installed, packed: files.map(({ path }) => path) };
}

function npm(line: readonly string[], cwd: string): string {
  return execFileSync("npm", line, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: process.platform === "win32" });
}
