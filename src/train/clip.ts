import type { Floats } from "../base/index.ts";
import { checkClips, checkFloats, wrong } from "./check-kinds.ts";
import { stepKernels } from "./step-kernels.ts";

/** Keeps gradients small. */
export type Clip =
  /** Each element into [low, high]. */
  | { readonly kind: "value"; readonly low: number; readonly high: number }
  /** Each array by its own Euclidean norm: g·max / max(‖g‖, max). */
  | { readonly kind: "norm"; readonly max: number }
  | GlobalNorm;

/** All arrays by their norm together. */
interface GlobalNorm {
  readonly kind: "globalNorm";
  readonly max: number;
  /**
   * `reciprocals`: g·(max·min(1/N, 1/max)). `ratio`: g·(max/N) where N ≥ max, else g untouched.
   * `guarded`: g·min(max/(N + 1e-6), 1), so that a norm of max itself shrinks a little.
   */
  readonly scale: "reciprocals" | "ratio" | "guarded";
  /** A norm that is not finite makes every gradient NaN. Absent: what the formula gives. */
  readonly spoils?: boolean;
  /** Of the norm: 2 is the Euclidean. Absent: 2. */
  readonly order?: number;
}

/**
 * Clips gradients where they stand; gives the norm before clipping by all arrays together, else null.
 *
 * Source: TensorFlow 1.8 and 1.15 python/ops/clip_ops.py, Keras 3.15.1 optimizers/base_optimizer.py, Keras 2.1.6 optimizers.py,
 * PyTorch 2.13 torch/nn/utils/clip_grad.py.
 */
export function clipGradients(clip: Clip, gradients: readonly Floats[]): number | null {
  if (Array.isArray(clip)) throw wrong("clipGradients, clip", clip, "one clip", "call it for each");
  checkClips("clipGradients, clip", clip);
  if (!Array.isArray(gradients)) throw wrong("clipGradients, gradients", gradients, "a list of arrays", "give [gradient]");
  for (const gradient of gradients) checkFloats("clipGradients, gradients", gradient);
  if (clip.kind === "value") {
    for (const gradient of gradients) {
      for (let i = 0; i < gradient.length; i++) {
        const g = gradient[i];
        // NaN is neither: it stays.
        if (g < clip.low) gradient[i] = clip.low;
        else if (g > clip.high) gradient[i] = clip.high;
      }
    }
    return null;
  }
  if (clip.kind === "norm") {
    for (const gradient of gradients) {
      const round = roundingOf(gradient);
      const divisor = Math.max(round(Math.sqrt(stepKernels(gradient).sumOfSquares(gradient.length, gradient))), round(clip.max));
      for (let i = 0; i < gradient.length; i++) gradient[i] = round(gradient[i] * round(clip.max)) / divisor;
    }
    return null;
  }
  const order = clip.order ?? 2;
  const round = gradients.every((gradient) => gradient instanceof Float32Array) ? Math.fround : (x: number) => x;
  const norms = gradients.map((gradient) =>
    round(order === 2 ? Math.sqrt(stepKernels(gradient).sumOfSquares(gradient.length, gradient)) : normOf(gradient, order)),
  );
  const norm = round(normOf(norms, order));
  const factor = factorOf(clip, norm, round);
  if (factor !== null) {
    for (const gradient of gradients) scaleBy(gradient, factor);
  }
  return norm;
}

/** Multiplies an array by a number that need not be of its dtype. */
function scaleBy(gradient: Floats, factor: number): void {
  if (Object.is(roundingOf(gradient)(factor), factor)) stepKernels(gradient).scale(gradient.length, factor, gradient);
  else for (let i = 0; i < gradient.length; i++) gradient[i] *= factor;
}

/** The guard of PyTorch's clip_grad_norm_. Source: PyTorch 2.13 torch/nn/utils/clip_grad.py. */
const guard = 1e-6;

function factorOf({ scale, max, spoils }: GlobalNorm, norm: number, round: (x: number) => number): number | null {
  const limit = round(max);
  if (scale === "ratio") return norm >= limit ? round(limit / norm) : null;
  // Math.min gives NaN where either is NaN, as the frameworks do.
  if (scale === "guarded") return Math.min(round(limit / round(norm + round(guard))), 1);
  const factor = round(limit * Math.min(round(1 / norm), round(1 / limit)));
  return spoils === true ? factor + (norm - norm) : factor;
}

function normOf(values: ArrayLike<number>, order: number): number {
  let sum = 0;
  if (order === 2) for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  else if (order === Number.POSITIVE_INFINITY) for (let i = 0; i < values.length; i++) sum = Math.max(sum, Math.abs(values[i]));
  else for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]) ** order;
  if (order === Number.POSITIVE_INFINITY) return sum;
  return order === 2 ? Math.sqrt(sum) : sum ** (1 / order);
}

function roundingOf(array: Floats): (x: number) => number {
  return array instanceof Float32Array ? Math.fround : (x) => x;
}
