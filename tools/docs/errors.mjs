/**
 * Writes docs/errors.md, every code of a refusal with its meaning and one example as it is really printed, from
 * src/base/errors.ts and test/errors/table.ts: `node tools/docs/errors.mjs`; `--check` fails where the file differs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withSource } from "../source.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
const path = "docs/errors.md";

const text = await withSource(async (load) => {
  const { errorMeanings } = await load("src/base/index.ts");
  const { table } = await load("test/errors/table.ts");
  const { refusalOf, writtenOf } = await load("test/errors/row.ts");
  const rows = Object.values(table).flat();
  const sections = [];
  for (const [code, meaning] of Object.entries(errorMeanings)) {
    const row = rows.find((one) => one.code === code);
    if (row === undefined) throw new Error(`no row of test/errors/table.ts has the code ${code}`);
    const { where, received, expected, fix } = await refusalOf(row.given);
    const lines = [`where:    ${where}`, `received: ${received}`, `expected: ${expected}`, `fix:      ${fix}`].map((line) => `  ${line}`);
    sections.push(
      `## ${code}\n\n${meaning} For example ${row.name}:\n\n\`\`\`text\n${[written(row.given, writtenOf), code, ...lines].join("\n")}\n\`\`\`\n`,
    );
  }
  return `${head(Object.keys(errorMeanings).length)}\n${sections.join("\n")}`;
});

if (process.argv.includes("--check")) {
  if (readFileSync(`${root}/${path}`, "utf8") !== text) {
    console.error(`${path} is not what the refusals say: node tools/docs/errors.mjs`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(`${root}/${path}`, text);
}

function head(codes) {
  return `# Refusals

<!-- Written by node tools/docs/errors.mjs. Do not edit. -->

What gatewise does not take, it refuses before anything is drawn or written, and repairs nothing silently. Every refusal is a
\`GatewiseError\`: a code of these ${codes}, and four facts, one line each. \`where\` names the argument, key, file, byte or tensor, \`received\` what came,
\`expected\` what is legal there, \`fix\` what to do; an unknown name is answered with the nearest legal one. In TypeScript they are
fields of the error; the command line prints them on the standard error stream and ends with status 1 (2 for wrong usage).
`;
}

/** A document as people write it, its lists on lines of their own; a call or a command as it is. */
function written(given, writtenOf) {
  if (!("document" in given)) return writtenOf(given);
  const parts = Object.entries(given.document).map(([key, value]) => [`"${key}": ${spaced(value)}`, Array.isArray(value)]);
  return `{ ${parts
    .map(([part, list], k) => `${list && k > 0 ? "\n  " : ""}${part}`)
    .join(", ")
    .replaceAll(", \n", ",\n")} }`;
}

function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `"${key}": ${spaced(inner)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
