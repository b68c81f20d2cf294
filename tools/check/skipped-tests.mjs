/** No test is skipped, or runs alone, by a word that was left behind. */
import { readFileSync } from "node:fs";
import { projectFiles } from "./files.mjs";

const words =
  /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:skip|only|todo|skipIf|runIf|fails)\b|\bx(?:it|describe)\(|\bcontext\.skip\(/;

/** @param {string} root */
export function skippedTestFaults(root) {
  const tests = projectFiles(root).filter((file) => /\.(?:test|bench)\.ts$/.test(file));
  if (tests.length === 0) return ["no test file was found"];
  return tests.flatMap((file) =>
    readFileSync(`${root}/${file}`, "utf8")
      .split("\n")
      .flatMap((line, k) => (words.test(line) ? [`${file}:${k + 1}: ${line.trim()}`] : [])),
  );
}
