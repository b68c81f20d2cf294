/** Writes the TypeScript types of the kernels, generic over the array of a real number, and the glue of addon and WebAssembly. */
import { note, pascal } from "./words.mjs";

const arrays = { f32: "A", f64: "Float64Array", i32: "Int32Array", u8: "Uint8Array", real: "Reals" };

function typeOf({ form, table, element, nullable }) {
  if (form === "kind") return `${pascal(table)}Kind`;
  if (form === "workspace") return "Workspace";
  if (form === "array") return arrays[element] + (nullable ? " | null" : "");
  return "number";
}

const visible = (takes) => takes.filter(({ form }) => form !== "scratch");

export function typescript(kernels, kinds) {
  const lines = [`/* ${note} */`, 'import type { Workspace } from "./workspace.ts";', ""];
  lines.push("export type Reals = Float32Array | Float64Array;");
  for (const [table, words] of Object.entries(kinds)) {
    lines.push(`export type ${pascal(table)}Kind = ${words.map((word) => JSON.stringify(word)).join(" | ")};`);
  }
  for (const { name, does, takes } of kernels.filter(({ named }) => named)) {
    lines.push("", `/** ${does} */`, `export interface ${pascal(name)}<A extends Reals = Float32Array> {`);
    for (const argument of visible(takes)) lines.push(`  ${argument.name}: ${typeOf(argument)};`);
    lines.push("}");
  }
  const functions = (some, real) => {
    for (const { name, does, named, returns, takes } of some) {
      const type = (argument) => (argument.element === "f32" ? typeOf(argument).replace("A", real) : typeOf(argument));
      const parameters = named ? `call: ${pascal(name)}<A>` : takes.map((argument) => `${argument.name}: ${type(argument)}`).join(", ");
      lines.push(`  /** ${does} */`, `  ${name}(${parameters}): ${returns === null ? "void" : "number"};`);
    }
  };
  lines.push(
    "",
    "/** Every kernel that has a plain twin, over arrays `A` of real numbers. */",
    "export interface KernelsOf<A extends Reals> {",
  );
  functions(
    kernels.filter(({ inner, bulk }) => !inner && !bulk),
    "A",
  );
  lines.push("}", "", "/** The exact class: its twins are src/random and src/linalg. */", "export interface BulkKernels {");
  functions(
    kernels.filter(({ bulk }) => bulk),
    "Float32Array",
  );
  lines.push("}", "", "export type Kernels = KernelsOf<Float32Array>;", "");
  lines.push("/** The number of each kind, as C has it. */", "export const kindNumbers = {");
  for (const [table, words] of Object.entries(kinds)) {
    lines.push(`  ${table}: { ${words.map((word, number) => `${word}: ${number}`).join(", ")} },`);
  }
  lines.push("} as const;", "");
  return lines.join("\n");
}

/** The head of a kernel's function in the glue, and how its body names an argument. */
function head({ name, named, takes }) {
  const parameters = named ? "call" : takes.map((argument) => argument.name).join(", ");
  return { open: `    ${name}(${parameters}) {`, spelling: (argument) => (named ? `call.${argument.name}` : argument.name) };
}

const scratchOf = ({ gates }) => `recurrentScratch(call.T, call.B, call.I, call.H, ${gates})`;

export function nativeGlue(kernels) {
  const lines = [`/* ${note} */`, 'import { type BulkKernels, type Kernels, kindNumbers } from "./kernels.gen.ts";'];
  lines.push('import type { Workspace } from "./workspace.ts";', "");
  lines.push("/** The functions of the addon, arguments by place. */");
  lines.push("export type Addon = { readonly [name: string]: (...values: readonly unknown[]) => unknown };", "");
  lines.push("/** The kernels of the addon; `memory` lends what a call needs for its time. */");
  lines.push(
    "export function nativeKernels(addon: Addon, memory: { take(floats: number): Workspace; give(space: Workspace): void }): Kernels & BulkKernels {",
  );
  lines.push(`  const { ${kernels.map(({ name }) => `${name}: _${name}`).join(", ")} } = addon;`, "  return {");
  for (const kernel of kernels.filter(({ inner }) => !inner)) {
    const { open, spelling } = head(kernel);
    const values = kernel.takes.map((argument) => {
      if (argument.form === "kind") return `kindNumbers.${argument.table}[${spelling(argument)}]`;
      if (argument.form === "workspace") return `${spelling(argument)}.values`;
      if (argument.form === "scratch") return "scratch.values";
      return spelling(argument);
    });
    const scratch = kernel.takes.find(({ form }) => form === "scratch");
    lines.push(open);
    if (scratch) lines.push(`      const scratch = memory.take(_${scratchOf(scratch)} as number);`);
    lines.push(
      `      ${kernel.returns === null ? "" : "return "}_${kernel.name}(${values.join(", ")})${kernel.returns === null ? "" : " as number"};`,
    );
    if (scratch) lines.push("      memory.give(scratch);");
    lines.push("    },");
  }
  lines.push("  };", "}", "");
  return lines.join("\n");
}

export function wasmGlue(kernels) {
  const lines = [`/* ${note} */`, 'import { type BulkKernels, type Kernels, kindNumbers } from "./kernels.gen.ts";'];
  lines.push('import type { WasmMemory } from "./wasm-memory.ts";', "");
  lines.push("/** The functions that the WebAssembly exports: numbers and addresses. */");
  lines.push("export type WasmExports = { readonly [name: string]: (...values: readonly number[]) => number };", "");
  lines.push("/** The kernels of the WebAssembly; arrays are copied into its memory and back. */");
  lines.push("export function wasmKernels(wasm: WasmExports, memory: WasmMemory): Kernels & BulkKernels {");
  lines.push(`  const { ${kernels.map(({ name }) => `${name}: _${name}`).join(", ")} } = wasm;`, "  return {");
  for (const kernel of kernels.filter(({ inner }) => !inner)) {
    const { open, spelling } = head(kernel);
    const scratch = kernel.takes.find(({ form }) => form === "scratch");
    const values = [];
    const after = [];
    lines.push(open);
    if (scratch) lines.push(`      const scratch = memory.take(_${scratchOf(scratch)});`);
    for (const argument of kernel.takes) {
      const value = spelling(argument);
      if (argument.form === "kind") values.push(`kindNumbers.${argument.table}[${value}]`);
      else if (argument.form === "workspace") values.push(`${value}.address`);
      else if (argument.form === "scratch") values.push("scratch.address");
      else if (argument.form === "array") {
        lines.push(`      const ${argument.name}_ = memory.${argument.access === "out" ? "room" : "bring"}(${value});`);
        if (argument.access !== "in") after.push(`      memory.fetch(${argument.name}_, ${value});`);
        values.push(`${argument.name}_`);
      } else values.push(value);
    }
    const floats = kernel.takes.flatMap(({ form }, place) => (form === "float" ? [place] : []));
    const invoke = kernel.named
      ? `_${kernel.name}(memory.record([${values.join(", ")}], [${floats.join(", ")}]))`
      : `_${kernel.name}(${values.join(", ")})`;
    lines.push(`      ${kernel.returns === null ? "" : "const result = "}${invoke};`, ...after);
    if (kernel.takes.some(({ form }) => form === "array")) lines.push("      memory.end();");
    if (scratch) lines.push("      memory.give(scratch);");
    if (kernel.returns !== null) lines.push("      return result;");
    lines.push("    },");
  }
  lines.push("  };", "}", "");
  return lines.join("\n");
}
