import { elementwise } from "./elementwise.ts";
import { digits } from "./rule.ts";

/**
 * Uniform on ±1/√n.
 *
 * Source: PyTorch torch/nn/modules/rnn.py `reset_parameters` (n = hidden size, weights and biases alike),
 * linear.py and conv.py (bias, n = fan in).
 */
export interface UniformReciprocalRoot {
  readonly rule: "uniform_reciprocal_root";
  readonly n: number;
}

export const uniformReciprocalRoot = elementwise<UniformReciprocalRoot>(
  "uniform_reciprocal_root",
  ({ n }) => {
    const bound = n > 0 ? 1 / Math.sqrt(n) : 0;
    // 0 and not -0, whose sign would reach the numbers.
    return { kind: "uniform", low: 0 - bound, high: bound };
  },
  ({ n }, d) => `U(±1/√${n}) = U(±${digits(d.kind === "uniform" ? d.high : Number.NaN)})`,
);
