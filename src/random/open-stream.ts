import { internalError } from "../base/errors.ts";
import { algorithms } from "./algorithms.ts";
import type { Algorithm, Meter, Stream, StreamAlgorithm } from "./stream.ts";

/** Opens the named stream at its start. The components of `seed` are those that the algorithm lists as `seeds`. */
export function openStream(name: StreamAlgorithm, seed: readonly bigint[]): Stream {
  return algorithmOf(name).open(seed);
}

/** A meter of the named stream at its start. */
export function meterOf(name: StreamAlgorithm): Meter {
  return algorithmOf(name).meter();
}

function algorithmOf(name: StreamAlgorithm): Algorithm {
  const algorithm = algorithms[name];
  if (algorithm === undefined) throw internalError(`no stream ${name}`);
  return algorithm;
}
