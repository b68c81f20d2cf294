import type { Floats } from "../base/index.ts";
import { glibcTables, kernelsFor } from "./by-kernel.ts";
import { type Radius, TensorFlowSampler } from "./philox-tensorflow.ts";
import type { Philox4x32 } from "./philox4x32.ts";

const { fround } = Math;

/** TensorFlow's sampler, its long fills by kernels. */
export class KernelSampler extends TensorFlowSampler {
  /** What a float32 normal's radius is computed by in double. */
  readonly #tables: Float64Array | null;

  constructor(radius: Radius) {
    super(radius);
    this.#tables = radius === "float64" ? glibcTables() : null;
  }

  override uniform(engine: Philox4x32, out: Floats, low: number, high: number): void {
    const bulk = kernelsFor(out);
    if (bulk === null) super.uniform(engine, out, low, high);
    else if (out instanceof Float32Array) {
      bulk.tensorflowUniform32(out.length, fround(low), fround(fround(high) - fround(low)), engine.words(), out);
    } else bulk.tensorflowUniform64(out.length, low, high - low, engine.words(), out);
  }

  override normal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void {
    const bulk = kernelsFor(out);
    if (bulk === null) super.normal(engine, out, mean, stddev);
    else if (out instanceof Float32Array) bulk.tensorflowNormal32(out.length, mean, stddev, engine.words(), this.#tables, out);
    else bulk.tensorflowNormal64(out.length, mean, stddev, engine.words(), glibcTables(), out);
  }

  override truncatedNormal(engine: Philox4x32, out: Floats, mean: number, stddev: number): void {
    const bulk = kernelsFor(out);
    if (bulk === null) super.truncatedNormal(engine, out, mean, stddev);
    else if (out instanceof Float32Array) bulk.tensorflowTruncated32(out.length, mean, stddev, engine.words(), this.#tables, out);
    else bulk.tensorflowTruncated64(out.length, mean, stddev, engine.words(), glibcTables(), out);
  }
}
