import { expect, test } from "vitest";
import { algorithms } from "./algorithms.ts";
import { streamAlgorithms } from "./stream.ts";

test("every stream has a row under its own name", () => {
  expect(Object.keys(algorithms).sort()).toEqual([...streamAlgorithms].sort());
  for (const name of streamAlgorithms) expect(algorithms[name].name).toBe(name);
});

test.each(Object.values(algorithms).map((row) => [row.name, row] as const))("%s opens at its start", (_, row) => {
  const seed = row.name === "philox-gatewise" ? [1n, 2n, 3n, 4n, 5n] : row.seeds.map((__, i) => BigInt(i + 1));
  const stream = row.open(seed);
  expect(stream.algorithm).toBe(row.name);
  expect([stream.position, row.meter().position]).toEqual([0, 0]);
  expect(row.description).toMatch(/\w/);
  const [first, again] = [new Float32Array(9), new Float32Array(9)];
  if (row.name === "mt19937-python") return;
  stream.uniform(first, -1, 1);
  row.open(seed).uniform(again, -1, 1);
  // Painted with a start that no stream draws: every element must have been filled, and equal seeds give equal numbers.
  expect(first).toEqual(again);
  expect(new Set(first).size).toBe(9);
  expect(stream.position).toBeGreaterThan(0);
});
