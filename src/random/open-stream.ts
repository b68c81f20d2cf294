import { algorithms } from "./algorithms.ts";
import type { Meter, Stream, StreamAlgorithm } from "./stream.ts";

/** Opens the named stream at its start. The components of `seed` are those that the algorithm lists as `seeds`. */
export function openStream(name: StreamAlgorithm, seed: readonly bigint[]): Stream {
  return algorithms[name].open(seed);
}

/** A meter of the named stream at its start. */
export function meterOf(name: StreamAlgorithm): Meter {
  return algorithms[name].meter();
}
