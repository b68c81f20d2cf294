import { GatewiseError, show } from "../base/index.ts";

/**
 * Reads the schedule that TensorFlow and Keras give in the same words: `values[k]` up to `boundaries[k]`, the last one after them.
 *
 * Throws: wrong-type. Source: TensorFlow python/training/learning_rate_decay.py, piecewise_constant; Keras 3.15.1
 * optimizers/schedules/learning_rate_schedule.py, PiecewiseConstantDecay.
 */
export function piecewiseConstant(where: string, { boundaries, values }: { readonly boundaries?: unknown; readonly values?: unknown }) {
  if (!numbers(boundaries) || !numbers(values) || boundaries.length !== values.length - 1) {
    throw new GatewiseError("wrong-type", {
      where,
      received: `boundaries=${show(boundaries)}, values=${show(values)}`,
      expected: "lists of numbers: the length of boundaries should be 1 less than the length of values",
      fix: "give a value for each interval",
    });
  }
  return { rate: values[0], schedule: { kind: "piecewise" as const, boundaries, rates: values } };
}

function numbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "number");
}
