import { stepKernels } from "./step-kernels.ts";
import type { UpdateRule } from "./update-rule.ts";

/**
 * Gradient descent with momentum.
 *
 * Equation: with the rate inside, m = μ·m - rate·g and w += m; Nesterov: w += μ·m - rate·g.
 * With the rate outside, m = μ·m + (1 - dampening)·g and w -= rate·m; Nesterov: w -= rate·(g + μ·m).
 * They agree while the rate stays what it is.
 * Source: inside: Keras 2.1.6 optimizers.py, Keras 3.15.1 optimizers/sgd.py; outside: PyTorch 2.13 torch/optim/sgd.py,
 * TensorFlow 1.8 core/kernels/training_ops.cc.
 */
export interface Momentum {
  readonly rule: "momentum";
  readonly momentum: number;
  /** Nesterov's step, and how its two parts are summed, on which last bits depend; null: plain momentum. */
  readonly nesterov: null | "parts together" | "parts scaled, then together" | "momentum, then gradient" | "gradient, then momentum";
  /** Whether the rate is part of what is accumulated. */
  readonly rateInside: boolean;
  /** What is kept from a gradient when it is accumulated; only with the rate outside. Absent: 0. */
  readonly dampening?: number;
  /** Whether the first gradient is accumulated undampened. Absent: false. */
  readonly firstWhole?: boolean;
}

export const momentum: UpdateRule<Momentum> = {
  slots: () => [{ name: "momentum", start: 0 }],
  update(call, step, value, gradient, slots, arithmetic) {
    if (call.rateInside) inside(call, step, value, gradient, slots, arithmetic);
    else outside(call, step, value, gradient, slots, arithmetic);
  },
};

const inside: UpdateRule<Momentum>["update"] = ({ momentum, nesterov }, step, value, gradient, [m], { round, product }) => {
  const rate = round(step.rate);
  const mu = round(momentum);
  for (let i = 0; i < value.length; i++) {
    const move = product(rate * gradient[i]);
    m[i] = round(mu * m[i]) - move;
    if (nesterov === null) value[i] += m[i];
    else if (nesterov === "momentum, then gradient") value[i] = round(value[i] + product(mu * m[i])) - move;
    else if (nesterov === "gradient, then momentum") value[i] = round(value[i] - move) + product(mu * m[i]);
    else value[i] += round(product(mu * m[i]) - move);
  }
};

const outside: UpdateRule<Momentum>["update"] = (call, step, value, gradient, [m], { round, product, fused, scalar }) => {
  const { momentum, nesterov, dampening = 0, firstWhole = false } = call;
  const rate = round(step.rate);
  const mu = round(momentum);
  const whole = firstWhole && step.count === 1;
  const kept = whole ? 1 : round(1 - scalar(dampening));
  const carried = whole ? 0 : mu;
  if (nesterov === null) {
    const { average, descend } = stepKernels(value);
    average("sum", value.length, carried, kept, Number(fused), gradient, m);
    descend(value.length, rate, Number(fused), m, value);
    return;
  }
  for (let i = 0; i < value.length; i++) {
    const g = gradient[i];
    m[i] = round(carried * m[i]) + product(kept * g);
    if (nesterov === "parts together") value[i] -= product(rate * round(g + product(mu * m[i])));
    else value[i] -= round(round(g * rate) + product(round(m[i] * mu) * rate));
  }
};
