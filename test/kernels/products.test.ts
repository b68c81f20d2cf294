import { describe, expect, it } from "vitest";
import { plainBackend, useBackend } from "../../src/kernels/index.ts";
import { backends } from "./backends.ts";
import { painted } from "./painted.ts";

const sizes = [
  [1, 1, 1],
  [3, 5, 17],
  [5, 33, 3],
  [17, 16, 33],
  [33, 80, 5],
  [7, 65, 300],
  [13, 530, 260],
  [64, 48, 513],
] as const;
const layouts = [
  ["row-major", false, false],
  ["left transposed", true, false],
  ["right transposed", false, true],
  ["both transposed", true, true],
] as const;
const cases = sizes.flatMap(([m, n, k]) =>
  layouts.flatMap(([layout, left, right]) => [0, 1].map((add) => ({ m, n, k, layout, left, right, add }))),
);

describe.each(backends)("gemm of the %s backend", (name) => {
  it.each(cases)("$m×$k by $k×$n, $layout, accumulate $add", ({ m, n, k, left, right, add }) => {
    const { kernels } = useBackend(name);
    const [a, b, c] = [painted(m * k, 5), painted(k * n, 31), painted(m * (n + 3), 77)];
    const strides = [...(left ? [1, m] : [k, 1])] as [number, number];
    const strides2 = [...(right ? [1, k] : [n, 1])] as [number, number];
    const run = (of: (values: Float32Array) => Float64Array) => {
      const out = of(c);
      plainBackend.kernels.gemm(m, n, k, of(a), ...strides, of(b), ...strides2, out, n + 3, add);
      return out;
    };
    const wanted = run((values) => Float64Array.from(values));
    const size = run((values) => Float64Array.from(values, Math.abs));
    kernels.gemm(m, n, k, a, ...strides, b, ...strides2, c, n + 3, add);
    // Each of the k products and k + 1 sums rounds to half a unit of what it reaches at most (Higham, gamma).
    const far = [...wanted].filter((value, i) => Math.abs(c[i] - value) > (k + 2) * 2 ** -24 * size[i]);
    expect(far).toEqual([]);
    // Between the rows nothing was written.
    const before = painted(m * (n + 3), 77);
    for (let r = 0; r < m; r++) for (let j = n; j < n + 3; j++) expect(c[r * (n + 3) + j]).toBe(before[r * (n + 3) + j]);
  });
});
