import { elementwise } from "./elementwise.ts";
import { digits } from "./rule.ts";

export interface Normal {
  readonly rule: "normal";
  readonly mean: number;
  readonly stddev: number;
}

export const normal = elementwise<Normal>(
  "normal",
  ({ mean, stddev }) => ({ kind: "normal", mean, stddev }),
  ({ mean, stddev }) => `N(${digits(mean)}, ${digits(stddev)}²)`,
);
