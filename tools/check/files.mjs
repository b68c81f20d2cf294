/** The files of the project: as git knows them, tracked, and new ones that are not ignored; without git, all but what .gitignore names. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * @param {string} root
 * @returns {string[]} paths from the root
 */
export function projectFiles(root) {
  const { status, stdout } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  // No git on this machine, or an archive without its history.
  const names = status === 0 ? stdout.split("\0") : filesBelow(root, "", ignoredOf(root));
  const files = [...new Set(names)].filter((file) => file !== "" && existsSync(`${root}/${file}`));
  if (files.length === 0) throw new Error("there are no files here");
  return files.sort();
}

/** What the lines of .gitignore mean here: folders by name, and endings. */
function ignoredOf(root) {
  const lines = readFileSync(`${root}/.gitignore`, "utf8").split("\n");
  const folders = [...lines.filter((line) => line.endsWith("/")).map((line) => line.slice(0, -1))];
  const endings = lines.filter((line) => line.startsWith("*.")).map((line) => line.slice(1));
  return (entry) =>
    entry.name === ".git" ||
    (entry.isDirectory() ? folders.includes(entry.name) || entry.name === "out" : endings.some((ending) => entry.name.endsWith(ending)));
}

function filesBelow(root, folder, isIgnored) {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true })
    .filter((entry) => !isIgnored(entry))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(root, `${folder}${entry.name}/`, isIgnored) : [`${folder}${entry.name}`]));
}
