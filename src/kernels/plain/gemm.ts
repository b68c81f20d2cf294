import type { KernelsOf, Reals } from "../kernels.gen.ts";

/** Computes a product of matrices, each row's sums in float64, k ascending. */
export const gemm: KernelsOf<Reals>["gemm"] = (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate) => {
  const sums = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    const start = i * cRow;
    for (let j = 0; j < n; j++) sums[j] = accumulate ? c[start + j] : 0;
    for (let p = 0; p < k; p++) {
      const factor = a[i * aRow + p * aColumn];
      for (let j = 0, at = p * bRow; j < n; j++, at += bColumn) sums[j] += factor * b[at];
    }
    for (let j = 0; j < n; j++) c[start + j] = sums[j];
  }
};
