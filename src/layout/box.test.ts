import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gateBlocks } from "./block.ts";
import { type Box, contains, intersect, readBox, shapeOfBox, showBox, sliceBox, wholeBox, writeBox } from "./box.ts";

const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 0, maxLength: 4 });
const boxed = shapes.chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc.tuple(
      ...shape.map((d) => fc.tuple(fc.nat(d), fc.nat(d)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)),
    ) as fc.Arbitrary<Box>,
  ),
);
const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

describe("boxes", () => {
  it("write then read is the identity, and touches nothing else", () => {
    fc.assert(
      fc.property(boxed, ([shape, box]) => {
        const tensor = Float64Array.from({ length: size(shape) }, () => -1);
        const values = Float64Array.from({ length: size(shapeOfBox(box)) }, (_, i) => i);
        writeBox(tensor, shape, box, values);
        expect(Array.from(readBox(tensor, shape, box))).toEqual(Array.from(values));
        expect(tensor.filter((x) => x !== -1).length).toBe(values.length);
      }),
    );
  });

  it("a common part lies in both", () => {
    fc.assert(
      fc.property(boxed, ([shape, box]) => {
        const whole = wholeBox(shape);
        const common = intersect(whole, box);
        if (common === null) expect(box.some(([from, to]) => from >= to) || shape.includes(0)).toBe(true);
        else expect(contains(whole, common) && contains(box, common)).toBe(true);
      }),
    );
  });

  it("shows as people index", () => {
    expect(
      showBox(
        [
          [8, 16],
          [0, 5],
        ],
        [32, 5],
      ),
    ).toBe("[8:16, :]");
    expect(sliceBox([32, 5], 0, 8, 16)).toEqual([
      [8, 16],
      [0, 5],
    ]);
  });
});

describe("gateBlocks", () => {
  it("cuts columns of a row of a bias, and covers the tensor once", () => {
    const shape = [2, 9];
    const rows = [0, 1].flatMap((k) =>
      gateBlocks({
        owner: "gru#0.forward",
        role: k === 0 ? "bx" : "bh",
        gates: ["z", "r", "n"],
        shape,
        axis: 1,
        within: [
          [k, k + 1],
          [0, 9],
        ],
      }),
    );
    const covered = new Float64Array(18);
    for (const { box } of rows) writeBox(covered, shape, box, readBox(covered, shape, box).map((x) => x + 1) as Float64Array);
    expect(Array.from(covered)).toEqual(new Array(18).fill(1));
    expect(rows.map(({ role, gate }) => `${role} ${gate}`)).toEqual(["bx z", "bx r", "bx n", "bh z", "bh r", "bh n"]);
    expect(rows[4].box).toEqual([
      [1, 2],
      [3, 6],
    ]);
  });
});
