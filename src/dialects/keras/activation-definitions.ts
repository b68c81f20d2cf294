import { GatewiseError, show } from "../../base/index.ts";
import type { ActivationDefinition } from "../../layers/index.ts";
import { activationNames } from "./activations.ts";
import type { Conventions } from "./versions.ts";

/** Functions that mean the same in every generation that has them. */
const alike: { readonly [name: string]: ActivationDefinition } = {
  celu: { name: "celu", alpha: 1 },
  elu: { name: "elu", alpha: 1 },
  exponential: "exp",
  gelu: "gelu",
  glu: "glu",
  hard_shrink: { name: "hardShrink", limit: 0.5 },
  hard_silu: "hardSilu",
  hard_swish: "hardSilu",
  hard_tanh: "hardTanh",
  leaky_relu: { name: "leakyRelu", slope: 0.2 },
  linear: "linear",
  log_sigmoid: "logSigmoid",
  log_softmax: "logSoftmax",
  mish: "mish",
  relu: "relu",
  relu6: "relu6",
  selu: "selu",
  sigmoid: "sigmoid",
  silu: "silu",
  soft_shrink: { name: "softShrink", limit: 0.5 },
  softmax: "softmax",
  softplus: "softplus",
  softsign: "softsign",
  sparse_plus: "sparsePlus",
  sparse_sigmoid: "sparseSigmoid",
  // Source: Keras 3.15.1 backend/…/nn.py `sparsemax` adds the running sums up.
  sparsemax: "sparsemaxOfSums",
  squareplus: "squareplus",
  swish: "silu",
  tanh: "tanh",
  tanh_shrink: "tanhShrink",
};

/**
 * Gives the function that an activation's name stands for; null is none.
 *
 * Throws: not-supported, where it is an object.
 * Source: Keras 3.15.1 activations/activations.py; tf_keras 2.21, Keras 2.1.6 and TensorFlow 1.8 activations.py.
 */
export function activationDefinition(value: unknown, where: string, conventions: Conventions): ActivationDefinition {
  if (value === null || value === undefined) return "linear";
  if (value === "hard_sigmoid") return conventions.generation === "keras 3" ? "hardSigmoidSixth" : "hardSigmoid";
  if (typeof value === "string" && Object.hasOwn(alike, value)) return alike[value];
  throw new GatewiseError("not-supported", {
    where,
    received: show(value),
    expected: `a function by its name: ${activationNames(conventions).join(", ")}`,
    fix: "name the function, or run the layer without it",
  });
}
