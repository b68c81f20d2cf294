/** Copies a checkout as it stands, with its uncommitted changes, without what git ignores. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * The copy is a repository of its own, so that tools that ask git find their files; it shares the packages of the checkout.
 *
 * @param {string} root
 * @returns {{ folder: string, remove: () => void }}
 */
export function copyOf(root) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatewise-mutants-")));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  for (const file of listed.split("\0")) {
    if (file === "" || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  execFileSync("git", ["init", "-q"], { cwd: folder });
  // The packages are a link here, which .gitignore, naming a folder, does not mean.
  writeFileSync(join(folder, ".git/info/exclude"), "node_modules\n");
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
