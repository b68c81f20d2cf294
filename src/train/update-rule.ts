import type { Floats } from "../base/index.ts";
import type { Arithmetic } from "./arithmetic.ts";

/** An array that an optimiser keeps for each parameter. */
export interface Slot {
  readonly name: string;
  /** What all its elements are before the first step. */
  readonly start: number;
}

/** What a step knows besides the arrays. */
export interface Step {
  /** The learning rate of this step, in float64. */
  readonly rate: number;
  /** Which step of this parameter it is, from 1. */
  readonly count: number;
  /** What stands for the squares of the gradient: sums of squares of its rows. null: its own squares. */
  readonly squares: Floats | null;
}

/**
 * An optimiser's equation, once. A call is a plain value with every choice made: where epsilon stands, what accumulators start at,
 * whether the rate is folded into what is accumulated. The dialect sets them.
 */
export interface UpdateRule<C extends { readonly rule: string }> {
  slots(call: C): readonly Slot[];
  /** Moves `value` against `gradient`, and the slots with it, in the order of `slots`; all are changed where they stand. */
  update(call: C, step: Step, value: Floats, gradient: Floats, slots: readonly Floats[], arithmetic: Arithmetic): void;
}
