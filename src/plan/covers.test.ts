import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { torch } from "../../src/torch.ts";
import { type Box, contains } from "../layout/index.ts";
import { Covers, firstWhere } from "./covers.ts";

const range = fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe("Covers", () => {
  it("says what asking every box says", () => {
    const boxes = fc.nat(3).chain((axes) => fc.array(fc.array(range, { minLength: axes, maxLength: axes })));
    fc.assert(
      fc.property(boxes, (list: Box[]) => {
        const covers = new Covers();
        list.forEach((box, k) => {
          expect(covers.contain(box)).toBe(list.slice(0, k).some((before) => contains(before, box)));
          covers.add(box);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("firstWhere finds the first of a tail, or the length", () => {
    for (let length = 0; length < 9; length++)
      for (let first = 0; first <= length; first++) expect(firstWhere(length, (k) => k >= first)).toBe(first);
  });
});

it("explains 20000 slices of one tensor about as fast as it draws them", { timeout: 60_000 }, () => {
  const session = torch.session({ version: "2.13", seed: 7 });
  const weight = session.Linear({ inFeatures: 2, outFeatures: 40_000 }).parameter("weight");
  const slices = 20_000;
  for (let k = 0; k < slices; k++) session.init.uniform(weight.rows(((k * 7919) % slices) * 2, ((k * 7919) % slices) * 2 + 1));
  const start = performance.now();
  const { rows } = session.explanation().parameters[0];
  expect(rows.length).toBe(2 * slices);
  // Work that grew with the square of their number took 86 s here, this 2.
  expect(performance.now() - start).toBeLessThan(20_000);
});
