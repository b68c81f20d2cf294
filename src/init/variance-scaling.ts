import { elementwise } from "./elementwise.ts";
import { digits, type Fans } from "./rule.ts";

/**
 * Scales by a fan: variance = scale/n with n = fan_in, fan_out or their mean.
 *
 * Glorot is (1, fan_avg), He (2, fan_in), LeCun (1, fan_in). What differs between frameworks and versions:
 * - `correction`: what a truncated normal's deviation is divided by, 0.8796… or 1 (no division);
 * - `variant` "contrib" of tf.contrib.layers: √(1.3·factor/n) for the truncated normal, fans not floored at 1.
 *
 * Source: TensorFlow 1.1–1.15 python/ops/init_ops.py, contrib/layers/python/layers/initializers.py; Keras 2 and 3.
 */
export interface VarianceScaling {
  readonly rule: "variance_scaling";
  readonly scale: number;
  readonly mode: "fan_in" | "fan_out" | "fan_avg";
  readonly distribution: "uniform" | "truncated_normal" | "normal";
  readonly fans: Fans;
  readonly correction: number;
  readonly variant: "core" | "contrib";
  /** Set where the framework rounds a uniform's limit to float32 although it draws float64. */
  readonly bounds?: "float32";
}

function count({ mode, fans, variant }: VarianceScaling): number {
  const n = mode === "fan_in" ? fans.in : mode === "fan_out" ? fans.out : (fans.in + fans.out) / 2;
  return variant === "core" ? Math.max(1, n) : n;
}

export const varianceScaling = elementwise<VarianceScaling>(
  "variance_scaling",
  (call) => {
    const { scale, distribution, correction, variant } = call;
    const n = count(call);
    if (distribution === "uniform") {
      const exact = variant === "core" ? Math.sqrt(3.0 * (scale / n)) : Math.sqrt((3.0 * scale) / n);
      const limit = call.bounds === undefined ? exact : Math.fround(exact);
      return { kind: "uniform", low: -limit, high: limit };
    }
    if (variant === "contrib") return { kind: "truncated", mean: 0, stddev: Math.sqrt((1.3 * scale) / n) };
    const stddev = Math.sqrt(scale / n);
    return distribution === "normal" ? { kind: "normal", mean: 0, stddev } : { kind: "truncated", mean: 0, stddev: stddev / correction };
  },
  (call, d) => {
    const { scale, mode, fans, correction, variant } = call;
    const n = mode === "fan_avg" ? `((${fans.in}+${fans.out})/2)` : mode === "fan_in" ? `${fans.in}` : `${fans.out}`;
    if (d.kind === "uniform") return `U(±√(3·scale/${mode})) = U(±√(3·${digits(scale)}/${n})) = U(±${digits(d.high)})`;
    if (d.kind === "normal") return `N(0, σ²), σ = √(scale/${mode}) = √(${digits(scale)}/${n}) = ${digits(d.stddev)}`;
    const root = variant === "contrib" ? `√(1.3·${digits(scale)}/${n})` : `√(${digits(scale)}/${n})`;
    const divided = variant === "core" && correction !== 1 ? `${root}/0.879626` : root;
    return `N(0, σ²) cut at ±2σ, σ = ${divided} = ${digits(d.kind === "truncated" ? d.stddev : Number.NaN)}`;
  },
);
