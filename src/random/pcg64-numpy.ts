import { type FloatDType, type Floats, internalError } from "../base/index.ts";
import { Pcg64 } from "./pcg64.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";
import { pcgFills, pcgFills32 } from "./ziggurat.ts";

const { fround } = Math;

/**
 * NumPy's default_rng. A Float64Array gets uniform and normal; a Float32Array gets random and standard_normal of
 * dtype float32, scaled and moved in float32 with a rounding each, as an array expression would.
 * Domain: seed of whole numbers ≥ 0 of any size.
 * Source: numpy@2.4, numpy/random/_generator.pyx, src/distributions/distributions.c.
 * Golden: goldens/streams/numpy-2.4.json.
 */
export class NumpyStream implements Stream {
  readonly algorithm = "pcg64-numpy";
  private readonly engine: Pcg64;

  constructor(entropy: readonly bigint[]) {
    this.engine = new Pcg64(entropy);
  }

  get position(): number {
    return this.engine.position;
  }

  uniform(out: Floats, low: number, high: number): void {
    const { engine } = this;
    if (out instanceof Float64Array) {
      pcgFills.uniform(engine, out, low, high - low);
    } else {
      pcgFills32.uniform(engine, out, fround(low), fround(high - low));
    }
  }

  normal(out: Floats, mean: number, stddev: number): void {
    const { engine } = this;
    if (out instanceof Float64Array) {
      pcgFills.normal(engine, out, mean, stddev);
    } else {
      pcgFills32.normal(engine, out, fround(mean), fround(stddev));
    }
  }

  truncatedNormal(): never {
    throw internalError("NumPy's Generator has no truncated normal");
  }

  /** integers(low, high) of dtype int64: Lemire's multiplication, with a rejection that is rare. Domain: a range up to 2^32. */
  integer(low: number, high: number): number {
    const { engine } = this;
    const size = high - low;
    if (size === 1) return low;
    if (size > 2 ** 32) throw internalError(`integers(${low}, ${high}): a range above 2^32`);
    if (size === 2 ** 32) return low + engine.next32();
    const refused = (2 ** 32 - size) % size;
    for (;;) {
      const word = engine.next32();
      const leftover = Math.imul(word, size) >>> 0;
      // The exact product has up to 64 bits: take its high half without its low one.
      if (leftover >= refused) return low + highHalf(word, size);
    }
  }
}

class NumpyMeter implements Meter {
  position: number | null = 0;
  /** Whether half a word is kept for the next 32-bit draw. */
  private half: boolean | "unknown" = false;

  uniform(count: number, dtype: FloatDType): Draws {
    return this.take(dtype === "float64" ? count : this.halves(count));
  }

  normal(count: number, dtype: FloatDType): Draws {
    if (count === 0) return 0;
    if (dtype === "float32") this.half = "unknown";
    return this.take("until accepted");
  }

  truncatedNormal(): never {
    throw internalError("NumPy's Generator has no truncated normal");
  }

  integer(low: number, high: number): Draws {
    const size = high - low;
    if (size === 1) return 0;
    // A range of a power of two refuses no word.
    if (2 ** 32 % size === 0) return this.take(this.halves(1));
    this.half = "unknown";
    return this.take("until accepted");
  }

  private halves(count: number): Draws {
    if (count % 2 === 0) return count / 2;
    if (this.half === "unknown") return "until accepted";
    const words = this.half ? (count - 1) / 2 : (count + 1) / 2;
    this.half = !this.half;
    return words;
  }

  private take(draws: Draws): Draws {
    this.position = draws === "until accepted" || this.position === null ? null : this.position + draws;
    return draws;
  }
}

/** The row of NumPy's default generator. */
export const pcg64Numpy: Algorithm = {
  name: "pcg64-numpy",
  unit: "64-bit words",
  description: "PCG64 with NumPy's Generator: high 53 or 24 bits for uniforms, the ziggurat for normals",
  seeds: ["entropy"],
  open: (seed) => new NumpyStream(seed),
  meter: () => new NumpyMeter(),
};

/** The high 32 bits of the product of two 32-bit numbers. */
function highHalf(a: number, b: number): number {
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Both products have at most 48 bits; the low 16 of the first cannot carry into the answer by themselves.
  return Math.floor((a * bHigh + Math.floor((a * bLow) / 0x10000)) / 0x10000);
}
