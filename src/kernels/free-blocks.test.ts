import { describe, expect, it } from "vitest";
import { FreeBlocks } from "./free-blocks.ts";

const still = (): void => {};

describe("FreeBlocks", () => {
  it("lends whole lines of 64 bytes that do not overlap", () => {
    const blocks = new FreeBlocks(100);
    expect([blocks.take(1, still), blocks.take(65, still), blocks.take(64, still)]).toEqual([128, 192, 320]);
    expect(blocks.end).toBe(384);
  });

  it("joins what is given back, in any order, and lends it again", () => {
    const blocks = new FreeBlocks(0);
    const [a, b, c] = [blocks.take(64, still), blocks.take(64, still), blocks.take(64, still)];
    blocks.take(64, still);
    blocks.give(a);
    blocks.give(c);
    blocks.give(b);
    expect(blocks.take(192, still)).toBe(a);
    expect(blocks.end).toBe(256);
  });

  it("takes the smallest block that holds it, and leaves the rest", () => {
    const blocks = new FreeBlocks(0);
    const large = blocks.take(640, still);
    blocks.take(64, still);
    const small = blocks.take(128, still);
    blocks.take(64, still);
    blocks.give(large);
    blocks.give(small);
    expect(blocks.take(100, still)).toBe(small);
    expect(blocks.take(128, still)).toBe(large);
    expect(blocks.take(512, still)).toBe(large + 128);
  });

  it("moves the end by what the last free block lacks, after the memory has grown", () => {
    const blocks = new FreeBlocks(0);
    blocks.take(64, still);
    blocks.give(blocks.take(64, still));
    const ends: number[] = [];
    expect(blocks.take(256, (end) => ends.push(end))).toBe(64);
    expect(ends).toEqual([320]);
    expect(blocks.end).toBe(320);
  });

  it("stays as it was where the memory does not grow", () => {
    const blocks = new FreeBlocks(0);
    blocks.give(blocks.take(64, still));
    expect(() =>
      blocks.take(128, () => {
        throw new RangeError("no more memory");
      }),
    ).toThrow("no more memory");
    expect(blocks.end).toBe(64);
    expect(blocks.take(64, still)).toBe(0);
  });

  it("needs no more for sequences of changing length than for the longest", () => {
    const blocks = new FreeBlocks(0);
    for (let step = 0; step < 1000; step++) {
      const size = 64 * (1 + ((step * 97) % 251));
      const lent = [blocks.take(size, still), blocks.take(2 * size, still)];
      for (const address of lent) blocks.give(address);
    }
    expect(blocks.end).toBe(64 * 251 * 3);
  });

  it("passes over what is not lent", () => {
    const blocks = new FreeBlocks(0);
    const address = blocks.take(64, still);
    blocks.give(address);
    blocks.give(address);
    blocks.give(4096);
    expect([blocks.take(64, still), blocks.take(64, still)]).toEqual([0, 64]);
  });
});
