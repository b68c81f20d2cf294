import { type FloatDType, type Floats, internalError } from "../base/index.ts";
import { log64 } from "./elementary64.ts";
import { Mt19937 } from "./mt19937.ts";
import { wordsOf } from "./seed-sequence.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";

/**
 * NumPy's legacy RandomState (np.random.seed). Everything is drawn in float64; a float32 array gets the rounded values.
 * Domain: seed [s] with 0 ≤ s < 2^32, or several such words (an array seed).
 * Source: numpy@2.4, numpy/random/src/legacy/legacy-distributions.c, mtrand.pyx; the stream is frozen since 1.17.
 * Golden: goldens/streams/numpy-2.4.json.
 */
export class NumpyLegacyStream implements Stream {
  readonly algorithm = "mt19937-numpy";
  private readonly engine: Mt19937;
  /** The other normal of the last accepted pair. It outlives calls to every method. */
  private cache: number | undefined;

  constructor(seed: readonly bigint[]) {
    this.engine = seed.length === 1 ? Mt19937.fromSeed(Number(seed[0])) : Mt19937.fromWords(seed.flatMap(wordsOf));
  }

  get position(): number {
    return this.engine.position;
  }

  uniform(out: Floats, low: number, high: number): void {
    doubleFills.uniform(this.engine, out, low, high - low);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    this.cache = fillPairs(this.engine, out, mean, stddev, this.cache, doubleFills.polar);
  }

  truncatedNormal(): never {
    throw internalError("NumPy's RandomState has no truncated normal");
  }

  /** randint(low, high): masked words until one fits. A range of one takes no word. */
  integer(low: number, high: number): number {
    const most = high - 1 - low;
    if (most === 0) return low;
    if (most < 2 ** 32) {
      const mask = 0xffffffff >>> Math.clz32(most);
      for (;;) {
        const word = (this.engine.next() & mask) >>> 0;
        if (word <= most) return low + word;
      }
    }
    const mask = 0xffffffff >>> Math.clz32(Math.floor(most / 2 ** 32));
    for (;;) {
      const top = (this.engine.next() & mask) >>> 0;
      const word = top * 2 ** 32 + this.engine.next();
      if (word <= most) return low + word;
    }
  }
}

class NumpyLegacyMeter implements Meter {
  position: number | null = 0;
  /** Whether a normal is kept: its parity is known although the words of a pair are not. */
  private cached = false;

  uniform(count: number, _dtype: FloatDType): Draws {
    return this.take(2 * count);
  }

  normal(count: number, _dtype: FloatDType): Draws {
    const fromCache = this.cached && count > 0 ? 1 : 0;
    const drawn = count - fromCache;
    if (count > 0) this.cached = drawn % 2 === 1;
    return this.take(drawn === 0 ? 0 : "until accepted");
  }

  truncatedNormal(): never {
    throw internalError("NumPy's RandomState has no truncated normal");
  }

  integer(low: number, high: number): Draws {
    const most = high - 1 - low;
    if (most === 0) return this.take(0);
    // A range of a power of two accepts every word.
    if (most === 2 ** Math.ceil(Math.log2(most + 1)) - 1) return this.take(most < 2 ** 32 ? 1 : 2);
    return this.take("until accepted");
  }

  private take(draws: Draws): Draws {
    this.position = draws === "until accepted" || this.position === null ? null : this.position + draws;
    return draws;
  }
}

/** The row of NumPy's legacy generator. */
export const mt19937Numpy: Algorithm = {
  name: "mt19937-numpy",
  unit: "32-bit words",
  description: "MT19937 with NumPy's legacy samplers: 53 bits of two words for uniforms, the polar method for normals",
  seeds: ["seed"],
  open: (seed) => new NumpyLegacyStream(seed),
  meter: () => new NumpyLegacyMeter(),
};

/** A float64 of [0, 1) from the high 27 and 26 bits of two words: genrand_res53. */
export function uniform53(engine: Mt19937): number {
  const a = engine.next() >>> 5;
  return (a * 67108864 + (engine.next() >>> 6)) * 2 ** -53;
}

/** Fills of numbers that are drawn in float64: both are even in number where they are normals. */
export interface DoubleFills {
  uniform(engine: Mt19937, out: Floats, low: number, range: number): void;
  /** Normals by the polar method. */
  polar(engine: Mt19937, out: Floats, mean: number, stddev: number): void;
}

/** The place of the fills: what is here may be replaced by compiled ones of the same bits. */
export const doubleFills: DoubleFills = { uniform: fillUniform, polar: fillPolar };

function fillUniform(engine: Mt19937, out: Floats, low: number, range: number): void {
  for (let i = 0; i < out.length; i++) out[i] = low + range * uniform53(engine);
}

function fillPolar(engine: Mt19937, out: Floats, mean: number, stddev: number): void {
  for (let i = 0; i < out.length; ) {
    const x = 2 * uniform53(engine) - 1;
    const y = 2 * uniform53(engine) - 1;
    const square = x * x + y * y;
    if (square >= 1 || square === 0) continue;
    const f = Math.sqrt((-2 * log64(square)) / square);
    // The second coordinate is returned first.
    out[i++] = mean + stddev * (f * y);
    out[i++] = mean + stddev * (f * x);
  }
}

/**
 * Fills `out` from a source of pairs of normals of which one may be `kept` from before; gives what is kept now.
 *
 * `fill` writes an even count of mean + stddev·z.
 */
export function fillPairs(
  engine: Mt19937,
  out: Floats,
  mean: number,
  stddev: number,
  kept: number | undefined,
  fill: (engine: Mt19937, out: Floats, mean: number, stddev: number) => void,
): number | undefined {
  if (out.length === 0) return kept;
  const from = kept === undefined ? 0 : 1;
  if (kept !== undefined) out[0] = mean + stddev * kept;
  const odd = (out.length - from) % 2;
  fill(engine, out.subarray(from, out.length - odd), mean, stddev);
  if (odd === 0) return undefined;
  // −0 is left of mean 0 and no scale: x·1 + −0 is x, −0 included.
  const last = new Float64Array(2);
  fill(engine, last, -0, 1);
  out[out.length - 1] = mean + stddev * last[0];
  return last[1];
}
