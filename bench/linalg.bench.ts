/*
 * Run with `npx vitest bench bench/linalg.bench.ts`. Processor time of compiled modules (AMD EPYC, one core, Node 20), in ms:
 *
 *                                   64×64  256×256  1024×256  1024×1024  1024×4096
 *   orthonormal columns               0.5       16        76        737       3900 (4096×1024)
 *   singular values                   0.8       19        68        885       3020
 *   singular vectors, LAPACK's signs  2.6       59       173
 *   singular vectors, Eigen's signs   4.7       83       216
 *   PyTorch 2.13 orthogonal_, float32, one thread
 *                                     0.1      1.7       7.7         76        305 (4096×1024)
 *
 * What helped: reflections in blocks of 32 as I − V·T·Vᵀ (2500 ms became 740 at 1024×1024); products of four columns by two,
 * eight sums in registers; the bidiagonalisation's update put off into the pass that forms the next step's products.
 */
import { bench, describe } from "vitest";
import { orthogonalFromUniforms, orthonormalColumns, singularValues, singularVectors } from "../src/linalg/index.ts";

/** Nearly normal: sums of six uniforms. What the numbers are does not change the times, as long as no value is negligible. */
function noise(length: number): Float64Array {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Float64Array.from({ length }, () => next() + next() + next() - next() - next() - next());
}

const shapes = [
  [64, 64],
  [256, 256],
  [1024, 256],
  [1024, 1024],
];
const few = { iterations: 2, warmupIterations: 1, time: 0, warmupTime: 0 };

describe.each(shapes)("%i×%i", (rows, columns) => {
  const a = noise(rows * columns);
  bench("orthonormal columns", () => void orthonormalColumns(a, rows, columns), few);
  bench("singular values", () => void singularValues(a, rows, columns), few);
  if (columns > 256) return;
  bench("singular vectors, LAPACK's signs", () => void singularVectors(a, rows, columns), few);
  bench("singular vectors, Eigen's signs", () => void orthogonalFromUniforms(a, rows, columns), few);
});

describe("1024×4096, a whole LSTM of 1024 units", () => {
  const a = noise(1024 * 4096);
  bench("singular values", () => void singularValues(a, 1024, 4096), { ...few, iterations: 1, warmupIterations: 0 });
});
