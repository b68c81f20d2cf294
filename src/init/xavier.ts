import { elementwise } from "./elementwise.ts";
import { digits, type Fans } from "./rule.ts";

/**
 * Glorot and Bengio's scale as PyTorch computes it: std = gain·√(2/(fan_in + fan_out)), bound = √3·std.
 *
 * Source: PyTorch torch/nn/init.py. The order of operations decides the last bit.
 */
export interface Xavier {
  readonly rule: "xavier";
  readonly distribution: "uniform" | "normal";
  readonly gain: number;
  readonly fans: Fans;
}

export const xavier = elementwise<Xavier>(
  "xavier",
  ({ distribution, gain, fans }) => {
    const std = gain * Math.sqrt(2.0 / (fans.in + fans.out));
    if (distribution === "normal") return { kind: "normal", mean: 0, stddev: std };
    const bound = Math.sqrt(3.0) * std;
    return { kind: "uniform", low: -bound, high: bound };
  },
  ({ gain, fans }, d) =>
    d.kind === "uniform"
      ? `U(±gain·√(6/(fan_in+fan_out))) = U(±${digits(gain)}·√(6/(${fans.in}+${fans.out}))) = U(±${digits(d.high)})`
      : `N(0, σ²), σ = gain·√(2/(fan_in+fan_out)) = ${digits(gain)}·√(2/(${fans.in}+${fans.out})) = ${digits(d.kind === "normal" ? d.stddev : Number.NaN)}`,
);
