import { expect, test } from "vitest";
import { Philox4x32 } from "./philox4x32.ts";

type Four = [number, number, number, number];

const hex = (words: Iterable<number>): string => [...words].map((word) => word.toString(16).padStart(8, "0")).join(" ");

function blocks(engine: Philox4x32, count: number): Uint32Array {
  const words = new Uint32Array(4 * count);
  engine.fill(words);
  return words;
}

/** Random123 1.14, tests/kat_vectors, philox4x32 10. */
test.each<[Four, [number, number], string]>([
  [[0, 0, 0, 0], [0, 0], "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], "408f276d 41c83b0e a20bc7c6 6d5451fd"],
  [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], "d16cfe09 94fdcceb 5001e420 24126ea1"],
])("the known answer of counter %j", (counter, key, answer) => {
  expect(hex(blocks(new Philox4x32(key, counter), 1))).toBe(answer);
});

/** Every counter from which a carry runs one word further. */
test.each<[Four, Four]>([
  [
    [0xffffffff, 1, 2, 3],
    [0, 2, 2, 3],
  ],
  [
    [0xffffffff, 0xffffffff, 2, 3],
    [0, 0, 3, 3],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 3],
    [0, 0, 0, 4],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0, 0, 0, 0],
  ],
])("after %j comes %j", (counter, next) => {
  const key: [number, number] = [5, 7];
  const after = hex(blocks(new Philox4x32(key, next), 1));
  expect(hex(blocks(new Philox4x32(key, counter), 2).subarray(4))).toBe(after);
  expect(hex(blocks(new Philox4x32(key, counter).ahead(1), 1))).toBe(after);
});

test("any stretches give the words of one fill, and leave the rest of the array", () => {
  const key: [number, number] = [0x89e74cef, 0x53939b05];
  const counter: Four = [0xfffffffb, 0, 0x8e9181c6, 0xb2ca7bfa];
  const whole = blocks(new Philox4x32(key, counter), 13);
  const parts = new Uint32Array(60).fill(1234567);
  const engine = new Philox4x32(key, counter);
  engine.fill(parts, 4, 8);
  engine.fill(parts, 8, 8);
  engine.fill(parts, 8, 40);
  engine.fill(parts, 40, 56);
  expect([...parts.subarray(4, 56)]).toEqual([...whole]);
  expect(new Set([...parts.subarray(0, 4), ...parts.subarray(56)])).toEqual(new Set([1234567]));
});

test("skips count blocks, beyond 32 bits too", () => {
  const engine = new Philox4x32([1, 2], [0xfffffff0, 0xffffffff, 9, 0]);
  engine.skip(2 ** 40 + 0x20);
  // fffffff0 + 20 carries; ffffffff + 100 + 1 carries again.
  expect(hex(blocks(engine, 1))).toBe(hex(blocks(new Philox4x32([1, 2], [0x10, 0x100, 10, 0]), 1)));
});

test("a fill by steps takes every so many blocks, through a carry", () => {
  const start = new Philox4x32([3, 4], [0xffffff00 - 9 * 256, 0xffffffff, 8, 1]);
  const stepped = new Uint32Array(4 * 23);
  start.ahead(0).fill(stepped, 0, stepped.length, 256);
  for (let k = 0; k < 23; k++) expect(hex(stepped.subarray(4 * k, 4 * k + 4))).toBe(hex(blocks(start.ahead(256 * k), 1)));
});

test("a step leaves blocks out, across a carry too", () => {
  const key: [number, number] = [3, 4];
  const counter: Four = [0xfffff000, 5, 6, 7];
  const words = new Uint32Array(4 * 37);
  const engine = new Philox4x32(key, counter);
  engine.fill(words, 0, words.length, 256);
  for (let k = 0; k < 37; k++) {
    const alone = new Philox4x32(key, counter).ahead(256 * k);
    expect(hex(words.subarray(4 * k, 4 * k + 4))).toBe(hex(blocks(alone, 1)));
  }
  expect(hex(blocks(engine, 1))).toBe(hex(blocks(new Philox4x32(key, counter).ahead(256 * 37), 1)));
});
