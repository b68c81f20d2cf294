/** How far arrays lie apart. */

/** The greatest size of a number. */
export const largest = (values: ArrayLike<number>): number => Math.max(...Array.from(values, Math.abs), 0);

/** The greatest difference; infinite where a number is none. */
export const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => (Number.isFinite(value) ? Math.abs(value - b[i]) : Number.POSITIVE_INFINITY)), 0);
