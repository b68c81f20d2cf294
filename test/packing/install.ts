/** Packs the built package and installs it into a bare folder, once for all packing tests. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { installPacked } from "./install-packed.ts";

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
  const { installed, packed } = installPacked(root, folder);
  project.provide("installed", installed);
  project.provide("packed", packed);
  project.provide("nodes", { [`Node ${process.versions.node}`]: process.execPath, "Node 24": node24 });
  return () => rmSync(folder, { recursive: true, force: true });
}

function platform(): string {
  return process.platform === "win32" ? "win" : process.platform;
}
