import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { loadGolden } from "../../test/golden/load.ts";
import { erf64, exp64, log1p64, log64, sincos64 } from "./elementary64.ts";
import { log1p32 } from "./glibc-log1p.ts";

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
