import { type Floats, internalError, type Shape, sizeOf } from "../base/index.ts";
import { digits, type Rule, type Statistics } from "./rule.ts";

/** Fills with the listed values, row-major; the last one repeats where they are fewer than the elements. */
export interface Constant {
  readonly rule: "constant";
  readonly values: readonly number[];
}

function statistics({ values }: Constant, shape: Shape): Statistics {
  const n = sizeOf(shape);
  if (values.length === 1 || n === 0) return { mean: values[0], deviation: 0, low: values[0], high: values[0] };
  const listed = values.slice(0, n);
  const last = listed[listed.length - 1];
  const repeats = n - listed.length;
  let sum = last * repeats;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of listed) {
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const mean = sum / n;
  let squares = repeats * (last - mean) ** 2;
  for (const value of listed) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / n), low, high };
}

export const constant: Rule<Constant> = {
  name: "constant",
  formula: ({ values }) =>
    values.length === 1
      ? `= ${digits(values[0])}`
      : `= ${values.slice(0, 4).map(digits).join(", ")}${values.length > 4 ? ", …" : ""} (the last repeats)`,
  statistics,
  draws: () => 0,
  fill({ values }, _shape, out: Floats) {
    if (values.length === 0) throw internalError("a constant without a value");
    for (let i = 0; i < out.length; i++) out[i] = values[Math.min(i, values.length - 1)];
  },
};
