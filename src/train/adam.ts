import { type Averaging, averageGradients, averageSquares } from "./averages.ts";
import { stepKernels } from "./step-kernels.ts";
import type { UpdateRule } from "./update-rule.ts";

/**
 * Adam: running means of gradients and of their squares, both corrected for having started at 0.
 *
 * Equation: m, v = averages of g, g². Corrected: w -= rate/(1 - β1^t) · m / (√v/√(1 - β2^t) + ε).
 * Raw: w -= rate·√(1 - β2^t)/(1 - β1^t) · m / (√v + ε), where ε is not corrected ("epsilon hat"): the same for ε·√(1 - β2^t).
 * With `greatest`, v is replaced by the greatest v so far, uncorrected (AMSGrad).
 * Source: PyTorch 2.13 torch/optim/adam.py, Keras 3.15.1 optimizers/adam.py and backend/torch/optimizers/torch_adam.py, Keras 2.1.6
 * optimizers.py, TensorFlow 1.8 core/kernels/training_ops.cc and python/training/adam.py.
 */
export interface Adam {
  readonly rule: "adam";
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly epsilonAt: "the corrected root" | "the raw root";
  readonly greatest: boolean;
  /**
   * How β^t comes about: as a power in float64 or in the parameter's dtype, or multiplied up step by step in it; the rate's correction is
   * computed alike.
   */
  readonly powers: "double" | "tensor" | "multiplied";
  /** rate·(root / rest), and not (rate·root) / rest; with the raw root only. */
  readonly ratioFirst: boolean;
  readonly averaging: Averaging;
  readonly averagingOfSquares: Averaging;
  readonly squaredFirst: boolean;
}

export const adam: UpdateRule<Adam> = {
  slots: ({ greatest }) => ["m", "v", ...(greatest ? ["greatest"] : [])].map((name) => ({ name, start: 0 })),
  update(call, step, value, gradient, slots, arithmetic) {
    const { round } = arithmetic;
    const narrow = call.powers === "double" ? (x: number): number => x : round;
    const [m, v] = slots;
    averageGradients(call.averaging, call.beta1, m, gradient, arithmetic);
    averageSquares(call.averagingOfSquares, call.squaredFirst, call.beta2, v, gradient, arithmetic, step.squares);
    if (call.greatest) for (let i = 0; i < v.length; i++) slots[2][i] = Math.max(slots[2][i], v[i]);
    const squares = call.greatest ? slots[2] : v;
    const rest1 = narrow(1 - powerOf(call, call.beta1, step.count, round));
    const root2 = narrow(Math.sqrt(narrow(1 - powerOf(call, call.beta2, step.count, round))));
    const rate = narrow(step.rate);
    const epsilon = round(call.epsilon);
    const { adamStep } = stepKernels(value);
    if (call.epsilonAt === "the corrected root") {
      adamStep(value.length, round(rate / rest1), round(root2), epsilon, m, squares, value);
      return;
    }
    const size = round(call.ratioFirst ? rate * narrow(root2 / rest1) : narrow(rate * root2) / rest1);
    adamStep(value.length, size, 1, epsilon, m, squares, value);
  },
};

function powerOf({ powers }: Adam, beta: number, count: number, round: (x: number) => number): number {
  if (powers === "double") return beta ** count;
  if (powers === "tensor") return round(round(beta) ** count);
  let power = round(beta);
  for (let t = 1; t < count; t++) power = round(power * round(beta));
  return power;
}
