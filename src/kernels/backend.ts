import type { BulkKernels, Kernels, KernelsOf, Reals } from "./kernels.gen.ts";
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
  /** The exact class, where it is compiled: its TypeScript is in `random/` and `linalg/`. */
  readonly bulk: BulkKernels | null;
  workspace(floats: number): Workspace;
  /** Gives a workspace back; it must not be used after. */
  release(workspace: Workspace): void;
}

/** A backend, or why it cannot be. */
export type Attempt = Backend | { readonly why: string; readonly kernels?: undefined };

/** Makes the plain backend, which always works. */
export function plain(why: string): Backend<KernelsOf<Reals>> {
  return {
    name: "plain",
    width: "none",
    fused: false,
    threads: 1,
    why,
    kernels: plainKernels,
    bulk: null,
    workspace: (floats) => ({ floats, values: new Float64Array(floats), address: 0 }),
    release: () => {},
  };
}

/** The plain twins as a backend: float64 has no other. */
export const plainBackend: Backend<KernelsOf<Reals>> = plain("float64 runs on the plain twins");
