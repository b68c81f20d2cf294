import { type Averaging, averageGradients, averageSquares } from "./averages.ts";
import { stepKernels } from "./step-kernels.ts";
import type { UpdateRule } from "./update-rule.ts";

/**
 * RMSprop: gradients divided by the root of their running mean square.
 *
 * Equation: s = average of g²; centered: d = s - (average of g)²; else d = s. u = g / √(d + ε), or g / (√d + ε).
 * Without momentum w -= rate·u; with it m = μ·m + rate·u and w -= m, or with the rate outside m = μ·m + u and w -= rate·m.
 * Source: PyTorch 2.13 torch/optim/rmsprop.py, Keras 3.15.1 optimizers/rmsprop.py, Keras 2.1.6 optimizers.py, TensorFlow 1.8
 * core/kernels/training_ops.cc.
 */
export interface Rmsprop {
  readonly rule: "rmsprop";
  /** Of the running averages: what is kept of them in a step. */
  readonly kept: number;
  readonly momentum: number;
  readonly centered: boolean;
  readonly epsilon: number;
  readonly epsilonAt: "inside the root" | "outside the root";
  /** What the mean squares start at. */
  readonly start: number;
  /** Whether the rate is part of what momentum accumulates. */
  readonly rateInside: boolean;
  /** The step is multiplied by 1/√…, and not divided by √…; of ε inside the root only. Absent: false. */
  readonly reciprocal?: boolean;
  readonly averaging: Averaging;
  /** How the average of gradients is written; of `centered` only. */
  readonly averagingOfGradients: Averaging;
  /** Whether g² is rounded before it is weighted; of `sum` only. */
  readonly squaredFirst: boolean;
}

export const rmsprop: UpdateRule<Rmsprop> = {
  slots: ({ start, centered, momentum }) => [
    { name: "square", start },
    ...(centered ? [{ name: "mean", start: 0 }] : []),
    ...(momentum > 0 ? [{ name: "momentum", start: 0 }] : []),
  ],
  update(call, step, value, gradient, slots, arithmetic) {
    const { round, product } = arithmetic;
    const rate = round(step.rate);
    const epsilon = round(call.epsilon);
    const mu = round(call.momentum);
    const { reciprocal = false } = call;
    const inside = call.epsilonAt === "inside the root";
    const square = slots[0];
    const mean = call.centered ? slots[1] : null;
    const m = call.momentum > 0 ? slots[slots.length - 1] : null;
    averageSquares(call.averaging, call.squaredFirst, call.kept, square, gradient, arithmetic, step.squares);
    if (mean !== null) averageGradients(call.averagingOfGradients, call.kept, mean, gradient, arithmetic);
    if (mean === null && m === null && !reciprocal) {
      stepKernels(value).rootStep(value.length, rate, epsilon, Number(inside), gradient, square, value);
      return;
    }
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i];
      const variance = mean === null ? square[i] : round(square[i] - product(mean[i] * mean[i]));
      const root = inside ? round(Math.sqrt(round(variance + epsilon))) : round(round(Math.sqrt(variance)) + epsilon);
      const move = reciprocal ? round(round(rate * g) * round(1 / root)) : round(round(rate * g) / root);
      if (m === null) value[i] -= move;
      else if (call.rateInside) {
        m[i] = product(mu * m[i]) + move;
        value[i] -= m[i];
      } else {
        m[i] = round(mu * m[i]) + round(g / root);
        value[i] -= product(rate * m[i]);
      }
    }
  },
};
