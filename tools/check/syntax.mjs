/** Reads sources as the compiler does, so that checks see words and not letters. */
import { readFileSync } from "node:fs";
import ts from "typescript";

/**
 * @param {string} root
 * @param {string} file
 */
export function syntaxOf(root, file) {
  return ts.createSourceFile(file, readFileSync(`${root}/${file}`, "utf8"), ts.ScriptTarget.Latest, true);
}

/**
 * @param {import("typescript").Node} node
 * @returns {string} file and line
 */
export function placeOf(node) {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
