import { describe, expect, it } from "vitest";
import { planeRotation, swapRows, turnRows } from "./plane-rotation.ts";
import { decomposeTwoByTwo, smallerOfTwo } from "./two-by-two.ts";

const numbers = [3, -3, 4, -4, 0, 1e-9, -1e9, 2 ** -700, -(2 ** -1000), 5e-324];
const pairs = numbers.flatMap((f) => numbers.map((g) => ({ f, g })));

describe("plane rotation", () => {
  it.each(pairs)("maps ($f, $g) to (r, 0)", ({ f, g }) => {
    const turn = { c: 0, s: 0, r: 0 };
    planeRotation(f, g, turn);
    const { c, s, r } = turn;
    expect(c * c + s * s).toBeCloseTo(1, 14);
    const size = Math.max(Math.abs(f), Math.abs(g));
    expect(Math.abs(c * f + s * g - r)).toBeLessThanOrEqual(1e-15 * size + 1e-323);
    expect(Math.abs(c * g - s * f)).toBeLessThanOrEqual(1e-15 * size + 1e-323);
  });

  it("has the signs of LAPACK before 3.10: a positive cosine where |f| > |g|, else a positive r", () => {
    const signs = [
      [-4, 3],
      [-3, 4],
      [3, -4],
      [4, -3],
      [-3, -4],
      [-3, 3],
    ].map(([f, g]) => {
      const turn = { c: 0, s: 0, r: 0 };
      planeRotation(f, g, turn);
      return [Math.sign(turn.c), Math.sign(turn.s), Math.sign(turn.r)];
    });
    // Printed by dlartg of the OpenBLAS in NumPy 1.14.6 (ctypes) for the same pairs.
    expect(signs).toEqual([
      [1, -1, -1],
      [-1, 1, 1],
      [1, -1, 1],
      [1, -1, 1],
      [-1, -1, 1],
      [-1, 1, 1],
    ]);
  });

  it("turns and swaps rows", () => {
    const a = Float64Array.of(1, 2, 3, 4, 5, 6);
    turnRows(a, 2, 0, 2, 0.6, 0.8);
    expect([...a]).toEqual([4.6, 6, 3, 4, 2.2, 2].map((x) => expect.closeTo(x, 14)));
    swapRows(a, 2, 0, 1);
    expect([...a.subarray(0, 2)]).toEqual([3, 4]);
  });
});

const triangles = [3, -2, 1e-3, 1e5, 0].flatMap((f) => [3, -1e6, 1e-20, 0].flatMap((g) => [2, -3, 1e-9, 0].map((h) => ({ f, g, h }))));

describe("two by two", () => {
  it.each(triangles)("decomposes [[$f, $g], [0, $h]]", ({ f, g, h }) => {
    const { high, low, left, right } = decomposeTwoByTwo(f, g, h);
    const size = Math.max(Math.abs(f), Math.abs(g), Math.abs(h));
    for (const { c, s } of [left, right]) expect(c * c + s * s).toBeCloseTo(1, 14);
    // [[cl, sl], [-sl, cl]] · A · [[cr, -sr], [sr, cr]] = diag(high, low)
    const top = [left.c * f, left.c * g + left.s * h];
    const bottom = [-left.s * f, -left.s * g + left.c * h];
    const result = [
      top[0] * right.c + top[1] * right.s,
      -top[0] * right.s + top[1] * right.c,
      bottom[0] * right.c + bottom[1] * right.s,
      -bottom[0] * right.s + bottom[1] * right.c,
    ];
    const wanted = [high, 0, 0, low];
    for (let i = 0; i < 4; i++) expect(Math.abs(result[i] - wanted[i])).toBeLessThanOrEqual(1e-15 * size);
    expect(Math.abs(high)).toBeGreaterThanOrEqual(Math.abs(low));
    expect(Math.abs(smallerOfTwo(f, g, h) - Math.abs(low))).toBeLessThanOrEqual(1e-15 * Math.abs(low));
  });
});
