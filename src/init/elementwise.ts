import { type FloatDType, internalError } from "../base/index.ts";
import type { Draws, Meter, Stream } from "../random/index.ts";
import type { Rule, Statistics } from "./rule.ts";

/** Standard deviation of a standard normal cut at ±2. Source: TensorFlow 1.10 init_ops.py, Keras 3 random_initializers.py. */
export const truncatedDeviation = 0.8796256610342398;

/** A distribution that each element is drawn from on its own. */
export type Distribution =
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly stddev: number }
  /** cut at mean ± 2 stddev */
  | { readonly kind: "truncated"; readonly mean: number; readonly stddev: number }
  /** cut at absolute bounds */
  | { readonly kind: "bounded"; readonly mean: number; readonly stddev: number; readonly low: number; readonly high: number };

/** Makes a rule from how a call's distribution and formula follow from it. */
export function elementwise<C extends { readonly rule: string }>(
  name: C["rule"],
  distribution: (call: C) => Distribution,
  formula: (call: C, drawn: Distribution) => string,
): Rule<C> {
  return {
    name,
    formula: (call) => formula(call, distribution(call)),
    statistics: (call) => statisticsOf(distribution(call)),
    draws: (call, shape, dtype, meter) => {
      let count = 1;
      for (const dimension of shape) count *= dimension;
      return drawsOf(distribution(call), count, dtype, meter);
    },
    fill: (call, _shape, out, stream) => {
      if (stream === null) throw internalError(`${name} without a stream`);
      draw(distribution(call), out, stream);
    },
  };
}

function draw(d: Distribution, out: Float32Array | Float64Array, stream: Stream): void {
  if (d.kind === "uniform") stream.uniform(out, d.low, d.high);
  else if (d.kind === "normal") stream.normal(out, d.mean, d.stddev);
  else if (d.kind === "truncated") stream.truncatedNormal(out, d.mean, d.stddev);
  else if (stream.boundedNormal !== undefined) stream.boundedNormal(out, d.mean, d.stddev, d.low, d.high);
  else throw internalError(`${stream.algorithm} has no sampler with absolute bounds`);
}

function drawsOf(d: Distribution, count: number, dtype: FloatDType, meter: Meter): Draws {
  if (d.kind === "uniform") return meter.uniform(count, dtype);
  if (d.kind === "normal") return meter.normal(count, dtype);
  if (d.kind === "truncated") return meter.truncatedNormal(count, dtype);
  if (meter.boundedNormal === undefined) throw internalError("no meter for a sampler with absolute bounds");
  return meter.boundedNormal(count, dtype);
}

function statisticsOf(d: Distribution): Statistics {
  if (d.kind === "uniform") {
    return { mean: (d.low + d.high) / 2, deviation: (d.high - d.low) / Math.sqrt(12), low: d.low, high: d.high };
  }
  if (d.kind === "normal") {
    const everywhere = d.stddev === 0 ? 0 : Number.POSITIVE_INFINITY;
    return { mean: d.mean, deviation: d.stddev, low: d.mean - everywhere, high: d.mean + everywhere };
  }
  if (d.kind === "truncated") {
    const reach = 2 * d.stddev;
    return { mean: d.mean, deviation: truncatedDeviation * d.stddev, low: d.mean - reach, high: d.mean + reach };
  }
  return boundedStatistics(d.mean, d.stddev, d.low, d.high);
}

/** Moments of a normal cut at absolute bounds, by Simpson's rule on its density: good to 1e-9, for texts. */
function boundedStatistics(mean: number, stddev: number, low: number, high: number): Statistics {
  const from = Math.max(low, mean - 12 * stddev);
  const to = Math.min(high, mean + 12 * stddev);
  if (!(from < to)) {
    const edge = Math.min(Math.max(mean, low), high);
    return { mean: edge, deviation: 0, low, high };
  }
  const steps = 2000;
  const peak = Math.min(Math.max(mean, from), to);
  const moments = [0, 0, 0];
  for (let k = 0; k <= steps; k++) {
    const x = from + ((to - from) * k) / steps;
    const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
    const density = weight * Math.exp(-0.5 * ((x - mean) / stddev) ** 2 + 0.5 * ((peak - mean) / stddev) ** 2);
    for (let power = 0; power < 3; power++) moments[power] += density * x ** power;
  }
  const average = moments[1] / moments[0];
  return { mean: average, deviation: Math.sqrt(Math.max(0, moments[2] / moments[0] - average * average)), low, high };
}
