/** Words that the generated files share. */
export const note = "Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit.";

const elements = { f32: "float", f64: "double", i32: "int32_t", u8: "uint8_t", real: "void" };

/** A name in C. */
export const snake = (name) => name.replace(/(?<=[a-z0-9])[A-Z](?=[a-z])/g, (letter) => `_${letter.toLowerCase()}`);

/** An argument's type in C, with what parts it from its name. */
export function cType({ form, access, element }) {
  if (form === "int" || form === "kind") return "intptr_t ";
  if (form === "workspace" || form === "scratch") return "float *";
  if (form === "array") return `${access === "in" ? "const " : ""}${elements[element]} *`;
  return `${form} `;
}

/** A name in TypeScript's types. */
export const pascal = (name) => name[0].toUpperCase() + name.slice(1);
