import type { Constants, PlainActivation } from "./activation.ts";

/** A function of each number (softmax and its kin: along the last axis) by name, with constants where it has some. */
export type ActivationDefinition =
  | PlainActivation
  | { readonly [K in keyof Constants]: { readonly name: K } & Constants[K] }[keyof Constants];
