import { type Floats, type Shape, sizeOf } from "../base/index.ts";
import { broadcastShape, placesUnder } from "./broadcast.ts";
import { backendOf } from "./kernels-of.ts";
import type { Node } from "./node.ts";
import type { TensorDType } from "./numbers.ts";
import { apply, type Primitive } from "./primitive.ts";
import { badShape, checkDtypes, checkFloats, checkOptions } from "./refusals.ts";
import type { Tensor } from "./tensor.ts";

/** Which of the two is read transposed: its last two axes change places, and nothing is copied. */
interface Transposed {
  readonly a: boolean;
  readonly b: boolean;
}

/** A product of matrices, or of as many as the leading axes have. */
interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** For each product, which matrix of a and of b. null: one product. */
  readonly pairs: readonly (readonly [number, number])[] | null;
}

interface Saved extends Product {
  readonly a: Floats;
  readonly b: Floats;
  readonly dtype: TensorDType;
}

/** @internal */
export const matmulPrimitive: Primitive<Transposed, Saved> = {
  name: "matmul",
  shape([a, b], transposed) {
    checkDtypes("matmul", [a, b]);
    checkFloats("matmul", a);
    const { m, n } = sizesOf(a.shape, b.shape, transposed);
    if (b.shape.length === 2) return [...a.shape.slice(0, -2), m, n];
    return [...broadcastShape("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2)), m, n];
  },
  forward([a, b], transposed, out) {
    const { m, n, k, pairs } = productOf(a.shape, b.shape, transposed);
    const [x, y, z] = [a.data, b.data, out] as Floats[];
    const [aRow, aColumn] = transposed.a ? [1, m] : [k, 1];
    const [bRow, bColumn] = transposed.b ? [1, k] : [n, 1];
    const { gemm } = backendOf(a.dtype).kernels;
    if (pairs === null) gemm(m, n, k, x, aRow, aColumn, y, bRow, bColumn, z, n, 0);
    else {
      for (let i = 0; i < pairs.length; i++) {
        const [p, q] = [part(x, pairs[i][0], m * k), part(y, pairs[i][1], k * n)];
        gemm(m, n, k, p, aRow, aColumn, q, bRow, bColumn, part(z, i, m * n), n, 0);
      }
    }
    return { m, n, k, pairs, a: x, b: y, dtype: a.dtype };
  },
  vjp(node, gradient, saved, transposed) {
    const [a, b] = node.inputs;
    if (a !== null) addForA(a, gradient, saved, transposed);
    if (b !== null) addForB(b, gradient, saved, transposed);
  },
};

/** dA = dC·Bᵀ, or its transpose B·dCᵀ where A was read transposed. */
function addForA(input: Node, gradient: Floats, { m, n, k, pairs, b, dtype }: Saved, transposed: Transposed): void {
  const { gemm } = backendOf(dtype).kernels;
  const sum = input.sum();
  const [bRow, bColumn] = transposed.b ? [k, 1] : [1, n];
  for (let i = 0; i < (pairs?.length ?? 1); i++) {
    const dC = pairs === null ? gradient : part(gradient, i, m * n);
    const B = pairs === null ? b : part(b, pairs[i][1], k * n);
    const dA = pairs === null ? sum : part(sum, pairs[i][0], m * k);
    if (transposed.a) gemm(k, m, n, B, bColumn, bRow, dC, 1, n, dA, m, 1);
    else gemm(m, k, n, dC, n, 1, B, bRow, bColumn, dA, k, 1);
  }
}

/** dB = Aᵀ·dC, or its transpose dCᵀ·A where B was read transposed. */
function addForB(input: Node, gradient: Floats, { m, n, k, pairs, a, dtype }: Saved, transposed: Transposed): void {
  const { gemm } = backendOf(dtype).kernels;
  const sum = input.sum();
  const [aRow, aColumn] = transposed.a ? [m, 1] : [1, k];
  for (let i = 0; i < (pairs?.length ?? 1); i++) {
    const dC = pairs === null ? gradient : part(gradient, i, m * n);
    const A = pairs === null ? a : part(a, pairs[i][0], m * k);
    const dB = pairs === null ? sum : part(sum, pairs[i][1], k * n);
    if (transposed.b) gemm(n, k, m, dC, 1, n, A, aColumn, aRow, dB, k, 1);
    else gemm(k, n, m, A, aRow, aColumn, dC, n, 1, dB, n, 1);
  }
}

function part(values: Floats, index: number, size: number): Floats {
  return values.subarray(index * size, (index + 1) * size);
}

function sizesOf(a: Shape, b: Shape, transposed: Transposed): { m: number; n: number; k: number } {
  if (a.length < 2 || b.length < 2) {
    throw badShape("matmul", [a, b], "two tensors of two axes or more", "reshape a vector to a matrix of one row or one column");
  }
  const [aRows, aColumns] = [a[a.length - 2], a[a.length - 1]];
  const [bRows, bColumns] = [b[b.length - 2], b[b.length - 1]];
  const [m, k] = transposed.a ? [aColumns, aRows] : [aRows, aColumns];
  const [inner, n] = transposed.b ? [bColumns, bRows] : [bRows, bColumns];
  if (inner === k) return { m, n, k };
  throw badShape(
    "matmul",
    [a, b],
    `${transposed.b ? "columns" : "rows"} of the second equal to ${transposed.a ? "rows" : "columns"} of the first, which are ${k}, not ${inner}`,
    "look for a matrix that has to be transposed, or for weights of another width",
  );
}

function productOf(a: Shape, b: Shape, transposed: Transposed): Product {
  const { m, n, k } = sizesOf(a, b, transposed);
  const aLeading = sizeOf(a) === 0 ? sizeOf(a.slice(0, -2)) : sizeOf(a) / (m * k);
  if (b.length === 2 && (aLeading === 1 || !transposed.a)) return { m: m * aLeading, n, k, pairs: null };
  const shape = broadcastShape("matmul", a.slice(0, -2), b.slice(0, -2));
  const count = sizeOf(shape);
  const [ofA, ofB] = [placesUnder(a.slice(0, -2), shape), placesUnder(b.slice(0, -2), shape)];
  return { m, n, k, pairs: Array.from({ length: count }, (_, i) => [ofA[i], ofB[i]] as const) };
}

/**
 * Multiplies matrices, the last two axes of each; leading axes are laid over each other as in NumPy. A second matrix without leading
 * axes serves for all of the first's.
 *
 * Shapes: [..., m, k] and [..., k, n] to [..., m, n]; with `transposeA` [..., k, m], with `transposeB` [..., n, k].
 * Throws: bad-shape.
 */
export function matmul(a: Tensor, b: Tensor, options: { transposeA?: boolean; transposeB?: boolean } = {}): Tensor {
  checkOptions("matmul", options, { transposeA: "boolean", transposeB: "boolean" });
  return apply(matmulPrimitive, [a, b], { a: options.transposeA ?? false, b: options.transposeB ?? false });
}
