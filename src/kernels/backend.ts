import { GatewiseError } from "../base/index.ts";
import type { Kernels, KernelsOf, Reals } from "./kernels.gen.ts";
import { plainKernels } from "./plain/index.ts";
import type { Workspace } from "./workspace.ts";

/** The kernels on one of the three grounds that they can run on. */
export interface Backend<K = Kernels> {
  readonly name: "native" | "wasm" | "plain";
  /** avx512, avx2, sse2, vector128, relaxed-simd, simd128 or none. */
  readonly width: string;
  /** Whether multiply-adds are fused: which of the two families of bits. */
  readonly fused: boolean;
  readonly threads: number;
  /** Why this one, and why not a faster one. */
  readonly why: string;
  readonly kernels: K;
  workspace(floats: number): Workspace;
  /** Gives a workspace back; it must not be used after. */
  release(workspace: Workspace): void;
}

/** Makes the plain backend, which always works. */
function plain(why: string): Backend<KernelsOf<Reals>> {
  return {
    name: "plain",
    width: "none",
    fused: false,
    threads: 1,
    why,
    kernels: plainKernels,
    workspace: (floats) => ({ floats, values: new Float64Array(floats), address: 0 }),
    release: () => {},
  };
}

/** The plain twins as a backend: float64 has no other. */
export const plainBackend: Backend<KernelsOf<Reals>> = plain("float64 runs on the plain twins");

let current: Backend | null = null;

/** Gives the backend in use, chosen at the first call. */
export function backend(): Backend {
  current ??= plain("no other backend is built");
  return current;
}

/** Has the best backend loaded. Node needs no waiting; a browser fetches the WebAssembly. */
export async function ready(): Promise<Backend> {
  return backend();
}

/**
 * Sets the backend in use.
 *
 * Throws: GatewiseError `not-supported` where it cannot run here.
 */
export function useBackend(name: Backend["name"]): Backend {
  if (name !== "plain") {
    throw new GatewiseError("not-supported", {
      where: "useBackend",
      received: name,
      expected: "a backend that runs here",
      fix: 'use "plain"',
    });
  }
  current = plain("asked for");
  return current;
}
