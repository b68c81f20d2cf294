import type { UpdateRule } from "./update-rule.ts";

/** Gradient descent: w -= rate·g. */
export interface Sgd {
  readonly rule: "sgd";
}

export const sgd: UpdateRule<Sgd> = {
  slots: () => [],
  update(_call, step, value, gradient, _slots, { round, product }) {
    const rate = round(step.rate);
    for (let i = 0; i < value.length; i++) value[i] -= product(rate * gradient[i]);
  },
};
