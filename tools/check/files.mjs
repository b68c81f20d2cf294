/** The files of the project, as git knows them: tracked, and new ones that are not ignored. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * @param {string} root
 * @returns {string[]} paths from the root
 */
export function projectFiles(root) {
  const { status, stdout, stderr } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`git ls-files failed: ${stderr}`);
  const files = [...new Set(stdout.split("\0"))].filter((file) => file !== "" && existsSync(`${root}/${file}`));
  if (files.length === 0) throw new Error("git knows no files here");
  return files.sort();
}
