/* Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit. */
import type { Workspace } from "./workspace.ts";

export type Reals = Float32Array | Float64Array;
export type UnaryKind = "negate" | "abs" | "square" | "sqrt" | "reciprocal" | "exp" | "log" | "sigmoid" | "hardSigmoid" | "hardSigmoidSixth" | "tanh" | "relu" | "softplus" | "softsign" | "silu";
export type BinaryKind = "add" | "subtract" | "multiply" | "divide" | "maximum" | "minimum";
export type AveragingKind = "towards" | "sum" | "squaresTowards" | "squaresSum" | "squaresSumFirst";
export type GateKind = "sigmoid" | "hardSigmoid" | "hardSigmoidSixth";
export type ActivationKind = "tanh" | "relu" | "linear";

/** Runs an LSTM over a sequence: gates i f g o, c = f·c + i·g, h = o·activation(c). */
export interface LstmForward<A extends Reals = Float32Array> {
  T: number;
  B: number;
  I: number;
  H: number;
  x: A;
  xTime: number;
  xBatch: number;
  y: A;
  yTime: number;
  yBatch: number;
  h0: A | null;
  c0: A | null;
  hLast: A | null;
  cLast: A | null;
  Wx: A;
  WxRow: number;
  WxColumn: number;
  Wh: A;
  WhRow: number;
  WhColumn: number;
  order: Int32Array;
  bx: A | null;
  bh: A | null;
  mask: Uint8Array | null;
  maskTime: number;
  maskBatch: number;
  reverse: number;
  gate: GateKind;
  activation: ActivationKind;
  forgetBias: number;
  training: number;
  workspace: Workspace;
}

/** Runs the gradient of lstmForward, whose workspace it takes, from dy, dhLast and dcLast to whatever is not null. */
export interface LstmBackward<A extends Reals = Float32Array> {
  T: number;
  B: number;
  I: number;
  H: number;
  x: A;
  xTime: number;
  xBatch: number;
  y: A;
  yTime: number;
  yBatch: number;
  h0: A | null;
  c0: A | null;
  Wx: A;
  WxRow: number;
  WxColumn: number;
  Wh: A;
  WhRow: number;
  WhColumn: number;
  order: Int32Array;
  mask: Uint8Array | null;
  maskTime: number;
  maskBatch: number;
  reverse: number;
  gate: GateKind;
  activation: ActivationKind;
  dy: A | null;
  dyTime: number;
  dyBatch: number;
  dhLast: A | null;
  dcLast: A | null;
  dx: A | null;
  dxTime: number;
  dxBatch: number;
  dWx: A | null;
  dWh: A | null;
  dbx: A | null;
  dbh: A | null;
  dh0: A | null;
  dc0: A | null;
  accumulate: number;
  workspace: Workspace;
}

/** Runs a GRU over a sequence: gates r z n, h = (1 − z)·n + z·h; r before or after the product h·Wh of n. */
export interface GruForward<A extends Reals = Float32Array> {
  T: number;
  B: number;
  I: number;
  H: number;
  x: A;
  xTime: number;
  xBatch: number;
  y: A;
  yTime: number;
  yBatch: number;
  h0: A | null;
  hLast: A | null;
  Wx: A;
  WxRow: number;
  WxColumn: number;
  Wh: A;
  WhRow: number;
  WhColumn: number;
  order: Int32Array;
  bx: A | null;
  bh: A | null;
  mask: Uint8Array | null;
  maskTime: number;
  maskBatch: number;
  reverse: number;
  gate: GateKind;
  activation: ActivationKind;
  resetAfter: number;
  training: number;
  workspace: Workspace;
}

/** Runs the gradient of gruForward, whose workspace it takes, from dy and dhLast to whatever is not null. */
export interface GruBackward<A extends Reals = Float32Array> {
  T: number;
  B: number;
  I: number;
  H: number;
  x: A;
  xTime: number;
  xBatch: number;
  y: A;
  yTime: number;
  yBatch: number;
  h0: A | null;
  Wx: A;
  WxRow: number;
  WxColumn: number;
  Wh: A;
  WhRow: number;
  WhColumn: number;
  order: Int32Array;
  mask: Uint8Array | null;
  maskTime: number;
  maskBatch: number;
  reverse: number;
  gate: GateKind;
  activation: ActivationKind;
  resetAfter: number;
  dy: A | null;
  dyTime: number;
  dyBatch: number;
  dhLast: A | null;
  dx: A | null;
  dxTime: number;
  dxBatch: number;
  dWx: A | null;
  dWh: A | null;
  dbx: A | null;
  dbh: A | null;
  dh0: A | null;
  accumulate: number;
  workspace: Workspace;
}

/** Runs an Elman net over a sequence: h = activation(x·Wx + bx + h·Wh + bh). */
export interface RnnForward<A extends Reals = Float32Array> {
  T: number;
  B: number;
  I: number;
  H: number;
  x: A;
  xTime: number;
  xBatch: number;
  y: A;
  yTime: number;
  yBatch: number;
  h0: A | null;
  hLast: A | null;
  Wx: A;
  WxRow: number;
  WxColumn: number;
  Wh: A;
  WhRow: number;
  WhColumn: number;
  order: Int32Array;
  bx: A | null;
  bh: A | null;
  mask: Uint8Array | null;
  maskTime: number;
  maskBatch: number;
  reverse: number;
  activation: ActivationKind;
  training: number;
  workspace: Workspace;
}

/** Runs the gradient of rnnForward, whose workspace it takes, from dy and dhLast to whatever is not null. */
export interface RnnBackward<A extends Reals = Float32Array> {
  T: number;
  B: number;
  I: number;
  H: number;
  x: A;
  xTime: number;
  xBatch: number;
  y: A;
  yTime: number;
  yBatch: number;
  h0: A | null;
  Wx: A;
  WxRow: number;
  WxColumn: number;
  Wh: A;
  WhRow: number;
  WhColumn: number;
  order: Int32Array;
  mask: Uint8Array | null;
  maskTime: number;
  maskBatch: number;
  reverse: number;
  activation: ActivationKind;
  dy: A | null;
  dyTime: number;
  dyBatch: number;
  dhLast: A | null;
  dx: A | null;
  dxTime: number;
  dxBatch: number;
  dWx: A | null;
  dWh: A | null;
  dbx: A | null;
  dbh: A | null;
  dh0: A | null;
  accumulate: number;
  workspace: Workspace;
}

/** Every kernel that has a plain twin, over arrays `A` of real numbers. */
export interface KernelsOf<A extends Reals> {
  /** Computes C[m,n] = (accumulate ? C : 0) + A[m,k]·B[k,n]; element (r, c) of each stands at r·row + c·column. */
  gemm(m: number, n: number, k: number, a: A, aRow: number, aColumn: number, b: A, bRow: number, bColumn: number, c: A, cRow: number, accumulate: number): void;
  /** Computes y = f(x), element by element; x and y may be one array. */
  unary(kind: UnaryKind, n: number, x: A, y: A): void;
  /** Computes dx = dy·f′(x), given y = f(x) too; dx may be dy. */
  unaryGradient(kind: UnaryKind, n: number, x: A, y: A, dy: A, dx: A): void;
  /** Computes out = a ∘ b, element by element; out may be a or b. */
  binary(kind: BinaryKind, n: number, a: A, b: A, out: A): void;
  /** Computes out[r,c] = a[r,c] ∘ row[c]. */
  binaryRows(kind: BinaryKind, rows: number, columns: number, a: A, row: A, out: A): void;
  /** Computes out[c] = (accumulate ? out[c] : 0) + Σ_r x[r,c], rows in order. */
  sumRows(rows: number, columns: number, x: A, out: A, accumulate: number): void;
  /** Gives Σ x² in float64, in a fixed order. */
  sumOfSquares(n: number, x: A): number;
  /** Computes x = x·factor. */
  scale(n: number, factor: number, x: A): void;
  /** Computes value = value − rate·gradient; fused: rounded once, by way of float64. */
  descend(n: number, rate: number, fused: number, gradient: A, value: A): void;
  /** Moves running averages: towards a + (g − a)·taken, sum kept·a + taken·g, and so for g²; fused: the last product and sum rounded once. */
  average(kind: AveragingKind, n: number, kept: number, taken: number, fused: number, gradient: A, a: A): void;
  /** Computes value = value − size·m / (√squares / correction + epsilon). */
  adamStep(n: number, size: number, correction: number, epsilon: number, m: A, squares: A, value: A): void;
  /** Computes value = value − rate·gradient / √(squares + epsilon), or / (√squares + epsilon) where not inside. */
  rootStep(n: number, rate: number, epsilon: number, inside: number, gradient: A, squares: A, value: A): void;
  /** Computes loss[r] = weights[r]·(log Σ_c exp logits[r,c] − logits[r,labels[r]]) and its gradient by the logits. */
  softmaxCrossEntropy(rows: number, columns: number, logits: A, labels: Int32Array, weights: A | null, loss: A, gradient: A | null): void;
  /** Gives the floats of workspace that lstmForward needs, and lstmBackward after it where training. */
  lstmWorkspace(T: number, B: number, I: number, H: number, training: number): number;
  /** Runs an LSTM over a sequence: gates i f g o, c = f·c + i·g, h = o·activation(c). */
  lstmForward(call: LstmForward<A>): void;
  /** Runs the gradient of lstmForward, whose workspace it takes, from dy, dhLast and dcLast to whatever is not null. */
  lstmBackward(call: LstmBackward<A>): void;
  /** Gives the floats of workspace that gruForward needs, and gruBackward after it where training. */
  gruWorkspace(T: number, B: number, I: number, H: number, training: number): number;
  /** Runs a GRU over a sequence: gates r z n, h = (1 − z)·n + z·h; r before or after the product h·Wh of n. */
  gruForward(call: GruForward<A>): void;
  /** Runs the gradient of gruForward, whose workspace it takes, from dy and dhLast to whatever is not null. */
  gruBackward(call: GruBackward<A>): void;
  /** Gives the floats of workspace that rnnForward needs, and rnnBackward after it where training. */
  rnnWorkspace(T: number, B: number, I: number, H: number, training: number): number;
  /** Runs an Elman net over a sequence: h = activation(x·Wx + bx + h·Wh + bh). */
  rnnForward(call: RnnForward<A>): void;
  /** Runs the gradient of rnnForward, whose workspace it takes, from dy and dhLast to whatever is not null. */
  rnnBackward(call: RnnBackward<A>): void;
}

/** The exact class: its twins are src/random and src/linalg. */
export interface BulkKernels {
  /** Fills out with PyTorch's uniforms of [low, high). */
  torchUniform32(n: number, low: number, high: number, used: number, state: Int32Array, out: Float32Array): void;
  /** Fills out with PyTorch's float64 uniforms of [low, high). */
  torchUniform64(n: number, low: number, high: number, used: number, state: Int32Array, out: Float64Array): void;
  /** Fills out, 16 numbers or more, with PyTorch's normals. */
  torchNormal32(n: number, mean: number, stddev: number, used: number, state: Int32Array, out: Float32Array): void;
  /** Fills out, 16 numbers or more, with PyTorch's float64 normals. */
  torchNormal64(n: number, mean: number, stddev: number, used: number, state: Int32Array, tables: Float64Array, out: Float64Array): void;
  /** Draws what of out lies outside [low, high] anew as PyTorch's trunc_normal_ does, until nothing does; gives the words taken. */
  torchRedraw32(n: number, mean: number, stddev: number, low: number, high: number, used: number, state: Int32Array, out: Float32Array): number;
  /** Draws what of out lies outside [low, high] anew likewise, in float64; gives the words taken. */
  torchRedraw64(n: number, mean: number, stddev: number, low: number, high: number, used: number, state: Int32Array, tables: Float64Array, out: Float64Array): number;
  /** Fills out, four numbers or more, with the first of every four of PyTorch's standard normals that lies within (-2, 2). */
  torchFourTries32(n: number, used: number, state: Int32Array, out: Float32Array): void;
  /** Fills out likewise, in float64. */
  torchFourTries64(n: number, used: number, state: Int32Array, tables: Float64Array, out: Float64Array): void;
  /** Fills out with low + range·u, u of 53 bits of two words, as NumPy's RandomState and CPython do. */
  mersenneUniform(n: number, low: number, range: number, used: number, state: Int32Array, single: number, out: Reals): void;
  /** Fills out, an even count, with the normals of NumPy's RandomState; gives the words taken. */
  numpyNormal(n: number, mean: number, stddev: number, used: number, state: Int32Array, tables: Float64Array, single: number, out: Reals): number;
  /** Fills out, an even count, with CPython's normals. */
  pythonNormal(n: number, mean: number, stddev: number, used: number, state: Int32Array, tables: Float64Array, single: number, out: Reals): void;
  /** Fills out with TensorFlow's uniforms: low + range·u. */
  tensorflowUniform32(n: number, low: number, range: number, engine: Int32Array, out: Float32Array): void;
  /** Fills out with TensorFlow's float64 uniforms: low + range·u. */
  tensorflowUniform64(n: number, low: number, range: number, engine: Int32Array, out: Float64Array): void;
  /** Fills out with TensorFlow's normals, their radius in double where there are tables. */
  tensorflowNormal32(n: number, mean: number, stddev: number, engine: Int32Array, tables: Float64Array | null, out: Float32Array): void;
  /** Fills out with TensorFlow's float64 normals. */
  tensorflowNormal64(n: number, mean: number, stddev: number, engine: Int32Array, tables: Float64Array, out: Float64Array): void;
  /** Fills out with TensorFlow's normals within two deviations, their radius in double where there are tables. */
  tensorflowTruncated32(n: number, mean: number, stddev: number, engine: Int32Array, tables: Float64Array | null, out: Float32Array): void;
  /** Fills out with TensorFlow's float64 normals within two deviations. */
  tensorflowTruncated64(n: number, mean: number, stddev: number, engine: Int32Array, tables: Float64Array, out: Float64Array): void;
  /** Fills out with the uniforms of gatewise's own stream: low + range·u. */
  gatewiseUniform(n: number, low: number, range: number, engine: Int32Array, single: number, out: Reals): void;
  /** Fills out with the normals of gatewise's own stream. */
  gatewiseNormal(n: number, mean: number, stddev: number, engine: Int32Array, tables: Float64Array, single: number, out: Reals): void;
  /** Fills out with those within two deviations; gives the words taken. */
  gatewiseTruncated(n: number, mean: number, stddev: number, engine: Int32Array, tables: Float64Array, single: number, out: Reals): number;
  /** Fills out with JAX's uniforms under a key: low + range·u. */
  jaxUniform32(n: number, low: number, range: number, k0: number, k1: number, out: Float32Array): void;
  /** Fills out with mean + stddev·z, z = √2·erfinv(u) within ±most, u JAX's uniforms from low on. */
  jaxNormal32(n: number, mean: number, stddev: number, low: number, range: number, most: number, k0: number, k1: number, out: Float32Array): void;
  /** Fills out with low + range·u, u of 53 bits of NumPy's default generator. */
  pcgUniform(n: number, low: number, range: number, engine: Int32Array, single: number, out: Reals): void;
  /** Fills out with low + range·u, u of 24 bits of half a word, as the generator's float32 uniforms are; gives the words taken. */
  pcgUniform32(n: number, low: number, range: number, engine: Int32Array, out: Float32Array): number;
  /** Fills out with the normals of NumPy's default generator; gives the words taken. */
  pcgNormal(n: number, mean: number, stddev: number, engine: Int32Array, ziggurat: Float64Array, single: number, out: Reals): number;
  /** Fills out with the generator's float32 normals; gives the words taken. */
  pcgNormal32(n: number, mean: number, stddev: number, engine: Int32Array, ziggurat: Float64Array, out: Float32Array): number;
  /** Gives the floats of workspace that orthonormalColumns needs. */
  orthonormalWorkspace(rows: number, columns: number): number;
  /** Makes the columns of a [rows, columns] orthonormal, one after the other: Q of QR with R's diagonal positive. */
  orthonormalColumns(rows: number, columns: number, a: Float64Array, out: Float64Array, workspace: Workspace): void;
}

export type Kernels = KernelsOf<Float32Array>;

/** The number of each kind, as C has it. */
export const kindNumbers = {
  unary: { negate: 0, abs: 1, square: 2, sqrt: 3, reciprocal: 4, exp: 5, log: 6, sigmoid: 7, hardSigmoid: 8, hardSigmoidSixth: 9, tanh: 10, relu: 11, softplus: 12, softsign: 13, silu: 14 },
  binary: { add: 0, subtract: 1, multiply: 2, divide: 3, maximum: 4, minimum: 5 },
  averaging: { towards: 0, sum: 1, squaresTowards: 2, squaresSum: 3, squaresSumFirst: 4 },
  gate: { sigmoid: 0, hardSigmoid: 1, hardSigmoidSixth: 2 },
  activation: { tanh: 0, relu: 1, linear: 2 },
} as const;
