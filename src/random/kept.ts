import type { Stream } from "./stream.ts";

/** Draws which of `count` elements a dropout keeps: 1 or 0 for each. Order: a float64 uniform an element; kept where it is below 1 - rate. */
export function keptOf(stream: Stream, count: number, rate: number): Float64Array {
  const drawn = new Float64Array(count);
  stream.uniform(drawn, 0, 1);
  for (let i = 0; i < count; i++) drawn[i] = drawn[i] < 1 - rate ? 1 : 0;
  return drawn;
}
