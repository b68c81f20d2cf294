import { elementwise } from "./elementwise.ts";
import { digits } from "./rule.ts";

/** A normal redrawn until it lies within two deviations, or within absolute bounds where they are given. */
export interface TruncatedNormal {
  readonly rule: "truncated_normal";
  readonly mean: number;
  readonly stddev: number;
  readonly bounds?: { readonly low: number; readonly high: number };
}

export const truncatedNormal = elementwise<TruncatedNormal>(
  "truncated_normal",
  ({ mean, stddev, bounds }) => (bounds === undefined ? { kind: "truncated", mean, stddev } : { kind: "bounded", mean, stddev, ...bounds }),
  ({ mean, stddev, bounds }) =>
    bounds === undefined
      ? `N(${digits(mean)}, ${digits(stddev)}²) cut at mean ± 2·${digits(stddev)}: its deviation is 0.879626·${digits(stddev)}`
      : `N(${digits(mean)}, ${digits(stddev)}²) cut at the absolute bounds ${digits(bounds.low)} and ${digits(bounds.high)}`,
);
