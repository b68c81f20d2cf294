/** Below the dialects nothing knows a framework's names of parameters and arguments; comments may tell of them, and tests use them. */
import ts from "typescript";
import { projectFiles } from "./files.mjs";
import { placeOf, syntaxOf } from "./syntax.mjs";

const rooms = [
  "base",
  "formats",
  "random",
  "linalg",
  "layout",
  "init",
  "plan",
  "runtimes",
  "kernels",
  "tensor",
  "cells",
  "layers",
  "train",
];

const words = [
  "weight_ih",
  "weight_hh",
  "bias_ih",
  "bias_hh",
  "recurrent_kernel",
  "num_units",
  "hidden_size",
  "input_size",
  "kernel_initializer",
  "state_dict",
];
const camelCase = (word) => word.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const forbidden = new RegExp(`${[...words, ...words.map(camelCase)].join("|")}`);

/** @param {string} root */
export function forbiddenWordFaults(root) {
  const sources = projectFiles(root).filter(
    (file) => rooms.some((room) => file.startsWith(`src/${room}/`)) && /(?<!\.test)\.ts$/.test(file),
  );
  const missing = rooms.filter((room) => !sources.some((file) => file.startsWith(`src/${room}/`)));
  if (missing.length > 0) return [`no sources in ${missing.join(", ")}: name the rooms anew in forbidden-words.mjs`];
  return sources.flatMap((file) => [...wordsOf(syntaxOf(root, file))]);
}

/** Faults in identifiers, strings and templates. */
function* wordsOf(node) {
  const spoken =
    ts.isIdentifier(node) ||
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isPrivateIdentifier(node);
  const [word] = (spoken && forbidden.exec(node.text)) || [];
  if (word !== undefined) yield `${placeOf(node)}: ${word} belongs to a dialect (src/dialects)`;
  for (const child of node.getChildren()) yield* wordsOf(child);
}
