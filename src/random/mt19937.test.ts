import { describe, expect, test } from "vitest";
import { Mt19937 } from "./mt19937.ts";

const take = (engine: Mt19937, count: number): number[] => Array.from({ length: count }, () => engine.next());

/** mt19937ar.out of Matsumoto and Nishimura for the array; C++11's [rand.predef] for the 10000th word of 5489. */
describe("published vectors", () => {
  test("init_genrand(5489)", () => {
    const engine = Mt19937.fromSeed(5489);
    expect(take(engine, 5)).toEqual([3499211612, 581869302, 3890346734, 3586334585, 545404204]);
    expect(take(engine, 9995).at(-1)).toBe(4123659995);
    expect(engine.position).toBe(10_000);
  });
  test("init_by_array({0x123, 0x234, 0x345, 0x456})", () => {
    expect(take(Mt19937.fromWords([0x123, 0x234, 0x345, 0x456]), 4)).toEqual([1067595299, 955945823, 477289528, 4107218783]);
  });
  /** torch 2.13 and NumPy 2.4: random words after manual_seed and RandomState of these seeds. */
  test.each([
    [0, [2357136044, 2546248239, 3071714933, 3626093760]],
    [42, [1608637542, 3421126067, 4083286876, 787846414]],
  ])("init_genrand(%i)", (seed, words) => {
    expect(take(Mt19937.fromSeed(seed), 4)).toEqual(words);
  });
});

test("more words than the state has", () => {
  // CPython 3.11: random.seed of a number of 700 words, word i being i·i + 1; getrandbits(32) three times.
  const words = Array.from({ length: 700 }, (_, i) => i * i + 1);
  expect(take(Mt19937.fromWords(words), 3)).toEqual([3616558421, 771229596, 3458969968]);
});

test("position and offset", () => {
  const engine = Mt19937.fromSeed(1);
  expect([engine.position, engine.offset]).toEqual([0, 0]);
  take(engine, 624);
  expect([engine.position, engine.offset]).toEqual([624, 624]);
  take(engine, 1);
  expect([engine.position, engine.offset]).toEqual([625, 1]);
});
