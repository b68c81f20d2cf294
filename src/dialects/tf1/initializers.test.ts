/** Arguments that are zero are given, not absent: TensorFlow tests them against None (init_ops.py, random_ops.py). */
import { describe, expect, it } from "vitest";
import { TensorFlowGraph } from "./graph.ts";

function startOf(initializer: unknown): { readonly low: number; readonly high: number; readonly values: readonly number[] } {
  const graph = new TensorFlowGraph({ version: "1.8", seed: 7 });
  graph.getVariable("v", { shape: [40, 10], initializer: initializer as never });
  const [start] = graph.plan().steps.flatMap((step) => (step.do === "fill" ? [step.call as unknown as { low: number; high: number }] : []));
  const [tensor] = graph.variables().values();
  return { low: start.low, high: start.high, values: Array.from(tensor.data as Float32Array) };
}

describe("random_uniform_initializer", () => {
  it("ends at 0 where maxval is 0", () => {
    const { low, high, values } = startOf({ random_uniform_initializer: { minval: -1, maxval: 0 } });
    expect([low, high]).toEqual([-1, 0]);
    expect(values.length).toBe(400);
    expect(values.every((value) => value >= -1 && value < 0)).toBe(true);
    expect(Math.min(...values)).toBeLessThan(-0.97);
  });
});
