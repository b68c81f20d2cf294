import type { Floats } from "../base/index.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { stepKernels } from "./step-kernels.ts";

/** Pulls weights towards 0 at each step, before the update. */
export interface WeightDecay {
  readonly amount: number;
  /**
   * `gradient`: g += amount·w, so that what the optimiser does to gradients is done to it too; `shrink`: w *= 1 - rate·amount;
   * `subtract`: w -= (w·amount)·rate.
   */
  readonly how: "gradient" | "shrink" | "subtract";
}

/** Applies a weight decay to a value or its gradient, where they stand. */
export function decayWeights(decay: WeightDecay, rate: number, value: Floats, gradient: Floats, arithmetic: Arithmetic): void {
  const { round, fused, product, scalar } = arithmetic;
  const amount = round(decay.amount);
  if (decay.how === "gradient") {
    // g + amount·w is g - (-amount)·w, sign by sign.
    stepKernels(value).descend(value.length, -amount, Number(fused), value, gradient);
  } else if (decay.how === "shrink") {
    const factor = round(1 - scalar(scalar(rate) * scalar(decay.amount)));
    stepKernels(value).scale(value.length, factor, value);
  } else {
    const narrow = round(rate);
    for (let i = 0; i < value.length; i++) value[i] -= product(round(value[i] * amount) * narrow);
  }
}
