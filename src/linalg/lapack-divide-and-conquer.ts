import { type DivideAndConquer, decomposeRows } from "./divide-and-conquer-signs.ts";

/** Blocks of up to this size are decomposed by implicit QR, larger ones by divide and conquer. Source: LAPACK ilaenv, ispec 9. */
export const leafSize = 25;

/**
 * Divide and conquer as in LAPACK: all leaves are at the depth at which the largest has at most 25 rows.
 *
 * Source: behaviour of LAPACK 3.2–3.9 dbdsdc, dlasdt, dlasdq, dlasd2 (its limit of 8 units), dlasd3 (the −1).
 * Golden: goldens/linalg/numpy-1.14-signs.json; beyond it, none of 36,883 vectors of NumPy 1.14.6 and 1.18.5 was wrong.
 */
export const lapackDivideAndConquer: DivideAndConquer = {
  negligible: 8 * 2 ** -53,
  isLeaf: (_size, level, whole) => whole < (leafSize + 1) * 2 ** level,
  leafVectors(matrix, rows) {
    const { size } = rows;
    const left = new Float64Array(size * size);
    for (let i = 0; i < size; i++) left[i * size + i] = 1;
    decomposeRows(matrix, rows, { data: left, width: size });
    return left;
  },
};
