import { GatewiseError, show, unknownName } from "../../base/index.ts";
import type { Conventions } from "./versions.ts";

const first = ["elu", "hard_sigmoid", "linear", "relu", "selu", "sigmoid", "softmax", "softplus", "softsign", "tanh"] as const;
const second = [...first, "exponential", "gelu", "leaky_relu", "log_softmax", "mish", "relu6", "silu", "swish"] as const;
const third = [
  ...second,
  "celu",
  "glu",
  "hard_shrink",
  "hard_silu",
  "hard_swish",
  "hard_tanh",
  "log_sigmoid",
  "soft_shrink",
  "sparse_plus",
  "sparse_sigmoid",
  "sparsemax",
  "squareplus",
  "tanh_shrink",
  "threshold",
] as const;

/** Every name of any generation. */
export type ActivationName = (typeof third)[number];

/** Names of activations. Source: what activations.get takes in Keras 2.1.6, TensorFlow 1.8, tf_keras 2.21.0, Keras 3.15.1. */
const names: { readonly [G in Conventions["generation"]]: readonly string[] } = {
  "keras 2": first,
  "tf.keras 1": first,
  tf_keras: second,
  "keras 3": third,
};

/** Gives the activations that a generation knows by name. */
export function activationNames({ generation }: Conventions): readonly string[] {
  return names[generation];
}

/**
 * Holds an activation against what the version knows: a name, null, or an object that the framework wrote.
 *
 * Throws: unknown-option with the nearest name, wrong-type.
 */
export function checkActivation(value: unknown, where: string, conventions: Conventions): void {
  if (value === null || value === undefined) return;
  if (typeof value === "string") {
    const known = activationNames(conventions);
    if (!known.includes(value)) throw unknownName("unknown-option", where, value, known);
    return;
  }
  if (typeof value === "object" && "class_name" in value && typeof value.class_name === "string") return;
  throw new GatewiseError("wrong-type", { where, received: show(value), expected: "an activation's name, or null", fix: 'such as "tanh"' });
}
