/** Writes the C glue: one Node-API function a kernel, arguments by place; and the exports of the WebAssembly. */
import { cType, note, snake } from "./words.mjs";

const arrayTypes = { f32: "napi_float32_array", f64: "napi_float64_array", i32: "napi_int32_array", u8: "napi_uint8_array", real: "REALS" };

function read({ name, form, element, nullable }, place) {
  const value = `v[${place}]`;
  if (form === "array") return `array_of(&call, ${value}, ${arrayTypes[element]}, ${nullable ? 1 : 0}, "${name}")`;
  if (form === "workspace" || form === "scratch") return `aligned_of(&call, ${value}, "${name}")`;
  if (form === "int" || form === "kind") return `int_of(&call, ${value}, "${name}")`;
  return `${form === "float" ? "(float)" : ""}double_of(&call, ${value}, "${name}")`;
}

export function addonGlue(kernels) {
  const lines = [`/* ${note} */`, "#pragma once"];
  for (const { name, named, exact, returns, takes } of kernels) {
    lines.push("", `static napi_value call_${snake(name)}(napi_env env, napi_callback_info info) {`);
    lines.push(`  napi_value v[${takes.length}];`, `  struct call call = begin(env, info, ${takes.length}, v, "${name}");`);
    if (named) {
      lines.push(`  struct ${snake(name)} q;`);
      for (const [place, argument] of takes.entries()) lines.push(`  q.${argument.name} = ${read(argument, place)};`);
    } else {
      for (const [place, argument] of takes.entries()) lines.push(`  ${cType(argument)}${argument.name} = ${read(argument, place)};`);
    }
    const invoke = `table->${snake(name)}(${named ? "&q" : takes.map((argument) => argument.name).join(", ")})`;
    lines.push("  if (call.failed) return NULL;");
    if (!exact) lines.push("  uint32_t mode = flush_dust();");
    lines.push(returns === null ? `  ${invoke};` : `  double result = ${invoke};`);
    if (!exact) lines.push("  restore_mode(mode);");
    lines.push(returns === null ? "  return NULL;" : "  return number(env, result);", "}");
  }
  lines.push("", "static const struct { const char *name; napi_callback call; } calls[] = {");
  for (const { name } of kernels) lines.push(`    {"${name}", call_${snake(name)}},`);
  lines.push("};", "");
  return lines.join("\n");
}

export function wasmExports(kernels) {
  const lines = [`/* ${note} */`, "#pragma once"];
  for (const { name, named, returns, takes } of kernels) {
    const parameters = named ? `const struct ${snake(name)} *q` : takes.map((argument) => `${cType(argument)}${argument.name}`).join(", ");
    const values = named ? "q" : takes.map((argument) => argument.name).join(", ");
    lines.push("", `EXPORT("${name}") ${returns ?? "void"} export_${snake(name)}(${parameters}) {`);
    lines.push(`  ${returns === null ? "" : "return "}${snake(name)}(${values});`, "}");
  }
  lines.push("");
  return lines.join("\n");
}
