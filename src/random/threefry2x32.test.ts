import { expect, test } from "vitest";
import { threefry2x32 } from "./threefry2x32.ts";

/** Random123 1.14, tests/kat_vectors, threefry2x32 20. */
test.each([
  [[0, 0], [0, 0], "6b200159 99ba4efe"],
  [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], "1cb996fc bb002be7"],
  [[0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3], "c4923a9c 483df7a0"],
])("the known answer of key %j, counter %j", ([k0, k1], [c0, c1], answer) => {
  const out = new Uint32Array(2);
  threefry2x32(k0, k1, c0, c1, 1, out);
  expect([...out].map((word) => word.toString(16).padStart(8, "0")).join(" ")).toBe(answer);
});

test("a run of counters gives what each gives alone", () => {
  const [k0, k1, c0, c1] = [0x13198a2e, 0x03707344, 7, 0xfffffff9];
  const run = new Uint32Array(16).fill(1234567);
  threefry2x32(k0, k1, c0, c1, 7, run);
  const alone = new Uint32Array(2);
  for (let i = 0; i < 7; i++) {
    threefry2x32(k0, k1, c0, c1 + i, 1, alone);
    expect([...run.subarray(2 * i, 2 * i + 2)]).toEqual([...alone]);
  }
  expect([...run.subarray(14)]).toEqual([1234567, 1234567]);
});

test("combined, a pair gives the exclusive or of its words", () => {
  const pairs = new Uint32Array(10);
  threefry2x32(0x13198a2e, 0x03707344, 7, 5, 5, pairs);
  const combined = new Uint32Array(6).fill(1234567);
  threefry2x32(0x13198a2e, 0x03707344, 7, 5, 5, combined, true);
  expect([...combined]).toEqual([0, 1, 2, 3, 4].map((i) => (pairs[2 * i] ^ pairs[2 * i + 1]) >>> 0).concat(1234567));
});
