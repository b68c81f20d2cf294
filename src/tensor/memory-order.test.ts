/**
 * In which order axes lie in memory, against the strides that PyTorch 2.13 printed:
 *
 *     y = torch.randn(5, 3, 6).transpose(0, 1); x = torch.randn(3, 5, 6); m = torch.randn(3, 5, 1); r = torch.randn(6)
 *     w = torch.randn(4, 5, 2, 3).permute(2, 1, 3, 0)
 *     order = lambda t: [a for a, _ in sorted(enumerate(torch.empty_like(t).stride()), key=lambda p: -p[1])]
 */
import { expect, it } from "vitest";
import { add, laidByMemory, mul, reshape, slice, type Tensor, tanh, tensor, transpose, where, zeros } from "./index.ts";

const y = transpose(zeros([5, 3, 6]), [1, 0, 2]);
const x = zeros([3, 5, 6]);
const m = zeros([3, 5, 1]);
const r = zeros([6]);
const w = transpose(zeros([4, 5, 2, 3]), [2, 1, 3, 0]);

const cases: readonly (readonly [string, Tensor, readonly number[]])[] = [
  ["y", y, [1, 0, 2]],
  ["y + x", add(y, x), [1, 0, 2]],
  ["x + y", add(x, y), [0, 1, 2]],
  ["y * m", mul(y, m), [1, 0, 2]],
  ["m * y", mul(m, y), [0, 1, 2]],
  ["y + r", add(y, r), [1, 0, 2]],
  ["r + y", add(r, y), [1, 0, 2]],
  ["where(m, y, x)", where(m, y, x), [0, 1, 2]],
  ["where(y, x, y)", where(y, x, y), [1, 0, 2]],
  ["y.tanh()", tanh(y), [1, 0, 2]],
  ["y[:, 1:4]", slice(y, 1, 1, 4), [1, 0, 2]],
  ["w", w, [3, 1, 0, 2]],
  ["w * 2", mul(w, 2), [3, 1, 0, 2]],
  ["y.reshape(3, 5, 2, 3)", reshape(y, [3, 5, 2, 3]), [1, 0, 2, 3]],
  ["y.reshape(15, 6)", reshape(y, [15, 6]), [0, 1]],
  ["y.reshape(3, 30)", reshape(y, [3, 30]), [0, 1]],
  ["y.reshape(3, 1, 5, 6)", reshape(y, [3, 1, 5, 6]), [1, 2, 0, 3]],
  ["w.reshape(2, 5, 12)", reshape(w, [2, 5, 12]), [0, 1, 2]],
  ["w.reshape(2, 5, 3, 2, 2)", reshape(w, [2, 5, 3, 2, 2]), [3, 4, 1, 0, 2]],
  ["w.reshape(10, 3, 4)", reshape(w, [10, 3, 4]), [0, 1, 2]],
  ["y.permute(2, 1, 0)", transpose(y, [2, 1, 0]), [1, 2, 0]],
  ["y.permute(1, 0, 2)", transpose(y, [1, 0, 2]), [0, 1, 2]],
  ["w.permute(2, 0, 3, 1)", transpose(w, [2, 0, 3, 1]), [2, 3, 1, 0]],
];

it.each(cases)("%s lies as PyTorch's", (_, { shape, memory }, theirs) => {
  // Where an axis of length 1 stands makes no difference.
  const long = (order: readonly number[]) => order.filter((axis) => shape[axis] > 1);
  expect(long(memory ?? shape.map((_, axis) => axis))).toEqual(long(theirs));
});

it("lays out what was filled in memory", () => {
  // torch.empty_like(y) filled with 0, 1, … where it lies, .flatten()[:12]
  const filled = laidByMemory(
    Float32Array.from({ length: 90 }, (_, i) => i),
    y.shape,
    y.memory,
  );
  expect([...filled.subarray(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 18, 19, 20, 21, 22, 23]);
  expect(tensor(filled, { shape: y.shape }).memory).toBeNull();
});
