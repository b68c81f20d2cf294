import { type Backend, backend, type KernelsOf, plainBackend, type Reals } from "../kernels/index.ts";
import type { Numbers, TensorDType } from "./numbers.ts";

/** Gives the backend for a dtype: the one in use for float32, the plain twins for float64. */
export function backendOf(dtype: TensorDType): Backend<KernelsOf<Reals>> {
  // The kernels of a float32 backend are handed arrays of its own dtype only.
  return dtype === "float64" ? plainBackend : (backend() as unknown as Backend<KernelsOf<Reals>>);
}

/** From how many numbers on a loop is worth the call of a kernel. */
const [light, heavy] = [128, 32];

/** Gives the kernels for a loop of a few instructions over arrays like this one, where they are worth the call: natively only. */
export function lightKernels(values: Numbers): KernelsOf<Reals> | null {
  if (values.length < light || !(values instanceof Float32Array)) return null;
  const { name, kernels } = backendOf("float32");
  return name === "native" ? kernels : null;
}

/** Gives the kernels for a loop of exponentials, where they are worth the call: in WebAssembly that copies the arrays too. */
export function heavyKernels(values: Numbers): KernelsOf<Reals> | null {
  if (values.length < heavy || !(values instanceof Float32Array)) return null;
  const { name, kernels } = backendOf("float32");
  return name === "native" || (name === "wasm" && values.length >= 8 * heavy) ? kernels : null;
}
