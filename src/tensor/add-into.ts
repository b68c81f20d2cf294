import type { Floats } from "../base/index.ts";
import { lightKernels } from "./kernels-of.ts";

/** Adds an array to another of the same length. */
export function addInto(sum: Floats, values: Floats): void {
  const kernels = lightKernels(sum);
  if (kernels !== null) kernels.binary("add", sum.length, sum, values, sum);
  else for (let i = 0; i < sum.length; i++) sum[i] += values[i];
}
