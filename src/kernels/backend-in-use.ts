import { GatewiseError, show, unknownName } from "../base/index.ts";
import { type Attempt, type Backend, plain } from "./backend.ts";
import { native } from "./native.ts";
import { wasm, wasmLater } from "./wasm.ts";

let current: Backend | null = null;

/** Gives the backend in use. The first call chooses: native, else WebAssembly, else plain. */
export function backend(): Backend {
  if (current === null) {
    const addon = native();
    current = fastest(addon, addon.kernels === undefined ? wasm() : addon);
  }
  return current;
}

/** Has the best backend loaded. Node needs no waiting; a page fetches the WebAssembly. */
export async function ready(): Promise<Backend> {
  if (current === null || (current.name === "plain" && !asked)) {
    const addon = native();
    current = fastest(addon, addon.kernels === undefined ? await wasmLater() : addon);
  }
  return current;
}

function fastest(addon: Attempt, web: Attempt): Backend {
  if (addon.kernels !== undefined) return addon;
  if (web.kernels !== undefined) return { ...web, why: `${web.why}; not native: ${addon.why}` };
  return plain(`not native: ${addon.why}; not WebAssembly: ${web.why}`);
}

let asked = false;

/** The name of the backend that useBackend has set; null: none was asked for. */
export function askedBackend(): Backend["name"] | null {
  return asked && current !== null ? current.name : null;
}

/**
 * Sets the backend in use; natively also the vector width and the number of threads, for the whole process.
 *
 * Throws: out-of-range, wrong-type, contradiction; not-supported where it cannot run here.
 */
export function useBackend(name: Backend["name"], width?: "avx512" | "avx2" | "sse2", threads?: number): Backend {
  const attempts = { native: () => native(width, threads), wasm, plain: () => plain("asked for") };
  if (!Object.hasOwn(attempts, name)) throw unknownName("out-of-range", "useBackend, name", name, Object.keys(attempts));
  checkNative(name, width, threads);
  const attempt: Attempt = attempts[name]();
  if (attempt.kernels === undefined) {
    throw new GatewiseError("not-supported", {
      where: "useBackend",
      received: name,
      expected: "a backend that runs here",
      fix: attempt.why,
    });
  }
  asked = true;
  current = attempt;
  return attempt;
}

/** As many as the addon keeps. */
const mostThreads = 64;
const widths = ["avx512", "avx2", "sse2"];

/** Holds that width and threads are the native kernels', and of their kinds. */
function checkNative(name: Backend["name"], width: unknown, threads: unknown): void {
  if (width !== undefined && !widths.includes(width as string)) throw unknownName("out-of-range", "useBackend, width", width, widths);
  if (threads !== undefined && !(Number.isSafeInteger(threads) && (threads as number) > 0 && (threads as number) <= mostThreads)) {
    throw new GatewiseError(typeof threads === "number" ? "out-of-range" : "wrong-type", {
      where: "useBackend, threads",
      received: show(threads),
      expected: `a whole number of 1 to ${mostThreads}`,
      fix: "choose another, or leave it out: as many as the processor offers",
    });
  }
  if (name === "native" || (width === undefined && threads === undefined)) return;
  throw new GatewiseError("contradiction", {
    where: "useBackend",
    received: `${name} with ${width === undefined ? `${threads} threads` : show(width)}`,
    expected: "a width and threads of the native kernels alone",
    fix: `leave them out, or take useBackend("native", …)`,
  });
}
