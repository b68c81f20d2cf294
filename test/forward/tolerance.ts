/** How near layers have to come to the frameworks, each bound with its reason, and what they refuse. */
import type { ForwardCase } from "./read.ts";

/**
 * The bounds of the issue: outputs 1e-6 · max(1, max|y'|), gradients 2e-6 · max|g|: float32 over some dozens of steps. Against float64
 * only the order of sums differs: 1e-7 of that, and not less than 1e-14, which is the rounding of numbers near 1. Of two bidirectional
 * GRUs one behind the other the biases' gradients are 0.01, sums of terms fifty times as large that cancel: our float64 agrees with the
 * framework's to 1e-16 there, and 3e-6 is what float32 leaves of such sums.
 */
export function boundOf(kind: "output" | "gradient", scale: number, exact: boolean, { name }: ForwardCase): number {
  if (!exact && kind === "gradient" && /^Bidirectional GRU.* twice, dense$/.test(name)) return 3e-6 * scale;
  const bound = kind === "output" ? 1e-6 * Math.max(1, scale) : 2e-6 * scale;
  return exact ? Math.max(bound * 1e-7, 1e-14) : Math.max(bound, 1e-12);
}

/**
 * Cases whose float64 holds float32 numbers: TensorFlow has the factor of a regularizer alone, the slope of leaky_relu and gelu's constants
 * in float32, in Keras 3, and in tf_keras the last two. Seen by running them: with that number in float32, the rest in float64, they
 * are met to the last digit. Keras 3 on PyTorch and NumPy would round far more; the goldens are made with that lifted (keras_forward.py
 * `keep_float64`).
 */
export function isCoarse(set: string, { name }: Pick<ForwardCase, "name">): boolean {
  if (set.startsWith("keras-3.15")) return /regularizer|gelu|leaky_relu/.test(name);
  return set === "tf_keras-2.21" && /gelu|leaky_relu/.test(name);
}

/** The same of gradients alone: PyTorch keeps the slope of hardsigmoid and 1 / alpha of celu's gradient in float32. */
export function hasCoarseGradients({ name }: Pick<ForwardCase, "name">): boolean {
  return /^(Hardsigmoid|CELU, alpha)/.test(name);
}

/** The same of running statistics alone: tf_keras and TensorFlow 1.8 keep their decay in float32. */
export function hasCoarseStatistics(set: string, { name }: Pick<ForwardCase, "name">): boolean {
  return (set === "tf.keras-1.8" || set === "tf_keras-2.21") && /^batch normalisation (?!frozen).*in training$/.test(name);
}
