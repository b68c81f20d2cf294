import { elementwise } from "./elementwise.ts";
import { digits } from "./rule.ts";

/** Uniform on [low, high). */
export interface Uniform {
  readonly rule: "uniform";
  readonly low: number;
  readonly high: number;
  /** Set where the framework rounds the bounds to float32 although it draws float64. */
  readonly bounds?: "float32";
}

export const uniform = elementwise<Uniform>(
  "uniform",
  ({ low, high, bounds }) =>
    bounds === undefined ? { kind: "uniform", low, high } : { kind: "uniform", low: Math.fround(low), high: Math.fround(high) },
  ({ low, high }) => `U[${digits(low)}, ${digits(high)})`,
);
