/**
 * Builds src/kernels/gatewise.wasm with the pinned clang of @yowasp/clang: `npm run kernels:wasm`; `--check` builds it again and
 * compares the bytes. No compiler of the system is used, so everyone gets the same bytes.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runClang } from "@yowasp/clang";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

const flags = [
  "-O3",
  "-std=gnu11",
  "-msimd128",
  "-mbulk-memory",
  "-mnontrapping-fptoint",
  "-ffp-contract=off",
  "-fno-math-errno",
  "-ffreestanding",
  "-nostdlib",
  "-DVECTOR_BYTES=16",
  "-Wno-psabi",
  "-Wl,--no-entry",
  "-Wl,--strip-all",
  "-Wl,-z,stack-size=262144",
];

/** The bytes of the module. */
export async function buildWasm() {
  const folder = `${root}/src/kernels/c`;
  const files = Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.startsWith("addon"))
      .map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]),
  );
  const messages = [];
  const decoder = new TextDecoder();
  try {
    const out = await runClang(["clang", ...flags, "wasm.c", "-o", "gatewise.wasm"], files, {
      stdout: (bytes) => bytes && messages.push(decoder.decode(bytes)),
      stderr: (bytes) => bytes && messages.push(decoder.decode(bytes)),
    });
    return out["gatewise.wasm"];
  } catch (error) {
    throw new Error(`clang: ${error}\n${messages.join("")}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = `${root}/src/kernels/gatewise.wasm`;
  const bytes = await buildWasm();
  if (process.argv.includes("--check")) {
    const same = Buffer.from(bytes).equals(readFileSync(file));
    if (!same) console.error("src/kernels/gatewise.wasm is not what its sources give: npm run kernels:wasm");
    process.exitCode = same ? 0 : 1;
  } else {
    writeFileSync(file, bytes);
    console.log(`${file}: ${bytes.length} bytes`);
  }
}
