import { type FloatDType, internalError } from "../base/index.ts";
import type { DropoutSource } from "../layers/index.ts";
import type { RandomStream } from "./trainable.ts";

/** A mask that was drawn: whether elements were dropped by it, and what it was asked for by. */
type Mask = [use: "kept" | "passed", count: number, rate: number, stream: string, dtype: FloatDType];

/**
 * A source of dropout masks that remembers what was drawn, so that a fresh source of the same seed can be moved to the same place.
 *
 * Domain: sources that move by how much is drawn from which stream, whatever the order between streams, as the frameworks' do.
 */
export class RecordedDropout implements DropoutSource, RandomStream {
  /** The source belongs to a session, which does not cross. */
  readonly crosses = false;
  readonly #source: DropoutSource;
  /** How many times masks of a size, rate, stream and dtype were drawn. */
  #drawn: Map<string, number>;

  /** `drawn`: what {@link save} gave of another source that stood where this one stands. Absent: nothing was drawn. */
  constructor(source: DropoutSource, drawn?: string) {
    this.#source = source;
    this.#drawn = drawnOf(drawn);
  }

  /** Takes over what was drawn elsewhere, where the source has been moved by it. */
  adopt(drawn: string): void {
    this.#drawn = drawnOf(drawn);
  }

  keeps(count: number, rate: number, stream: string, dtype: FloatDType): ArrayLike<number> {
    this.#record("kept", count, rate, stream, dtype);
    return this.#source.keeps(count, rate, stream, dtype);
  }

  inMemoryOrder(stream: string): boolean {
    return this.#source.inMemoryOrder?.(stream) === true;
  }

  pass(count: number, rate: number, stream: string, dtype: FloatDType): void {
    if (this.#source.pass === undefined) return;
    this.#record("passed", count, rate, stream, dtype);
    this.#source.pass(count, rate, stream, dtype);
  }

  #record(...mask: Mask): void {
    const key = JSON.stringify(mask);
    this.#drawn.set(key, (this.#drawn.get(key) ?? 0) + 1);
  }

  save(): string {
    return JSON.stringify([...this.#drawn]);
  }

  /** Draws what was drawn when it was saved and not here yet. */
  restore(saved: string): void {
    for (const [key, times] of JSON.parse(saved) as [string, number][]) {
      const [use, ...mask] = JSON.parse(key) as Mask;
      const done = this.#drawn.get(key) ?? 0;
      if (done > times) throw internalError("a stream of dropout masks cannot go back");
      for (let k = done; k < times; k++) {
        if (use === "kept") this.keeps(...mask);
        else this.pass(...mask);
      }
    }
  }
}

function drawnOf(saved = "[]"): Map<string, number> {
  return new Map(JSON.parse(saved) as [string, number][]);
}

const recorders = new WeakMap<DropoutSource, RecordedDropout>();

/** The recorder of a source: one for its whole life. */
export function recorderOf(source: DropoutSource): RecordedDropout {
  const recorder = recorders.get(source) ?? new RecordedDropout(source);
  recorders.set(source, recorder);
  return recorder;
}
