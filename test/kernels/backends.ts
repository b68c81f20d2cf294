import { ready, useBackend } from "../../src/kernels/index.ts";

await ready();

type Name = ReturnType<typeof useBackend>["name"];
type Width = NonNullable<Parameters<typeof useBackend>[1]>;

const inNode = (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node !== undefined;

/** The backends that must run here, the fastest first. */
export const backends: readonly Name[] = inNode ? ["native", "wasm", "plain"] : ["wasm", "plain"];

/** The vector widths that the addon has on this processor. */
export const widths: readonly Width[] = inNode && process.arch === "x64" ? (["avx512", "avx2", "sse2"] as const).filter(isHere) : [];

function isHere(width: Width): boolean {
  try {
    return useBackend("native", width).width === width;
  } catch {
    return false;
  }
}
