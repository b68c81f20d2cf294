import { describe, expect, it } from "vitest";
import { bidiagonalise } from "./bidiagonalise.ts";
import { blocksOf, reflectAll } from "./block-reflector.ts";

const paint = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => (((i * 97) % 251) - 125) / 128);

/** U·B·Vᵀ, column-major, from what bidiagonalise gives. */
function multiplyBack({ d, e, left, leftScales, right, rightScales }: ReturnType<typeof bidiagonalise>, rows: number): Float64Array {
  const n = d.length;
  // Bᵀ is multiplied by V first, then its transpose by U.
  const inner = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    inner[i * n + i] = d[i];
    if (i + 1 < n) inner[i * n + i + 1] = e[i];
  }
  reflectAll(blocksOf(right, n, rightScales.subarray(0, n - 1), 1), inner, n, n);
  const out = new Float64Array(rows * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[j * rows + i] = inner[i * n + j];
  reflectAll(blocksOf(left, rows, leftScales, 0), out, rows, n);
  return out;
}

describe("bidiagonalise", () => {
  it.each([
    [1, 1],
    [2, 1],
    [2, 2],
    [5, 4],
    [7, 7],
    [33, 32],
    [40, 35],
    [90, 66],
  ])("multiplies back to its %i×%i", (rows, n) => {
    const a = paint(rows * n);
    const back = multiplyBack(bidiagonalise(a.slice(), rows, n), rows);
    for (let i = 0; i < a.length; i++) expect(back[i]).toBeCloseTo(a[i], 12);
  });

  it("gives each number the sign opposite to the one it replaces", () => {
    const { d, e } = bidiagonalise(Float64Array.of(3, 4, -1, 2), 2, 2);
    // H·(3, 4) = (-5, 0), with v = (1, 1/2); (-1, 2) is at right angles to v and stays. A last entry is not reflected.
    expect([...d, ...e]).toEqual([-5, 2, -1].map((x) => expect.closeTo(x, 14)));
  });
});
