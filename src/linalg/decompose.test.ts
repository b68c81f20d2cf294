import { describe, expect, it } from "vitest";
import { decompose, transposed } from "./decompose.ts";

const paint = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => Math.sin(1 + i * i * 0.37));

/** One side, equal sides, wide and tall, on both sides of LAPACK's QR (11/6) and of its divide and conquer (25). */
const shapes = [
  [1, 1],
  [1, 6],
  [6, 1],
  [5, 5],
  [7, 5],
  [5, 7],
  [12, 25],
  [25, 12],
  [25, 25],
  [26, 26],
  [26, 30],
  [30, 26],
  [28, 90],
  [90, 28],
  [66, 66],
];

describe.each(shapes)("a %i×%i matrix", (rows, columns) => {
  const a = paint(rows * columns);
  const k = Math.min(rows, columns);
  const { s, left, right } = decompose(a, rows, columns, { left: true, right: true });

  it("is U·diag(s)·Vᵀ, each pair of vectors with one sign", () => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let m = 0; m < k; m++) sum += left[m * rows + i] * s[m] * right[m * columns + j];
        expect(Math.abs(sum - a[i * columns + j])).toBeLessThan(2e-14 * s[0]);
      }
    }
  });

  it("has the same values and vectors, to the bit, where less is wanted", () => {
    const none = new Float64Array(0);
    expect(decompose(a, rows, columns, { left: true, right: false })).toEqual({ s, left, right: none });
    expect(decompose(a, rows, columns, { left: false, right: true })).toEqual({ s, left: none, right });
    expect(decompose(a, rows, columns, { left: false, right: false })).toEqual({ s, left: none, right: none });
  });

  it("is left as it was", () => {
    expect(a).toEqual(paint(rows * columns));
    expect(transposed(transposed(a, rows, columns), columns, rows)).toEqual(a);
  });
});
