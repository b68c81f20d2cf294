/** When a number that training is judged by counts as better than the best so far. */
export interface Monitor {
  /** Whose loss is looked at. Absent: the validation's. */
  readonly of?: "training" | "validation";
  readonly better: "smaller" | "greater";
  /** By how much it must be better. */
  readonly by: number;
  /** Whether `by` is a part of the best: smaller than best·(1 - by), greater than best·(1 + by). Absent: false. */
  readonly relative?: boolean;
  /** Whether the first number is better than nothing, though it were NaN; else it must beat infinity. */
  readonly firstCounts: boolean;
}

/** Tells whether a value is better than the best so far; null: there is none. */
export function isBetter({ better, by, relative = false, firstCounts }: Monitor, value: number, best: number | null): boolean {
  if (best === null) return firstCounts || !Number.isNaN(value - (better === "smaller" ? -by : by));
  if (better === "smaller") return relative ? value < best * (1 - by) : value + by < best;
  return relative ? value > best * (1 + by) : value - by > best;
}
