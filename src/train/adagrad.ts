import { stepKernels } from "./step-kernels.ts";
import type { UpdateRule } from "./update-rule.ts";

/**
 * Adagrad: each weight's rate falls with the sum of its squared gradients.
 *
 * Equation: a += g²; w -= rate·g / √(a + ε), or rate·g / (√a + ε).
 * Source: PyTorch 2.13 torch/optim/adagrad.py, Keras 3.15.1 optimizers/adagrad.py, Keras 2.1.6 optimizers.py, TensorFlow 1.8
 * core/kernels/training_ops.cc (no ε).
 */
export interface Adagrad {
  readonly rule: "adagrad";
  /** What the sums start at. */
  readonly start: number;
  readonly epsilon: number;
  readonly epsilonAt: "inside the root" | "outside the root";
  /** The step is multiplied by 1/√…, and not divided by √…; of ε inside the root only. Absent: false. */
  readonly reciprocal?: boolean;
}

export const adagrad: UpdateRule<Adagrad> = {
  slots: ({ start }) => [{ name: "sum", start }],
  update(call, step, value, gradient, [sum], { round, product }) {
    const rate = round(step.rate);
    const epsilon = round(call.epsilon);
    const { reciprocal = false } = call;
    const { squares } = step;
    const inside = call.epsilonAt === "inside the root";
    if (squares !== null) for (let i = 0; i < sum.length; i++) sum[i] += squares[i];
    else for (let i = 0; i < sum.length; i++) sum[i] += product(gradient[i] * gradient[i]);
    if (!reciprocal) {
      stepKernels(value).rootStep(value.length, rate, epsilon, Number(inside), gradient, sum, value);
      return;
    }
    for (let i = 0; i < value.length; i++) {
      const root = inside ? round(Math.sqrt(round(sum[i] + epsilon))) : round(round(Math.sqrt(sum[i])) + epsilon);
      value[i] -= product(round(rate * gradient[i]) * round(1 / root));
    }
  },
};
