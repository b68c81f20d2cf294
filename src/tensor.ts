/** The door of tensors with gradients. */
export * from "./tensor/index.ts";
