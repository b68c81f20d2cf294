import { describe, expect, test } from "vitest";
import { Pcg64 } from "./pcg64.ts";
import { seedSequence } from "./seed-sequence.ts";

const hex = (engine: Pcg64): string => {
  const low = engine.next();
  return [engine.high, low].map((word) => word.toString(16).padStart(8, "0")).join("");
};

/** Printed by NumPy 2.4: SeedSequence(s).generate_state(4) and PCG64(s).random_raw(3). */
describe.each([
  {
    entropy: [0n],
    words: [0xb0f478be, 0xdb2cd7e7, 0x2c71ba49, 0xabf4641a],
    raw: ["a30febcfd9c2825f", "4510bdf882d9d721", "0a7d3da94ecde8b8"],
  },
  {
    entropy: [42n],
    words: [0xcd540ab7, 0x9f1e2e6d, 0x79fb94b6, 0xd57873dc],
    raw: ["c621fbcd16d92688", "705a5661a791ffc1", "dbcd12c26eda1624"],
  },
])("entropy $entropy", ({ entropy, words, raw }) => {
  test("SeedSequence", () => {
    expect([...seedSequence(entropy, 4)]).toEqual(words);
  });
  test("64-bit words", () => {
    const engine = new Pcg64(entropy);
    expect(raw.map(() => hex(engine))).toEqual(raw);
    expect(engine.position).toBe(3);
  });
  test("32-bit words are halves, low first, and wait for each other", () => {
    const engine = new Pcg64(entropy);
    const halves = [engine.next32()];
    expect(hex(engine)).toBe(raw[1]);
    halves.push(engine.next32());
    expect(
      halves
        .map((word) => word.toString(16).padStart(8, "0"))
        .reverse()
        .join(""),
    ).toBe(raw[0]);
    expect(engine.position).toBe(2);
  });
});

test("trailing zero words within the first four change nothing", () => {
  expect(hex(new Pcg64([42n, 0n]))).toBe(hex(new Pcg64([42n])));
  expect(hex(new Pcg64([42n, 1n]))).not.toBe(hex(new Pcg64([42n])));
});

test("a carry runs through every limb", () => {
  // 10,000 words of NumPy 2.4's PCG64(2**70 + 3), folded by exclusive or.
  const engine = new Pcg64([2n ** 70n + 3n]);
  let low = 0;
  let high = 0;
  for (let i = 0; i < 10_000; i++) {
    low ^= engine.next();
    high ^= engine.high;
  }
  expect([high >>> 0, low >>> 0]).toEqual([2124140567, 3255169927]);
});

test("a negative seed is a fault of ours", () => {
  expect(() => seedSequence([-1n], 4)).toThrow(/internal fault/);
});
