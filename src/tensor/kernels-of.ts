import { type Backend, backend, type KernelsOf, plainBackend, type Reals } from "../kernels/index.ts";
import type { TensorDType } from "./numbers.ts";

/** Gives the backend for a dtype: the one in use for float32, the plain twins for float64. */
export function backendOf(dtype: TensorDType): Backend<KernelsOf<Reals>> {
  // The kernels of a float32 backend are handed arrays of its own dtype only.
  return dtype === "float64" ? plainBackend : (backend() as unknown as Backend<KernelsOf<Reals>>);
}

/** From how many numbers on a loop is worth the call of a kernel. */
export const worthAKernel = 512;
