import type { FloatDType, Floats } from "../base/index.ts";
import { Pcg64 } from "./pcg64.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";
import { pcgFills } from "./ziggurat.ts";

/**
 * Keras 3's NumPy backend: every number is drawn in float64 and then cast.
 * A Keras initialiser opens default_rng([s, 0]) at each call; open one stream a call.
 * Domain: seed of whole numbers ≥ 0.
 * Source: keras@3.15, keras/src/backend/numpy/random.py.
 * Golden: goldens/streams/numpy-2.4.json, keras-3.15-numpy.json.
 */
export class KerasNumpyStream implements Stream {
  readonly algorithm = "pcg64-keras-numpy";
  private readonly engine: Pcg64;

  constructor(seed: readonly bigint[]) {
    this.engine = new Pcg64(seed);
  }

  get position(): number {
    return this.engine.position;
  }

  uniform(out: Floats, low: number, high: number): void {
    pcgFills.uniform(this.engine, out, low, high - low);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    pcgFills.normal(this.engine, out, mean, stddev);
  }

  /** Draws whole batches of as many normals as are wanted and keeps those within the bounds until there are enough. */
  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    const low = mean - 2 * stddev;
    const high = mean + 2 * stddev;
    const window = new Float64Array(Math.min(out.length, 4096));
    let kept = 0;
    while (kept < out.length) {
      // The batch is drawn to its end even when `out` is full.
      for (let at = 0; at < out.length; at += window.length) {
        const drawn = window.subarray(0, out.length - at);
        pcgFills.normal(this.engine, drawn, mean, stddev);
        for (let i = 0; i < drawn.length && kept < out.length; i++) {
          out[kept] = drawn[i];
          if (drawn[i] >= low && drawn[i] <= high) kept++;
        }
      }
    }
  }
}

class KerasNumpyMeter implements Meter {
  position: number | null = 0;

  uniform(count: number, _dtype: FloatDType): Draws {
    if (this.position !== null) this.position += count;
    return count;
  }

  normal(count: number, _dtype: FloatDType): Draws {
    if (count === 0) return 0;
    this.position = null;
    return "until accepted";
  }

  truncatedNormal(count: number, dtype: FloatDType): Draws {
    return this.normal(count, dtype);
  }
}

/** The row of Keras 3's NumPy backend. */
export const pcg64KerasNumpy: Algorithm = {
  name: "pcg64-keras-numpy",
  unit: "64-bit words",
  description: "PCG64 with NumPy's Generator in float64, cast afterwards, as Keras 3's NumPy backend draws",
  seeds: ["seed", "count of draws"],
  open: (seed) => new KerasNumpyStream(seed),
  meter: () => new KerasNumpyMeter(),
};
