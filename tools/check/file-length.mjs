/** No file of code is longer than a reader's patience; generated ones are exempt. */
import { readFileSync } from "node:fs";
import { projectFiles } from "./files.mjs";

const most = 500;

/** @param {string} root */
export function fileLengthFaults(root) {
  return projectFiles(root)
    .filter((file) => /\.(?:ts|mjs|cjs|js|py|sh)$/.test(file) && !/\.gen\.\w+$/.test(file))
    .map((file) => [file, readFileSync(`${root}/${file}`, "utf8").split("\n").length - 1])
    .filter(([, lines]) => lines > most)
    .map(([file, lines]) => `${file}: ${lines} lines, at most ${most}: it holds more than one idea`);
}
