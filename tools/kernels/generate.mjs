/**
 * Writes what follows from src/kernels/list.ts: the C prototypes, the glue of addon and WebAssembly, the TypeScript types.
 * `node tools/kernels/generate.mjs` writes, with `--check` it compares.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withSource } from "../source.mjs";
import { addonGlue, wasmExports } from "./c-glue.mjs";
import { prototypes } from "./prototypes.mjs";
import { nativeGlue, typescript, wasmGlue } from "./typescript.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The generated files, by path. */
export async function generated() {
  return withSource(async (load) => {
    const { list, kinds } = await load("src/kernels/list.ts");
    const kernels = Object.entries(list).map(([name, { does, takes, named, inner, exact, bulk, returns }]) => ({
      name,
      does,
      named: named ?? false,
      inner: inner ?? false,
      exact: exact ?? bulk ?? false,
      bulk: bulk ?? false,
      returns: returns ?? null,
      takes: Object.entries(takes).map(([argument, type]) => ({ name: argument, ...parse(type) })),
    }));
    return {
      "src/kernels/kernels.gen.ts": typescript(kernels, kinds),
      "src/kernels/native.gen.ts": nativeGlue(kernels),
      "src/kernels/wasm.gen.ts": wasmGlue(kernels),
      "src/kernels/c/kernels.gen.h": prototypes(kernels, kinds),
      "src/kernels/c/addon.gen.h": addonGlue(kernels),
      "src/kernels/c/wasm.gen.h": wasmExports(kernels),
    };
  });
}

/** What a word of the list means. */
function parse(type) {
  const [first, second] = type.split(" ");
  if (second === undefined) return { form: first };
  if (first === "kind") return { form: "kind", table: second };
  if (first === "scratch") return { form: "scratch", gates: Number(second) };
  return { form: "array", access: first, element: second.replace("?", ""), nullable: second.endsWith("?") };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes("--check");
  for (const [path, text] of Object.entries(await generated())) {
    const file = `${root}/${path}`;
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    if (check) {
      console.error(`${path} is not what src/kernels/list.ts says: node tools/kernels/generate.mjs`);
      process.exitCode = 1;
    } else {
      writeFileSync(file, text);
      console.log(path);
    }
  }
}
