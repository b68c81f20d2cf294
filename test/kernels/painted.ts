/** Paints arrays so that no two rows, gates or steps are alike. */
export function painted(length: number, from: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => ((((i + from) * 97) % 251) - 125) / 128);
}

/** The largest distance between two arrays, by the largest entry of the second. */
export function distance(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let [furthest, largest] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    if (Number.isNaN(got[i]) !== Number.isNaN(wanted[i])) return Number.POSITIVE_INFINITY;
    if (Number.isNaN(wanted[i])) continue;
    furthest = Math.max(furthest, Math.abs(got[i] - wanted[i]));
    largest = Math.max(largest, Math.abs(wanted[i]));
  }
  return furthest / Math.max(largest, Number.MIN_VALUE);
}
