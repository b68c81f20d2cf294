import { expect, it } from "vitest";
import { add, embedding, gather, mul, noteRows, sum, takeRows, tensor } from "./index.ts";

const table = () =>
  tensor(
    Float32Array.from({ length: 8 }, (_, i) => (((i * 97) % 251) - 125) / 128),
    { shape: [4, 2], requiresGrad: true },
  );
const indices = tensor(Int32Array.of(2, 0, 2), { shape: [3] });
const weights = tensor([1, 2, 3, 4, 5, 6], { shape: [3, 2] });

it("gives the rows of which a table's gradient is the sum, once", () => {
  const looked = table();
  noteRows(looked);
  sum(mul(embedding(looked, indices), weights)).backward();
  expect(takeRows(looked)).toEqual({ indices: Int32Array.of(2, 0, 2), values: Float32Array.of(1, 2, 3, 4, 5, 6) });
  expect(looked.grad?.data).toEqual(Float32Array.of(3, 4, 0, 0, 6, 8, 0, 0));
  expect(takeRows(looked)).toBeNull();
});

it("joins what was looked up twice", () => {
  const looked = table();
  noteRows(looked);
  sum(add(mul(embedding(looked, indices), weights), embedding(looked, indices))).backward();
  const rows = takeRows(looked);
  expect([rows?.indices.length, rows?.values.length]).toEqual([6, 12]);
});

it("gives none where the table was used otherwise too, along another axis, or where nobody asked", () => {
  const [both, across, unasked] = [table(), table(), table()];
  for (const one of [both, across]) noteRows(one);
  add(sum(mul(embedding(both, indices), weights)), sum(both)).backward();
  sum(gather(across, tensor(Int32Array.of(1), { shape: [1] }), 1)).backward();
  sum(embedding(unasked, indices)).backward();
  expect([both, across, unasked].map(takeRows)).toEqual([null, null, null]);
});
