/**
 * Every rule against theory, on every stream that draws it: Kolmogorov-Smirnov at a fixed seed, and the mean and deviation
 * that `explain` promises, within z·σ/√n and z·σ/√(2n) for z = 5. n is large enough that the smallest real mistake, the
 * truncation factor of 12 %, lies far outside.
 */
import { describe, expect, it } from "vitest";
import { type RuleCall, ruleOf } from "../../src/init/index.ts";
import { erf64 } from "../../src/random/erf64.ts";
import { algorithms, type StreamAlgorithm } from "../../src/random/index.ts";

const n = 40_000;
const z = 5;
/** Kolmogorov's critical value at 1e-6. */
const critical = 2.69 / Math.sqrt(n);

const phi = (x: number) => 0.5 * (1 + erf64(x / Math.SQRT2));
const cut = (x: number) => (phi(Math.max(-2, Math.min(2, x))) - phi(-2)) / (phi(2) - phi(-2));

/** Cumulative distributions after standardising by what the call says. */
const cases: { name: string; call: RuleCall; cdf: (x: number) => number }[] = [
  { name: "uniform", call: { rule: "uniform", low: -0.3, high: 0.7 }, cdf: (x) => x + 0.3 },
  { name: "normal", call: { rule: "normal", mean: 0.1, stddev: 0.2 }, cdf: (x) => phi((x - 0.1) / 0.2) },
  { name: "truncated normal", call: { rule: "truncated_normal", mean: -0.1, stddev: 0.01 }, cdf: (x) => cut((x + 0.1) / 0.01) },
  {
    name: "glorot uniform",
    call: {
      rule: "variance_scaling",
      scale: 1,
      mode: "fan_avg",
      distribution: "uniform",
      fans: { in: 8, out: 64 },
      correction: 1,
      variant: "core",
    },
    cdf: (x) => (x + Math.sqrt(3 / 36)) / (2 * Math.sqrt(3 / 36)),
  },
  {
    name: "he normal, corrected",
    call: {
      rule: "variance_scaling",
      scale: 2,
      mode: "fan_in",
      distribution: "truncated_normal",
      fans: { in: 8, out: 64 },
      correction: 0.8796256610342398,
      variant: "core",
    },
    cdf: (x) => cut((x * 0.8796256610342398) / 0.5),
  },
  { name: "reciprocal root", call: { rule: "uniform_reciprocal_root", n: 16 }, cdf: (x) => (x + 0.25) / 0.5 },
];

const streams: { name: StreamAlgorithm; seed: bigint[]; truncates: boolean }[] = [
  { name: "mt19937-torch", seed: [7n], truncates: false },
  { name: "mt19937-keras-torch", seed: [7n], truncates: true },
  { name: "mt19937-numpy", seed: [7n], truncates: false },
  { name: "pcg64-numpy", seed: [7n], truncates: false },
  { name: "pcg64-keras-numpy", seed: [7n, 0n], truncates: true },
  { name: "philox-tensorflow", seed: [7n, 9n], truncates: true },
  { name: "philox-tensorflow-1.2", seed: [7n, 9n], truncates: true },
  { name: "philox-tensorflow-stateless", seed: [7n, 0n], truncates: true },
  { name: "philox-gatewise", seed: [7n, 1n, 2n, 3n], truncates: true },
  { name: "threefry-jax", seed: [7n, 0n], truncates: true },
];

for (const { name: stream, seed, truncates } of streams) {
  describe(stream, () => {
    for (const { name, call, cdf } of cases) {
      const needsCut = call.rule === "truncated_normal" || ("distribution" in call && call.distribution === "truncated_normal");
      if (needsCut && !truncates) continue;
      it(name, () => {
        const out = new Float32Array(n);
        ruleOf(call).fill(call, [n], out, algorithms[stream].open(seed));
        const { mean, deviation, low, high } = ruleOf(call).statistics(call, [n]);
        const average = out.reduce((sum, x) => sum + x, 0) / n;
        const spread = Math.sqrt(out.reduce((sum, x) => sum + (x - average) ** 2, 0) / n);
        expect(Math.abs(average - mean)).toBeLessThan((z * deviation) / Math.sqrt(n));
        expect(Math.abs(spread - deviation)).toBeLessThan((z * deviation) / Math.sqrt(2 * n));
        const sorted = out.slice().sort();
        // Bounds are rounded to float32 by the frameworks themselves.
        expect(sorted[0]).toBeGreaterThanOrEqual(Number.isFinite(low) ? Math.fround(low) - 1e-7 : low);
        expect(sorted[n - 1]).toBeLessThanOrEqual(Number.isFinite(high) ? Math.fround(high) + 1e-7 : high);
        let distance = 0;
        sorted.forEach((x, i) => {
          const expected = cdf(x);
          distance = Math.max(distance, Math.abs(expected - i / n), Math.abs(expected - (i + 1) / n));
        });
        expect(distance).toBeLessThan(critical);
      });
    }
  });
}

describe("rules with their own shapes", () => {
  it("log_uniform and logit_uniform keep what they promise", () => {
    for (const call of [{ rule: "log_uniform", low: 1, high: 99 } as const, { rule: "logit_uniform", margin: 1 / 64 } as const]) {
      const out = new Float64Array(n);
      ruleOf(call).fill(call as never, [n], out, algorithms["philox-gatewise"].open([3n, 4n, 5n, 6n]));
      const { mean, deviation, low, high } = ruleOf(call).statistics(call as never, [n]);
      const average = out.reduce((sum, x) => sum + x, 0) / n;
      const spread = Math.sqrt(out.reduce((sum, x) => sum + (x - average) ** 2, 0) / n);
      expect(Math.abs(average - mean)).toBeLessThan((z * deviation) / Math.sqrt(n));
      expect(Math.abs(spread - deviation)).toBeLessThan((z * deviation * 1.5) / Math.sqrt(2 * n));
      expect(out.every((x) => x >= low - 1e-12 && x <= high + 1e-12)).toBe(true);
    }
  });
});
