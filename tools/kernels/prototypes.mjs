/** Writes the C header: one prototype a kernel, a structure of pointers to all of them, and an enumeration a table of kinds. */
import { cType, note, snake } from "./words.mjs";

const upper = (name) => snake(name).toUpperCase();

export function prototypes(kernels, kinds) {
  const lines = [`/* ${note} */`, "#pragma once", "#include <stdint.h>", ""];
  for (const [table, words] of Object.entries(kinds)) {
    lines.push(`enum ${table}_kind { ${words.map((word) => `${upper(table)}_${upper(word)}`).join(", ")} };`);
  }
  for (const { name, does, named, takes } of kernels) {
    if (!named) continue;
    lines.push("", `/* ${does} */`, `struct ${snake(name)} {`);
    for (const argument of takes) lines.push(`  ${cType(argument)}${argument.name};`);
    lines.push("};");
  }
  lines.push("", "/* The kernels of one vector width. */", "struct kernels {");
  for (const { name, does, named, returns, takes } of kernels) {
    const parameters = named ? `const struct ${snake(name)} *` : takes.map((argument) => `${cType(argument)}${argument.name}`).join(", ");
    if (!named) lines.push(`  /* ${does} */`);
    lines.push(`  ${returns ?? "void"} (*${snake(name)})(${parameters});`);
  }
  lines.push("};", "");
  lines.push("/* The table of a width; each object file defines one. */", "#define KERNELS_TABLE \\");
  lines.push(`  { ${kernels.map(({ name }) => `WIDE(${snake(name)})`).join(", \\\n    ")} }`, "");
  return lines.join("\n");
}
