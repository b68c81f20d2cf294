import { elementwise } from "./elementwise.ts";
import { digits } from "./rule.ts";

/**
 * Uniform on ±factor·√(3/max(1, n)), n the product of all dimensions but the last.
 *
 * Source: TensorFlow 1.x python/ops/init_ops.py `UniformUnitScaling`.
 */
export interface UniformUnitScaling {
  readonly rule: "uniform_unit_scaling";
  readonly factor: number;
  readonly n: number;
}

export const uniformUnitScaling = elementwise<UniformUnitScaling>(
  "uniform_unit_scaling",
  ({ factor, n }) => {
    const limit = Math.sqrt(3 / Math.max(1, n)) * factor;
    return { kind: "uniform", low: -limit, high: limit };
  },
  ({ factor, n }, d) => `U(±factor·√(3/n)) = U(±${digits(factor)}·√(3/${n})) = U(±${digits(d.kind === "uniform" ? d.high : Number.NaN)})`,
);
