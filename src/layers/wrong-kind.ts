import { GatewiseError, show } from "../base/index.ts";
import type { Tensor } from "../tensor/index.ts";

/** The refusal of a value of another kind than the one wanted. */
export function wrongKind(where: string, received: unknown, expected: string, fix: string): GatewiseError {
  return new GatewiseError("wrong-type", { where, received: show(received), expected, fix });
}

/** Holds that a value is a tensor. Throws: wrong-type. */
export function checkTensor(where: string, value: unknown): asserts value is Tensor {
  const { data, shape } = (value ?? {}) as Partial<Tensor>;
  if (ArrayBuffer.isView(data) && Array.isArray(shape)) return;
  throw wrongKind(where, value, "a tensor", "make one by tensor(values, { shape })");
}
