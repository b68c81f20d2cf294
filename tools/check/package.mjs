/** The package as a registry would have it: publint and attw read the tarball. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { ensureBuilt } from "../built.mjs";

/** @param {string} root */
export async function packageFaults(root) {
  ensureBuilt(root);
  const folder = mkdtempSync(join(tmpdir(), "gatewise-package-"));
  try {
    const packed = spawnSync("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
    const tarball = join(folder, JSON.parse(packed.stdout)[0].filename);
    return [...(await publintFaults(tarball)), ...attwFaults(root, tarball)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function publintFaults(tarball) {
  const bytes = readFileSync(tarball);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

/** The package is ECMAScript modules only: what CommonJS and TypeScript before 4.7 would make of it is not asked. */
function attwFaults(root, tarball) {
  const line = [
    join(root, "node_modules/@arethetypeswrong/cli/dist/index.js"),
    tarball,
    "--profile",
    "esm-only",
    "--no-color",
    "--no-emoji",
    "--format",
    "ascii",
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, line, { cwd: root, encoding: "utf8" });
  return status === 0 ? [] : [`attw: ${stdout}${stderr}`];
}
