/** Writes the TypeScript types of the kernels, generic over the array of a real number, and how each is called by place. */
import { note } from "./words.mjs";

const pascal = (name) => name[0].toUpperCase() + name.slice(1);
const arrays = { f32: "A", f64: "Float64Array", i32: "Int32Array", u8: "Uint8Array" };

function typeOf({ form, table, element, nullable }) {
  if (form === "kind") return `${pascal(table)}Kind`;
  if (form === "workspace") return "Workspace";
  if (form === "array") return arrays[element] + (nullable ? " | null" : "");
  return "number";
}

export function typescript(kernels, kinds) {
  const lines = [`/* ${note} */`, "", 'import type { Workspace } from "./workspace.ts";', ""];
  lines.push("export type Reals = Float32Array | Float64Array;");
  for (const [table, words] of Object.entries(kinds)) {
    lines.push(`export type ${pascal(table)}Kind = ${words.map((word) => JSON.stringify(word)).join(" | ")};`);
  }
  for (const { name, does, takes } of kernels.filter(({ named }) => named)) {
    lines.push("", `/** ${does} */`, `export interface ${pascal(name)}<A extends Reals = Float32Array> {`);
    for (const argument of takes) lines.push(`  ${argument.name}: ${typeOf(argument)};`);
    lines.push("}");
  }
  lines.push("", "/** Every kernel, over arrays `A` of real numbers. */", "export interface KernelsOf<A extends Reals> {");
  for (const { name, does, named, returns, takes } of kernels) {
    const parameters = named ? `call: ${pascal(name)}<A>` : takes.map((argument) => `${argument.name}: ${typeOf(argument)}`).join(", ");
    lines.push(`  /** ${does} */`, `  ${name}(${parameters}): ${returns === null ? "void" : "number"};`);
  }
  lines.push("}", "", "export type Kernels = KernelsOf<Float32Array>;", "");
  return lines.join("\n");
}
