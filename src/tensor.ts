/** The door of tensors with gradients. */
export { backend, ready, useBackend } from "./kernels/index.ts";
export * from "./tensor/index.ts";
