import { binaryFunctions, unaryFunctions } from "./functions.ts";
import type { Twin } from "./twin.ts";

/** Computes y = f(x). */
export const unary: Twin<"unary"> = (kind, n, x, y) => {
  const { at } = unaryFunctions[kind];
  for (let i = 0; i < n; i++) y[i] = at(x[i]);
};

/** Computes dx = dy·f′(x). */
export const unaryGradient: Twin<"unaryGradient"> = (kind, n, x, y, dy, dx) => {
  const { slope } = unaryFunctions[kind];
  for (let i = 0; i < n; i++) dx[i] = dy[i] * slope(x[i], y[i]);
};

/** Computes out = a ∘ b. */
export const binary: Twin<"binary"> = (kind, n, a, b, out) => {
  const of = binaryFunctions[kind];
  for (let i = 0; i < n; i++) out[i] = of(a[i], b[i]);
};

/** Computes out[r,c] = a[r,c] ∘ row[c]. */
export const binaryRows: Twin<"binaryRows"> = (kind, rows, columns, a, row, out) => {
  const of = binaryFunctions[kind];
  for (let r = 0, i = 0; r < rows; r++) for (let c = 0; c < columns; c++, i++) out[i] = of(a[i], row[c]);
};

/** Computes the sum of each column. */
export const sumRows: Twin<"sumRows"> = (rows, columns, x, out, accumulate) => {
  for (let c = 0; c < columns; c++) {
    let sum = accumulate ? out[c] : 0;
    for (let r = 0; r < rows; r++) sum += x[r * columns + c];
    out[c] = sum;
  }
};

/** Gives the sum of the squares: sixteen sums, added in pairs, as the vectors do it. */
export const sumOfSquares: Twin<"sumOfSquares"> = (n, x) => {
  const sums = new Float64Array(16);
  for (let i = 0; i < n; i++) sums[i % 16] += x[i] * x[i];
  for (let half = 8; half >= 1; half /= 2) for (let l = 0; l < half; l++) sums[l] += sums[l + half];
  return sums[0];
};
