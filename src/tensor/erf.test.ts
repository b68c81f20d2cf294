import { expect, it } from "vitest";
import { erf } from "./erf.ts";

// The values that Python's math.erf prints.
it.each([
  [0, 0],
  [1e-10, 1.1283791670955126e-10],
  [0.5, 0.5204998778130465],
  [-1, -0.8427007929497149],
  [2.4, 0.999311486103355],
  [2.6, 0.9997639655834707],
  [3, 0.9999779095030014],
  [-5, -0.9999999999984626],
  [7, 1],
])("gives erf(%d)", (x, value) => {
  expect(Math.abs(erf(x) - value)).toBeLessThanOrEqual(1e-15 * Math.max(Math.abs(value), 1e-9));
});
