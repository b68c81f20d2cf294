import { describe, expect, it } from "vitest";
import { type BinaryKind, plainBackend, type UnaryKind, useBackend } from "../../src/kernels/index.ts";
import { backends } from "./backends.ts";
import { painted } from "./painted.ts";

/** Units in the last place that a function may be away from the exact value, by the polynomials' error and their roundings. */
const units: { readonly [K in UnaryKind]: number } = {
  negate: 0,
  abs: 0,
  square: 0.5,
  sqrt: 0.5,
  reciprocal: 0.5,
  exp: 2,
  log: 2,
  sigmoid: 4,
  // Near -2.5 the sum cancels: the product's rounding stands out.
  hardSigmoid: 2 ** 23,
  hardSigmoidSixth: 2 ** 23,
  tanh: 4,
  relu: 0,
  softplus: 4,
  softsign: 1.5,
  silu: 5,
};
const unaryKinds = Object.keys(units) as UnaryKind[];
const binaryKinds: readonly BinaryKind[] = ["add", "subtract", "multiply", "divide", "maximum", "minimum"];
const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  88,
  -87,
  100,
  -100,
  3e38,
  -3e38,
  1e-37,
  -1e-37,
];

/** Numbers of every size from 2^-30 to 2^6, both signs, and the special ones. */
const numbers = Float32Array.from([
  ...special,
  ...Array.from({ length: 20_000 }, (_, i) => (i % 2 ? 1 : -1) * 2 ** (-30 + (36 * ((i * 7919) % 20_000)) / 20_000)),
]);

const unit = (value: number) => 2 ** (Math.floor(Math.log2(Math.max(Math.abs(value), 2 ** -126))) - 23);

describe.each(backends)("elementwise kernels of the %s backend", (name) => {
  it.each(unaryKinds)("compute %s within its units in the last place", (kind) => {
    const { kernels } = useBackend(name);
    const got = new Float32Array(numbers.length);
    kernels.unary(kind, numbers.length, numbers, got);
    const wanted = new Float64Array(numbers.length);
    plainBackend.kernels.unary(kind, numbers.length, Float64Array.from(numbers), wanted);
    const wrong: string[] = [];
    let furthest = 0;
    for (let i = 0; i < numbers.length; i++) {
      const rounded = Math.fround(wanted[i]);
      if (Object.is(got[i], rounded) || (Number.isNaN(got[i]) && Number.isNaN(rounded))) continue;
      // Below the normal numbers a kernel may give zero; at the edge of what float32 holds either side is right.
      if (Math.abs(wanted[i]) < 2 ** -125 && Math.abs(got[i]) < 2 ** -125) continue;
      const away = Math.abs(got[i] - wanted[i]) / unit(wanted[i]);
      const near = kind.startsWith("hardSigmoid") ? Math.abs(got[i] - wanted[i]) <= 2 ** -23 : away <= units[kind];
      if (!near) wrong.push(`${kind}(${numbers[i]}) = ${got[i]}, not ${wanted[i]}: ${away} units`);
      furthest = Math.max(furthest, away);
    }
    expect(wrong.slice(0, 5), `${furthest} units`).toEqual([]);
  });

  it("compute tanh within 1.25 units where its slope 1 - tanh² needs every digit, alike for both signs", () => {
    const { kernels } = useBackend(name);
    const x = Float32Array.from({ length: 30_000 }, (_, i) => (i % 2 ? 1 : -1) * (0.56 + (9 * Math.floor(i / 2)) / 15_000));
    const got = new Float32Array(x.length);
    kernels.unary("tanh", x.length, x, got);
    const away = x.map((value, i) => Math.abs(got[i] - Math.tanh(value)) / unit(Math.tanh(value)));
    expect(Math.max(...away)).toBeLessThanOrEqual(1.25);
    expect(Math.max(...away.filter((_, i) => Math.abs(x[i]) > 2))).toBeLessThanOrEqual(0.75);
    expect(got.filter((value, i) => i % 2 === 1 && value !== -got[i - 1])).toEqual(new Float32Array(0));
  });

  it.each(unaryKinds)("give the gradient of %s", (kind) => {
    const { kernels } = useBackend(name);
    const x = numbers.filter(
      (value) => Math.abs(value) > 2 ** -20 && Math.abs(value) < 20 && (value > 0 || !["log", "sqrt"].includes(kind)),
    );
    const y = new Float32Array(x.length);
    kernels.unary(kind, x.length, x, y);
    const dy = painted(x.length, 9);
    const dx = new Float32Array(x.length);
    kernels.unaryGradient(kind, x.length, x, y, dy, dx);
    const wanted = new Float64Array(x.length);
    plainBackend.kernels.unaryGradient(kind, x.length, Float64Array.from(x), Float64Array.from(y), Float64Array.from(dy), wanted);
    const wrong: string[] = [];
    for (let i = 0; i < x.length; i++) {
      // Slopes are at most 1.1 where they are differences of such numbers; else they are products, good to their last digits.
      const bound = 8 * 2 ** -24 * Math.max(Math.abs(wanted[i]), Math.abs(dy[i]));
      if (!(Math.abs(dx[i] - wanted[i]) <= bound)) wrong.push(`${kind}′(${x[i]}): ${dx[i]}, not ${wanted[i]}`);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it.each(binaryKinds)("compute %s to the nearest float32, on every length", (kind) => {
    const { kernels } = useBackend(name);
    for (const n of [1, 3, 4, 5, 8, 16, 17, 33, 100]) {
      const [a, b] = [painted(n, 1), painted(n, 40)];
      if (n > 4) [a[2], b[3]] = [Number.NaN, Number.NaN];
      const [got, wanted, rows] = [new Float32Array(n + 1).fill(7), new Float32Array(n + 1).fill(7), new Float32Array(3 * n)];
      kernels.binary(kind, n, a, b, got.subarray(0, n));
      plainBackend.kernels.binary(kind, n, a, b, wanted);
      expect(got).toEqual(wanted);
      const three = Float32Array.from([...a, ...b, ...a]);
      kernels.binaryRows(kind, 3, n, three, b, rows);
      expect(rows.subarray(2 * n)).toEqual(wanted.subarray(0, n));
      kernels.binary(kind, n, a, b, a);
      expect(a).toEqual(wanted.subarray(0, n));
    }
  });

  it("sums rows and squares", () => {
    const { kernels } = useBackend(name);
    for (const [rows, columns] of [
      [1, 1],
      [3, 17],
      [600, 33],
    ] as const) {
      const x = painted(rows * columns, 2);
      for (const accumulate of [0, 1]) {
        const [got, wanted, size] = [
          painted(columns, 3),
          Float64Array.from(painted(columns, 3)),
          Float64Array.from(painted(columns, 3), Math.abs),
        ];
        kernels.sumRows(rows, columns, x, got, accumulate);
        plainBackend.kernels.sumRows(rows, columns, Float64Array.from(x), wanted, accumulate);
        plainBackend.kernels.sumRows(rows, columns, Float64Array.from(x, Math.abs), size, accumulate);
        expect([...wanted].filter((value, c) => Math.abs(got[c] - value) > rows * 2 ** -24 * size[c])).toEqual([]);
      }
      const exact = Float64Array.from(x).reduce((sum, value) => sum + value * value, 0);
      expect(Math.abs(kernels.sumOfSquares(x.length, x) - exact)).toBeLessThanOrEqual(x.length * 2 ** -53 * exact);
    }
  });

  it("compute the cross-entropy of a softmax and its gradient", () => {
    const { kernels } = useBackend(name);
    for (const [rows, columns] of [
      [1, 1],
      [3, 5],
      [5, 17],
      [4, 80],
    ] as const) {
      const logits = painted(rows * columns, 6).map((value) => 20 * value);
      const labels = Int32Array.from({ length: rows }, (_, r) => (r * 7) % columns);
      for (const weights of [null, painted(rows, 8)]) {
        const [loss, gradient] = [new Float32Array(rows), new Float32Array(rows * columns)];
        kernels.softmaxCrossEntropy(rows, columns, logits, labels, weights, loss, gradient);
        const [loss64, gradient64] = [new Float64Array(rows), new Float64Array(rows * columns)];
        const weights64 = weights && Float64Array.from(weights);
        plainBackend.kernels.softmaxCrossEntropy(rows, columns, Float64Array.from(logits), labels, weights64, loss64, gradient64);
        // The loss is a difference of numbers up to 40; the gradient is at most the weight, and an exponential is good to 2 units.
        for (let r = 0; r < rows; r++) expect(Math.abs(loss[r] - loss64[r])).toBeLessThanOrEqual(40 * 2 ** -23);
        for (let i = 0; i < gradient.length; i++) expect(Math.abs(gradient[i] - gradient64[i])).toBeLessThanOrEqual(8 * 2 ** -24);
        const without = new Float32Array(rows);
        kernels.softmaxCrossEntropy(rows, columns, logits, labels, weights, without, null);
        expect(without).toEqual(loss);
      }
    }
    const loss = new Float32Array(2);
    kernels.softmaxCrossEntropy(2, 3, painted(6, 1), Int32Array.of(3, -1), null, loss, null);
    expect([...loss]).toEqual([Number.NaN, Number.NaN]);
  });
});
