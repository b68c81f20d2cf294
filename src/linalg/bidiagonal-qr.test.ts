import { describe, expect, it } from "vitest";
import { bidiagonalQr, noRows } from "./bidiagonal-qr.ts";

function rowsOfIdentity(n: number): { data: Float64Array; width: number } {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { data, width: n };
}

interface Case {
  readonly name: string;
  readonly d: number[];
  readonly e: number[];
}

const ramp = Array.from({ length: 40 }, (_, i) => i);
const cases: Case[] = [
  { name: "one number", d: [-2], e: [] },
  { name: "two", d: [1, -3], e: [2] },
  { name: "a diagonal", d: [1, -2, 3, 0], e: [0, 0, 0] },
  { name: "zeros", d: [0, 0, 0], e: [0, 0] },
  { name: "a zero on the diagonal", d: [3, 0, 2, 1], e: [1, 2, -1] },
  { name: "a zero at the end", d: [3, 2, 1, 0], e: [1, 2, -1] },
  { name: "two blocks", d: [1, 2, 3, 4, 5], e: [0.5, 0.25, 0, 1] },
  { name: "graded downwards to subnormals", d: ramp.map((i) => 10 ** (-8 * i)), e: ramp.slice(1).map((i) => 10 ** (-8 * i)) },
  { name: "graded upwards from subnormals", d: ramp.map((i) => 10 ** (8 * i - 312)), e: ramp.slice(1).map((i) => 10 ** (8 * i - 312)) },
  { name: "40 painted", d: ramp.map((i) => ((i * 97) % 251) / 64 - 2), e: ramp.slice(1).map((i) => ((i * 89) % 251) / 64 - 2) },
];

describe("bidiagonal QR", () => {
  it.each(cases)("of $name: B = L·diag(d)·R with orthonormal L and R", ({ d, e }) => {
    const n = d.length;
    const [values, left, right] = [Float64Array.from(d), rowsOfIdentity(n), rowsOfIdentity(n)];
    bidiagonalQr(values, Float64Array.from(e), left, right);
    const size = Math.max(...d.map(Math.abs), ...e.map(Math.abs));
    for (let i = 0; i < n; i++) {
      expect(values[i]).toBeGreaterThanOrEqual(0);
      if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
      for (let j = 0; j < n; j++) {
        let [b, gramLeft, gramRight] = [0, 0, 0];
        for (let k = 0; k < n; k++) {
          b += left.data[k * n + i] * values[k] * right.data[k * n + j];
          gramLeft += left.data[i * n + k] * left.data[j * n + k];
          gramRight += right.data[i * n + k] * right.data[j * n + k];
        }
        const wanted = i === j ? d[i] : i + 1 === j ? e[i] : 0;
        expect(Math.abs(b - wanted)).toBeLessThanOrEqual(1e-14 * size);
        expect(gramLeft).toBeCloseTo(Number(i === j), 13);
        expect(gramRight).toBeCloseTo(Number(i === j), 13);
      }
    }
    const alone = Float64Array.from(d);
    bidiagonalQr(alone, Float64Array.from(e), noRows, noRows);
    expect(alone).toEqual(values);
  });

  it("keeps the leading digits of small values: Demmel and Kahan's graded matrix", () => {
    // The product of the singular values is that of the diagonal, here 1e-60, however small the smallest is.
    const d = Float64Array.of(1, 1e-10, 1e-20, 1e-30);
    bidiagonalQr(d, Float64Array.of(1, 1e-10, 1e-20), noRows, noRows);
    expect(d.reduce((product, x) => product * x, 1) / 1e-60).toBeCloseTo(1, 12);
  });

  it("names what is not finite as a fault instead of going on for ever", () => {
    expect(() => bidiagonalQr(Float64Array.of(1, Number.NaN, 1), Float64Array.of(1, 1), noRows, noRows)).toThrow("do not converge");
  });
});
