import { elementwise } from "./elementwise.ts";
import { digits } from "./rule.ts";

/** Uniform on [low, high). */
export interface Uniform {
  readonly rule: "uniform";
  readonly low: number;
  readonly high: number;
}

export const uniform = elementwise<Uniform>(
  "uniform",
  ({ low, high }) => ({ kind: "uniform", low, high }),
  ({ low, high }) => `U[${digits(low)}, ${digits(high)})`,
);
