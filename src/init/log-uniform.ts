import { internalError, sizeOf } from "../base/index.ts";
import { log64 } from "../random/index.ts";
import { digits, type Rule } from "./rule.ts";

/**
 * The logarithm of a uniform on [low, high): chrono initialisation of a forget bias is low 1, high T-1.
 *
 * Source: Tallec and Ollivier 2018, "Can recurrent neural networks warp time?", section 3.
 * Order: the uniforms are drawn in float64 and the logarithm rounded once.
 */
export interface LogUniform {
  readonly rule: "log_uniform";
  readonly low: number;
  readonly high: number;
}

export const logUniform: Rule<LogUniform> = {
  name: "log_uniform",
  formula: ({ low, high }) => `ln U[${digits(low)}, ${digits(high)})`,
  statistics({ low, high }) {
    const first = (x: number) => x * Math.log(x) - x;
    const second = (x: number) => x * (Math.log(x) ** 2 - 2 * Math.log(x) + 2);
    const mean = (first(high) - first(low)) / (high - low);
    const square = (second(high) - second(low)) / (high - low);
    return { mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)), low: Math.log(low), high: Math.log(high) };
  },
  draws: (_call, shape, _dtype, meter) => meter.uniform(sizeOf(shape), "float64"),
  fill({ low, high }, _shape, out, stream) {
    if (stream === null) throw internalError("log_uniform without a stream");
    const drawn = new Float64Array(out.length);
    stream.uniform(drawn, low, high);
    for (let i = 0; i < out.length; i++) out[i] = log64(drawn[i]);
  },
};
