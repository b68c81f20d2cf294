import type { FloatDType, Floats, Shape } from "../base/index.ts";
import type { Decompositions } from "../linalg/index.ts";
import type { Draws, Meter, Stream } from "../random/index.ts";

/** What a rule is expected to give, over all elements it fills. Exact where the rule is deterministic. */
export interface Statistics {
  readonly mean: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
}

/**
 * An initialiser, once. A call is a plain value with every choice made: fans are handed in, and all in which
 * frameworks differ (truncation and its correction, orientation of the draw, how a sign is fixed) are fields of it,
 * set by the dialect.
 */
export interface Rule<C extends { readonly rule: string }> {
  readonly name: C["rule"];
  /** The formula with this call's numbers put in. */
  formula(call: C, shape: Shape): string;
  statistics(call: C, shape: Shape): Statistics;
  /** What filling would consume; moves the meter. */
  draws(call: C, shape: Shape, dtype: FloatDType, meter: Meter): Draws;
  /** Fills a fresh row-major array. `stream` is null for rules that draw nothing, `decompositions` where no rule needs them. */
  fill(call: C, shape: Shape, out: Floats, stream: Stream | null, decompositions?: Decompositions): void;
}

/** Number of units of input and output that a scale is computed from. */
export interface Fans {
  readonly in: number;
  readonly out: number;
}

/** Six significant digits, for texts. */
export function digits(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
