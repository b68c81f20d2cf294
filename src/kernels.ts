/** The door of the kernels: which backend computes, and why. */
export { startByKernels } from "./init/index.ts";
export { type Backend, backend, ready, useBackend } from "./kernels/index.ts";
