import type { DropoutSource } from "../layers/index.ts";
import { keptOf, type Stream, type StreamPlace, streamAt } from "../random/index.ts";

/** A source whose masks come from one stream in turn, so that a worker can go on with it: as {@link StreamMasks} draws them. */
export interface CrossingSource extends DropoutSource {
  /** Where the stream of the masks stands. */
  maskPlace(): StreamPlace;
  /** Of all masks, since they come from one stream. */
  inMemoryOrder(): boolean;
  /** Has that stream stand further on, where masks drawn elsewhere have moved it. */
  moveMasks(position: number): void;
}

/** Tells whether a worker can draw a source's masks. */
export function crosses(source: DropoutSource): source is CrossingSource {
  return "maskPlace" in source && "moveMasks" in source;
}

/** Draws masks from a stream of its own, where another source stood. */
export class StreamMasks implements DropoutSource {
  readonly #stream: Stream;
  readonly #inMemoryOrder: boolean;

  constructor(place: StreamPlace, inMemoryOrder: boolean) {
    this.#stream = streamAt(place);
    this.#inMemoryOrder = inMemoryOrder;
  }

  inMemoryOrder(): boolean {
    return this.#inMemoryOrder;
  }

  keeps(count: number, rate: number): Float64Array {
    return keptOf(this.#stream, count, rate);
  }

  get position(): number {
    return this.#stream.position;
  }
}
