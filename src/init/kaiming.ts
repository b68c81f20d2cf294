import { elementwise } from "./elementwise.ts";
import { digits, type Fans } from "./rule.ts";

/**
 * He's scale as PyTorch computes it: std = gain/√fan, bound = √3·std, the gain by nonlinearity already looked up.
 *
 * Source: PyTorch torch/nn/init.py. The order of operations decides the last bit.
 */
export interface Kaiming {
  readonly rule: "kaiming";
  readonly distribution: "uniform" | "normal";
  readonly gain: number;
  readonly mode: "fan_in" | "fan_out";
  readonly fans: Fans;
}

export const kaiming = elementwise<Kaiming>(
  "kaiming",
  ({ distribution, gain, mode, fans }) => {
    const std = gain / Math.sqrt(mode === "fan_in" ? fans.in : fans.out);
    if (distribution === "normal") return { kind: "normal", mean: 0, stddev: std };
    const bound = Math.sqrt(3.0) * std;
    return { kind: "uniform", low: -bound, high: bound };
  },
  ({ gain, mode, fans }, d) => {
    const fan = mode === "fan_in" ? fans.in : fans.out;
    return d.kind === "uniform"
      ? `U(±√3·gain/√${mode}) = U(±√3·${digits(gain)}/√${fan}) = U(±${digits(d.high)})`
      : `N(0, σ²), σ = gain/√${mode} = ${digits(gain)}/√${fan} = ${digits(d.kind === "normal" ? d.stddev : Number.NaN)}`;
  },
);
