import { GatewiseError, show } from "../base/index.ts";

/** Holds that int32 has every number as it is: nothing is cut off or wrapped round. Throws: out-of-range. */
export function checkWhole(
  where: string,
  values: ArrayLike<number>,
  fix = "leave dtype out for a float tensor, or use cast, which cuts fractions off",
): void {
  if (values instanceof Int32Array) return;
  for (let i = 0; i < values.length; i++) {
    if ((values[i] | 0) === values[i]) continue;
    throw new GatewiseError("out-of-range", { where, received: show(values[i]), expected: "whole numbers that int32 holds", fix });
  }
}

/** Gives results that were computed in float64 as int32. Throws: out-of-range, where one does not fit. */
export function wholeResults(operation: string, results: Float64Array): Int32Array {
  checkWhole(`operation ${operation}`, results, 'cast the inputs first: cast(x, "float64")');
  return Int32Array.from(results);
}
