import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { loadGolden } from "../../test/golden/load.ts";
import { erf64, exp64, log1p64, log64, sincos64 } from "./elementary64.ts";
import { log64Fused } from "./glibc-log.ts";
import { log1p32 } from "./glibc-log1p.ts";
import { sincos64Fused } from "./glibc-sincos.ts";

/** SHA-256 of glibc's results, by tools/goldens/streams-libm.py. */
const golden: { by: string; count: number; sha256: Record<string, string> } = JSON.parse(
  new TextDecoder().decode(await loadGolden("streams/glibc-2.36.json")),
);

const turned = { sin: 0, cos: 0 };
const sin = (x: number): number => {
  sincos64(x, turned);
  return turned.sin;
};
const cos = (x: number): number => {
  sincos64(x, turned);
  return turned.cos;
};

const functions: Record<string, (u: number) => number> = {
  "log of u": (u) => log64(u),
  "log of 0.93 + 0.14 u": (u) => log64(0.93 + 0.14 * u),
  "log of 1e6 u": (u) => log64(1e6 * u),
  "log1p of -u": (u) => log1p64(-u),
  "log1p of -u/1000": (u) => log1p64(-u / 1000),
  "sin of 2 pi u": (u) => sin(2 * Math.PI * u),
  "cos of 2 pi u": (u) => cos(2 * Math.PI * u),
  "sin of u/1000": (u) => sin(u / 1000),
  "cos of 200 u - 100": (u) => cos(200 * u - 100),
  "log1pf of -floor(2^24 u)/2^24": (u) => log1p32(-Math.floor(u * 2 ** 24) / 2 ** 24),
};

describe(`the bits of ${golden.by}`, () => {
  test.each(Object.entries(golden.sha256))("%s", (name, sha256) => {
    const painted = (i: number): number => ((i + 1) * 0.6180339887498949) % 1;
    const out = Float64Array.from({ length: golden.count }, (_, i) => functions[name](painted(i)));
    expect(bytesToHex(digest(new Uint8Array(out.buffer)))).toBe(sha256);
  });
  test("every function has its golden", () => {
    expect(Object.keys(functions).sort()).toEqual(Object.keys(golden.sha256).sort());
  });
});

test("ends of the domains", () => {
  expect(log64(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(log64(1)).toBe(0);
  expect(log1p64(-1)).toBe(Number.NEGATIVE_INFINITY);
  expect(log1p64(0)).toBe(0);
  expect(sin(0)).toBe(0);
  expect(cos(0)).toBe(1);
});

/** Rounded from 30 digits of mpmath 1.3 (exp, erf); the bounds are those of the docstrings. */
test.each([
  [-0.5, 0.6065306597126334, -0.5204998778130465],
  [-6.5, 0.0015034391929775724, -1],
  [1.25, 3.4903429574618414, 0.9229001282564583],
  [-2.75, 0.06392786120670757, -0.9998993780778803],
  [0.001, 1.0010005001667084, 0.0011283787909692365],
])("exp and erf of %f", (x, exp, erf) => {
  expect(Math.abs(exp64(x) / exp - 1)).toBeLessThan(2 ** -52);
  expect(Math.abs(erf64(x) / erf - 1)).toBeLessThan(2 ** -48);
});

/** Painted: the fraction of i times the golden ratio. */
const painted = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, i) => from + (to - from) * (((i + 1) * 0.6180339887498949) % 1));

describe("plain steps, checked, give the bits of fused ones", () => {
  test.each([
    [2 ** -40, 1],
    [0.9, 1.1],
    [0.9999, 1.0001],
    [1, 2 ** 40],
    [2 ** -1022, 2 ** -1000],
  ])("log from %f to %f", (from, to) => {
    expect(painted(100_000, from, to).filter((x) => log64(x) !== log64Fused(x))).toEqual([]);
  });
  test.each([
    [-1e-3, 1e-3],
    [-0.9, 0.9],
    [0, 2 * Math.PI],
    [-50, 50],
    [-1e8, 1e8],
    [-(2 ** -26), 2 ** -26],
  ])("sin and cos from %f to %f", (from, to) => {
    const fused = { sin: 0, cos: 0 };
    const wrong = painted(100_000, from, to).filter((x) => {
      sincos64(x, turned);
      sincos64Fused(x, fused);
      return turned.sin !== fused.sin || turned.cos !== fused.cos;
    });
    expect(wrong).toEqual([]);
  });
  test("multiples of a quarter of π, where one of them nearly vanishes", () => {
    const fused = { sin: 0, cos: 0 };
    for (let k = -400; k <= 400; k++) {
      for (const x of [(k * Math.PI) / 4, (k * Math.PI) / 4 + 1e-9, k / 128]) {
        sincos64(x, turned);
        sincos64Fused(x, fused);
        expect([x, turned.sin, turned.cos]).toEqual([x, fused.sin, fused.cos]);
      }
    }
  });
});
