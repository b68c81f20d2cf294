import { type Shape, showShape } from "../base/index.ts";
import { fileError, type Place } from "./file-error.ts";
import type { Limits } from "./limits.ts";

/**
 * Multiplies a shape with bits an element, for a shape that nobody has vouched for.
 *
 * Domain: a dimension of 0 gives 0 but does not excuse the others: without it the size must still be within the limit.
 * Throws: limit (rank, bytes), bad-file (bits that do not fill bytes).
 */
export function checkedBytes(shape: Shape, bits: number, place: Place, limits: Limits): number {
  if (shape.length > limits.maxRank) {
    throw fileError("limit", place, {
      received: `${shape.length} dimensions`,
      expected: `at most ${limits.maxRank}`,
      fix: "no framework makes such an array; is the file damaged?",
    });
  }
  let elements = 1;
  for (const dimension of shape) {
    if (dimension !== 0) elements *= dimension;
    if (!(elements <= Number.MAX_SAFE_INTEGER) || (elements * bits) / 8 > limits.maxTensorBytes) {
      throw fileError("limit", place, {
        received: `shape ${showShape(shape)}`,
        expected: `at most ${limits.maxTensorBytes} bytes in memory, a dimension of 0 left aside`,
        fix: "raise maxTensorBytes if the array is really so large",
      });
    }
  }
  if (shape.includes(0)) return 0;
  if ((elements * bits) % 8 !== 0) {
    throw fileError("bad-file", place, {
      received: `${elements} elements of ${bits} bits`,
      expected: "whole bytes",
      fix: "the tensor needs an even number of such elements",
    });
  }
  return (elements * bits) / 8;
}

/** Adds up bytes over a file and refuses the tensor that goes beyond the limit. */
export function tensorBudget(limits: Limits): (bytes: number, place: Place) => void {
  let total = 0;
  return (bytes, place) => {
    total += bytes;
    if (total > limits.maxTensorBytes) {
      throw fileError("limit", place, {
        received: `${total} bytes up to here`,
        expected: `at most ${limits.maxTensorBytes} bytes in memory`,
        fix: "raise maxTensorBytes, or split the file",
      });
    }
  };
}
