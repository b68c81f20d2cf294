/**
 * How far a whole training may lie from the framework's, each with its reason.
 *
 * Every operation rounds to float32, by at most 2^-24 = 6e-8 of its result; sums are of at most 50 terms, and taken in another order
 * than the framework's. Ten steps hand the rounding on, and an optimiser that divides by a root of averages hands it on enlarged where
 * a gradient is small. Where bounds are met the frameworks themselves, beside their float64, are as far off as we are.
 */
export const tolerances = {
  /** Of each step's loss, relative to it. Seen: 3e-7. */
  loss: 1e-5,
  /** Of a weight after ten steps, relative to the greatest of its tensor. Seen: 6e-7. */
  weight: 1e-5,
  /**
   * Of a gradient of the first step, relative to the greatest of its tensor in float64: some dozen roundings. Seen: 3e-7. Where the
   * framework's own float32 lies further from float64 than that, ours is held to float64 and theirs to twice its own distance.
   */
  gradient: 2e-6,
} as const;
