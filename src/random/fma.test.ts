import { describe, expect, test } from "vitest";
import { fma32, fma64 } from "./fma.ts";
import { Mt19937 } from "./mt19937.ts";

/** a·b + c in whole numbers, rounded once to `bits` bits, ties to even: IEEE 754's definition, slow and plain. */
function exact(a: number, b: number, c: number, bits: number): number {
  const [ma, ea] = parts(a);
  const [mb, eb] = parts(b);
  const [mc, ec] = parts(c);
  const low = Math.min(ea + eb, ec);
  const sum = ((ma * mb) << BigInt(ea + eb - low)) + (mc << BigInt(ec - low));
  if (sum === 0n) return 0;
  const size = sum < 0n ? -sum : sum;
  const drop = size.toString(2).length - bits;
  if (drop <= 0) return Number(sum) * 2 ** low;
  const unit = 1n << BigInt(drop);
  const rest = size % unit;
  let kept = size / unit;
  if (2n * rest > unit || (2n * rest === unit && kept % 2n === 1n)) kept += 1n;
  return Number(sum < 0n ? -kept : kept) * 2 ** (low + drop);
}

/** A double as a whole number and a power of two. */
function parts(x: number): [bigint, number] {
  let exponent = 0;
  let m = x;
  while (!Number.isInteger(m)) {
    m *= 2;
    exponent--;
  }
  return [BigInt(m), exponent];
}

const engine = Mt19937.fromSeed(3);
/** Mantissas that are often short or full of ones, so that sums lie on and beside midpoints. */
function painted(bits: number): number {
  const word = engine.next();
  let m = (word >>> 0) * 2 ** 21 + (engine.next() >>> 11);
  const shape = word % 4;
  if (shape === 1) m = 2 ** 52 + 2 ** (engine.next() % 52);
  if (shape === 2) m = 2 ** 53 - 2 ** (engine.next() % 52);
  m = Math.floor(m / 2 ** (53 - bits)) + 1;
  return (engine.next() & 1 ? -m : m) * 2 ** ((engine.next() % 16) - bits - 8);
}

describe.each([
  { name: "fma32", bits: 24, fma: fma32, round: Math.fround },
  { name: "fma64", bits: 53, fma: fma64, round: (x: number) => x },
])("$name", ({ bits, fma, round }) => {
  const unit = 2 ** (1 - bits);

  test("rounds once: painted mantissas", () => {
    for (let i = 0; i < 20_000; i++) {
      const a = round(painted(bits));
      const b = round(painted(bits));
      // A third of the addends are as small or as large beside the product as one rounding step.
      const c = i % 3 === 0 ? round(a * b * 2 ** ((i % (2 * bits + 4)) - bits - 2)) : round(painted(bits));
      const want = exact(a, b, c, bits);
      if (fma(a, b, c) !== want) expect([a, b, c, fma(a, b, c)]).toEqual([a, b, c, want]);
    }
  });

  test("rounds once: hairs beside midpoints", () => {
    let twice = 0;
    for (let i = 0; i < 4000; i++) {
      // a·b is half a unit of c less k² 2^-46 (or 2^-104) of it: too little for the sum to show.
      const k = (i % 200) + 1;
      const a = 1 + k * unit;
      const b = (((i & 1) === 0 ? 1 - k * unit : -1 + k * unit) * unit) / 2;
      const c = (1 + ((i * 97) % 1024) * unit) * ((i & 2) === 0 ? 1 : -1);
      const want = exact(a, b, c, bits);
      if (fma(a, b, c) !== want) expect([a, b, c, fma(a, b, c)]).toEqual([a, b, c, want]);
      if (round(a * b + c) !== want) twice++;
    }
    // The painting must make plain arithmetic fail.
    expect(twice).toBeGreaterThan(500);
  });

  test("a midpoint is decided by what the first sum drops", () => {
    // Between 1 and 1 + unit, a hair above and below the middle.
    const half = unit / 2;
    const hair = 2 ** -80;
    const factor = 2 ** -40;
    expect(fma(factor, factor, 1)).toBe(1);
    expect(fma(1 + unit, half, 1)).toBe(1 + unit);
    expect(fma(1 - unit / 2, half, 1)).toBe(1);
    expect(fma(1, half, 1)).toBe(1);
    expect(fma(1, half, 1 + unit)).toBe(1 + 2 * unit);
    expect(fma(-hair, 1, 1)).toBe(1);
  });
});

test("fma32 rounds once below the normal numbers", () => {
  const least = 2 ** -149;
  // Half of the least number, less a hair that the sum with the large addend drops.
  const [a, b] = [(1 + 2 ** -23) * 2 ** -75, (1 - 2 ** -23) * 2 ** -75];
  expect(Math.fround(a * b + 1001 * least)).toBe(1002 * least);
  expect(fma32(a, b, 1001 * least)).toBe(1001 * least);
  expect(fma32(a, -b, -1001 * least)).toBe(-1001 * least);
  expect(fma32(a, 2 ** -75, 1001 * least)).toBe(1002 * least);
});
