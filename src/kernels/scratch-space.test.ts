import { expect, it } from "vitest";
import { ScratchSpace } from "./scratch-space.ts";

it("serves every size by the largest array that was asked for", () => {
  const space = new ScratchSpace();
  const [large, small] = [space.take(5000), space.take(100)];
  expect(small.values).not.toBe(large.values);
  expect([large.floats, small.floats]).toEqual([5000, 100]);
  space.give(small);
  space.give(large);
  for (const floats of [100, 5000, 3000]) {
    const again = space.take(floats);
    expect(again.values).toBe(large.values);
    expect(again.floats).toBe(floats);
    space.give(again);
  }
  expect(space.take(6000).values?.length).toBeGreaterThanOrEqual(6016);
});
