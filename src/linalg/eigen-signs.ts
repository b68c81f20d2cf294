import { bidiagonalQr } from "./bidiagonal-qr.ts";
import { bidiagonalise } from "./bidiagonalise.ts";
import { blocksOf, reflectAll } from "./block-reflector.ts";
import { transposed } from "./decompose.ts";
import { type DivideAndConquer, divideAndConquerSigns } from "./divide-and-conquer-signs.ts";
import { Matrix, twoSidedJacobi } from "./two-sided-jacobi.ts";

/** Below this number of columns Eigen takes Jacobi alone, and below this size its divide and conquer does. Source: Eigen 3.3 BDCSVD. */
const jacobiBelow = 16;

/**
 * Gives the matrix that TensorFlow up to 1.1 makes of uniforms: U of A = U·S·Vᵀ where rows > columns, else Vᵀ.
 *
 * Shapes: a and the result [rows, columns] row-major. The values are those of any decomposition; the sign of each pair
 * (u, v) is the one that Eigen 3.3's float32 divide and conquer gives, followed in float64: two-sided Jacobi below 16
 * columns; above, Householder bidiagonalisation and the signs of its joints.
 * Domain: a NaN or infinity makes everything NaN. Where two singular values are within about 1e-5 of each other, or of the
 * largest one's 1e-7, float32 itself does not know the vectors.
 * Source: behaviour of TensorFlow 1.1.0 `orthogonal_initializer` and of the Eigen headers in its wheel.
 * Golden: goldens/linalg/tf-1.1-orthogonal.json.
 */
export function orthogonalFromUniforms(a: Float64Array, rows: number, columns: number): Float64Array {
  if (!a.every(Number.isFinite)) return new Float64Array(a.length).fill(Number.NaN);
  if (columns >= jacobiBelow) return byDivideAndConquer(a, rows, columns);
  const { u, v } = twoSidedJacobi(new Matrix(rows, columns, a.slice()), false);
  return rows > columns ? u.data : v.transposed().data;
}

function byDivideAndConquer(a: Float64Array, rows: number, columns: number): Float64Array {
  // Column-major with the longer side down: a wide row-major matrix is that already, transposed.
  const wide = columns > rows;
  const [long, n] = wide ? [columns, rows] : [rows, columns];
  const work = wide ? a.slice() : transposed(a, rows, columns);
  const { d, e, left, leftScales, right, rightScales } = bidiagonalise(work, long, n);
  const torn = { d: d.slice(), e: e.slice() };
  const [ofLong, ofShort] = [identity(n), identity(n)];
  bidiagonalQr(d, e, { data: ofLong, width: n }, { data: ofShort, width: n });
  const signs = divideAndConquerSigns(torn, d, ofLong, eigenDivideAndConquer);
  // U of a tall matrix and Vᵀ of a wide one stand on the long side; of a square one Vᵀ is taken, the short side.
  const inner = rows === columns ? ofShort : ofLong;
  const vectors = new Float64Array(n * long);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) vectors[k * long + i] = signs[k] * inner[k * n + i];
  }
  const blocks = rows === columns ? blocksOf(right, n, rightScales.subarray(0, n - 1), 1) : blocksOf(left, long, leftScales, 0);
  reflectAll(blocks, vectors, long, n);
  return rows > columns ? transposed(vectors, n, long) : vectors;
}

/** Divide and conquer as in Eigen: every block of 16 and more is torn; Jacobi of [Bᵀ; the entry beyond] decomposes the others. */
const eigenDivideAndConquer: DivideAndConquer = {
  negligible: 2 ** -23,
  isLeaf: (size) => size < jacobiBelow,
  leafVectors({ d, e }, { from, size }) {
    const stacked = new Matrix(size + 1, size);
    for (let i = 0; i < size; i++) {
      stacked.set(i, i, d[from + i]);
      if (from + i < e.length) stacked.set(i + 1, i, e[from + i]);
    }
    return twoSidedJacobi(stacked, true).v.transposed().data;
  },
};

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}
