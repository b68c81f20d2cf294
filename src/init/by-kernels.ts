import { decomposeByKernels } from "../linalg/index.ts";
import { fillByKernels } from "../random/index.ts";

let done = false;

/** Has starts computed by the kernels where they have what TypeScript has, bit by bit. Once for the whole program. */
export function startByKernels(): void {
  if (done) return;
  done = true;
  fillByKernels();
  decomposeByKernels();
}
