import { describe, expect, it } from "vitest";
import { add, clip, concat, gradients, maximum, mul, noGrad, relu, sigmoid, slice, square, sub, sum, tensor } from "./index.ts";

const weight = (values: number[]) => tensor(values, { dtype: "float64", requiresGrad: true });
const values = (one: { data: ArrayLike<number> } | null) => Array.from(one?.data ?? []);

describe("backward", () => {
  it("adds up over calls, and over uses", () => {
    const w = weight([1, 2]);
    sum(square(w)).backward();
    sum(mul(w, 3)).backward();
    expect(values(w.grad)).toEqual([5, 7]);
    w.grad = null;
    sum(add(w, w)).backward();
    expect(values(w.grad)).toEqual([2, 2]);
  });

  it("takes a seed, and leaves it as it is", () => {
    const w = weight([1, 2]);
    const seed = tensor([10, 100], { dtype: "float64" });
    square(w).backward(seed);
    expect([values(w.grad), values(seed)]).toEqual([
      [20, 400],
      [10, 100],
    ]);
  });

  it("stops at what was detached", () => {
    const w = weight([3]);
    sum(mul(w, square(w).detach())).backward();
    expect(values(w.grad)).toEqual([9]);
  });

  it("reaches only what wants a gradient", () => {
    const [a, b] = [weight([2]), tensor([5], { dtype: "float64" })];
    sum(mul(a, b)).backward();
    expect([values(a.grad), b.grad]).toEqual([[5], null]);
    a.requiresGrad = false;
    expect(mul(a, b).requiresGrad).toBe(false);
  });

  it("refuses to go through a part that was let go", () => {
    const middle = square(weight([2]));
    sum(middle).backward();
    expect(() => sum(mul(middle, 2)).backward()).toThrow("no-graph");
  });

  it("runs through chains of a hundred thousand", () => {
    const w = weight([1]);
    let x = mul(w, 1);
    for (let k = 0; k < 100_000; k++) x = add(x, w);
    x.backward();
    expect(values(w.grad)).toEqual([100_001]);
  });
});

describe("gradients", () => {
  it("touches no grad, gives those of results too, and zeros where there is no way", () => {
    const [w, far] = [weight([1, 2]), weight([7])];
    const middle = square(w);
    const [ofW, ofMiddle, ofFar] = gradients(sum(mul(middle, add(middle, 1))), [w, middle, far]);
    expect([values(ofW), values(ofMiddle), values(ofFar), w.grad]).toEqual([[6, 36], [3, 9], [0], null]);
  });

  it("gives each its own array", () => {
    const [a, b] = [weight([1, 2]), weight([3, 4])];
    const [ofA, ofB] = gradients(sum(add(a, b)), [a, b]);
    ofA.data[0] = 100;
    expect(values(ofB)).toEqual([1, 1]);
  });

  it("keeps the gradients of a step apart from those of the next", () => {
    const w = tensor(new Float32Array(600).fill(2), { requiresGrad: true });
    const step = () => gradients(sum(mul(sigmoid(concat([slice(w, 0, 0, 300), slice(w, 0, 300)])), square(w))), [w])[0];
    const first = step();
    const copy = first.data.slice();
    step();
    expect(first.data).toEqual(copy);
  });
});

it("remembers nothing within noGrad, and goes on remembering after an error in it", () => {
  const w = weight([1]);
  expect(noGrad(() => square(w)).requiresGrad).toBe(false);
  expect(() =>
    noGrad(() => {
      throw new Error("stop");
    }),
  ).toThrow("stop");
  expect(square(w).requiresGrad).toBe(true);
});

/** Slopes at kinks, as the frameworks have them. */
it.each([
  ["relu at 0", (x: ReturnType<typeof weight>) => relu(x), 0, 0],
  ["clip at its end", (x: ReturnType<typeof weight>) => clip(x, -1, 1), 1, 1],
  ["maximum of equals", (x: ReturnType<typeof weight>) => maximum(x, 2), 2, 0.5],
  ["a number less a tensor", (x: ReturnType<typeof weight>) => sub(2, x), 5, -1],
])("%s", (_, run, at, slope) => {
  const w = weight([at]);
  sum(run(w)).backward();
  expect(values(w.grad)).toEqual([slope]);
});
