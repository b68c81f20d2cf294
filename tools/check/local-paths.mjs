/** No file names a folder of somebody's machine: such a path means nothing to anybody else. */
import { readFileSync } from "node:fs";
import { projectFiles } from "./files.mjs";

const folders = /(?:^|[\s"'`(=:,])\/(?:root|work|home\/\w+|Users\/\w+)\/|\/\.librar[y]\b|\.librar[y]\//;

/** @param {string} root */
export function localPathFaults(root) {
  return projectFiles(root).flatMap((file) => {
    const bytes = readFileSync(`${root}/${file}`);
    if (bytes.includes(0)) return [];
    return bytes
      .toString("utf8")
      .split("\n")
      .flatMap((line, k) => (folders.test(line) ? [`${file}:${k + 1}: ${line.trim().slice(0, 160)}`] : []));
  });
}
