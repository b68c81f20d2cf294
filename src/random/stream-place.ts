import { internalError } from "../base/index.ts";
import { openStream } from "./open-stream.ts";
import type { Stream, StreamAlgorithm } from "./stream.ts";

/** Where a stream stands, as plain values. */
export interface StreamPlace {
  readonly algorithm: StreamAlgorithm;
  readonly seed: readonly string[];
  /** In the algorithm's units. */
  readonly position: number;
}

/** Opens a stream where another stands. Domain: those of {@link moveStream}. */
export function streamAt({ algorithm, seed, position }: StreamPlace): Stream {
  const stream = openStream(
    algorithm,
    seed.map((part) => BigInt(part)),
  );
  moveStream(stream, position);
  return stream;
}

/** Moves a stream on to a position. Domain: streams that take one unit, a word, for each float32 uniform. */
export function moveStream(stream: Stream, position: number): void {
  const passed = new Float32Array(Math.max(0, Math.min(position - stream.position, most)));
  while (stream.position < position) stream.uniform(passed.subarray(0, position - stream.position), 0, 1);
  if (stream.position !== position) throw internalError(`a stream at ${stream.position} cannot be moved to ${position}`);
}

const most = 2 ** 16;
