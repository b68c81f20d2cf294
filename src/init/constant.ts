import { type Floats, internalError, type Shape, sizeOf } from "../base/index.ts";
import { digits, type Rule, type Statistics } from "./rule.ts";

/** Fills with the listed values, row-major; the last one repeats where they are fewer than the elements. */
export interface Constant {
  readonly rule: "constant";
  readonly values: readonly number[];
}

function statistics({ values }: Constant, shape: Shape): Statistics {
  const n = sizeOf(shape);
  const at = (i: number) => values[Math.min(i, values.length - 1)];
  if (values.length === 1 || n === 0) return { mean: values[0], deviation: 0, low: values[0], high: values[0] };
  let sum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    sum += at(i);
    low = Math.min(low, at(i));
    high = Math.max(high, at(i));
  }
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (at(i) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / n), low, high };
}

export const constant: Rule<Constant> = {
  name: "constant",
  formula: ({ values }) =>
    values.length === 1 ? `= ${digits(values[0])}` : `= ${values.slice(0, 4).map(digits).join(", ")}${values.length > 4 ? ", …" : ""} (the last repeats)`,
  statistics,
  draws: () => 0,
  fill({ values }, _shape, out: Floats) {
    if (values.length === 0) throw internalError("a constant without a value");
    for (let i = 0; i < out.length; i++) out[i] = values[Math.min(i, values.length - 1)];
  },
};
