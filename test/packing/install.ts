/** Packs the built package and installs it into a bare folder, once for all packing tests. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder whose node_modules holds the package. */
    readonly installed: string;
    /** Paths of the files that the package holds. */
    readonly packed: string[];
    /** Node binaries by name: the one that runs the tests, and Node 24. */
    readonly nodes: Record<string, string>;
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export default function setup(project: TestProject): () => void {
  const node24 = join(
    root,
    "test/packing/node-24/node_modules",
    `node-${platform()}-${process.arch}`,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (!existsSync(node24)) throw new Error(`no Node 24 at ${node24}: type \`npm ci\` in test/packing/node-24`);
  if (!existsSync(join(root, "dist/index.mjs"))) throw new Error("dist/ is not built: type `npm run build`");

  const folder = mkdtempSync(join(tmpdir(), "gatewise-packing-"));
  const [{ filename, files }] = JSON.parse(npm(["pack", "--json", "--pack-destination", folder], root)) as [
    { filename: string; files: { path: string }[] },
  ];
  const installed = join(folder, "bare");
  mkdirSync(installed);
  writeFileSync(join(installed, "package.json"), JSON.stringify({ name: "bare", private: true, type: "module" }));
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock", join(folder, filename)], installed);

  project.provide("installed", installed);
  project.provide(
    "packed",
    files.map(({ path }) => path),
  );
  project.provide("nodes", { [`Node ${process.versions.node}`]: process.execPath, "Node 24": node24 });
  return () => rmSync(folder, { recursive: true, force: true });
}

function platform(): string {
  return process.platform === "win32" ? "win" : process.platform;
}

function npm(line: readonly string[], cwd: string): string {
  return execFileSync("npm", line, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: process.platform === "win32" });
}
