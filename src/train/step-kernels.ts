import type { Floats } from "../base/index.ts";
import { backend, type KernelsOf, plainBackend, type Reals } from "../kernels/index.ts";

/** From how many numbers on a step in WebAssembly is worth copying its arrays there and back. */
const worthACopy = 512;

/**
 * Gives the kernels of an optimiser's steps over an array: the plain twins for float64 and where a call would cost more than its loop.
 * Every bit of a step is prescribed, so it is the same whichever they are.
 */
export function stepKernels(array: Floats): KernelsOf<Reals> {
  if (!(array instanceof Float32Array)) return plainBackend.kernels;
  const { name, kernels } = backend();
  // A float32 backend is handed arrays of its own dtype only.
  return name === "native" || array.length >= worthACopy ? (kernels as unknown as KernelsOf<Reals>) : plainBackend.kernels;
}
