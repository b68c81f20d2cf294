import { ready, useBackend } from "../../src/kernels/index.ts";
import { hasCompiler } from "./compiler.ts";

await ready();

type Name = ReturnType<typeof useBackend>["name"];
type Width = NonNullable<Parameters<typeof useBackend>[1]>;

/** The backends that must run here, the fastest first. */
export const backends: readonly Name[] = hasCompiler ? ["native", "wasm", "plain"] : ["wasm", "plain"];

/** The vector widths that the addon has on this processor. */
export const widths: readonly Width[] = hasCompiler && process.arch === "x64" ? (["avx512", "avx2", "sse2"] as const).filter(isHere) : [];

function isHere(width: Width): boolean {
  try {
    return useBackend("native", width).width === width;
  } catch {
    return false;
  }
}
