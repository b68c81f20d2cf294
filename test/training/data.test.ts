/** Which numbers a batch holds, and where states are carried. */
import { expect, it } from "vitest";
import { tensor } from "../../src/tensor.ts";
import { examples, Vocabulary, windows } from "../../src/train.ts";

it("reads a sequence in order: readers side by side, each next number as the target, states carried within an epoch", () => {
  // 29 numbers: two readers of 14, three windows of 4; the last two numbers of each reader are not seen.
  const data = windows(
    Int32Array.from({ length: 29 }, (_, i) => i),
    { batch: 2, window: 4 },
  );
  expect(data.batches).toBe(3);
  const batches = [0, 1, 2].map((k) => data.batch(k));
  expect(batches.map(({ input }) => [...input.data])).toEqual([
    [0, 1, 2, 3, 14, 15, 16, 17],
    [4, 5, 6, 7, 18, 19, 20, 21],
    [8, 9, 10, 11, 22, 23, 24, 25],
  ]);
  for (const { input, target } of batches) expect([...target.data]).toEqual([...input.data].map((value) => value + 1));
  expect(batches.map(({ carried }) => carried)).toEqual([false, true, true]);
  expect(batches[0].input.shape).toEqual([2, 4]);
});

it("gives samples in order, the last batch with those that are left, each with its mask and length", () => {
  const values = (columns: number) =>
    tensor(
      Float32Array.from({ length: 5 * columns }, (_, i) => i),
      { shape: [5, columns] },
    );
  const data = examples(values(3), values(2), { batch: 2, mask: values(3), lengths: [1, 2, 3, 2, 1] });
  expect(data.batches).toBe(3);
  const last = data.batch(2);
  expect([last.input.shape, [...last.input.data]]).toEqual([
    [1, 3],
    [12, 13, 14],
  ]);
  expect([[...last.target.data], last.lengths, [...(last.mask?.data ?? [])], last.carried]).toEqual([[8, 9], [1], [12, 13, 14], undefined]);
  expect(data.batch(1).lengths).toEqual([3, 2]);
});

it("numbers characters by their code points, whole ones", () => {
  const vocabulary = Vocabulary.of("b𝄞ab\n");
  expect(vocabulary.characters).toEqual(["\n", "a", "b", "𝄞"]);
  expect([...vocabulary.encode("ab𝄞", "a text")]).toEqual([1, 2, 3]);
  expect(vocabulary.decode([3, 0, 2])).toBe("𝄞\nb");
});
