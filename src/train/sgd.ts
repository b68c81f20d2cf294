import { stepKernels } from "./step-kernels.ts";
import type { UpdateRule } from "./update-rule.ts";

/** Gradient descent: w -= rate·g. */
export interface Sgd {
  readonly rule: "sgd";
}

export const sgd: UpdateRule<Sgd> = {
  slots: () => [],
  update(_call, step, value, gradient, _slots, { round, fused }) {
    stepKernels(value).descend(value.length, round(step.rate), Number(fused), gradient, value);
  },
};
