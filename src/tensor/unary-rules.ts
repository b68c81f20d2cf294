import { erf } from "./erf.ts";
import type { UnaryName } from "./primitive-names.ts";

/** A function of one number with up to three constants, and its slope. */
export interface UnaryRule {
  value(x: number, p: number, q: number, r: number): number;
  /** The slope at x, where the value is y. */
  slope(x: number, y: number, p: number, q: number, r: number): number;
  /** Which of the two the slope reads: the other's array is not kept. */
  readonly reads: "x" | "y";
}

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;
const rootTwoOverPi = Math.sqrt(2 / Math.PI);
const oneOverRootTwoPi = 1 / Math.sqrt(2 * Math.PI);

function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function geluTanhInner(x: number): number {
  return Math.tanh(rootTwoOverPi * (x + 0.044715 * x * x * x));
}

/** At a kink the slope is the one of PyTorch and TensorFlow: 0 for relu and the hard functions, 1 for clip. NaN stays NaN. */
export const unaryRules: { readonly [K in UnaryName]: UnaryRule } = {
  neg: { value: (x) => -x, slope: () => -1, reads: "y" },
  abs: { value: (x) => Math.abs(x), slope: (x) => Math.sign(x), reads: "x" },
  sign: { value: (x) => Math.sign(x), slope: () => 0, reads: "y" },
  square: { value: (x) => x * x, slope: (x) => 2 * x, reads: "x" },
  sqrt: { value: (x) => Math.sqrt(x), slope: (_, y) => 0.5 / y, reads: "y" },
  exp: { value: (x) => Math.exp(x), slope: (_, y) => y, reads: "y" },
  log: { value: (x) => Math.log(x), slope: (x) => 1 / x, reads: "x" },
  sigmoid: { value: sigmoid, slope: (_, y) => y * (1 - y), reads: "y" },
  tanh: { value: (x) => Math.tanh(x), slope: (_, y) => 1 - y * y, reads: "y" },
  // p: slope below, q: largest value, r: threshold.
  relu: {
    value: (x, p, q, r) => (x <= r ? (p === 0 ? 0 : p * (x - r)) : q === Number.POSITIVE_INFINITY ? x : Math.max(Math.min(x, q), 0)),
    slope: (x, _, p, q, r) => (x <= r ? p : q === Number.POSITIVE_INFINITY || (x < q && x > 0) ? 1 : 0),
    reads: "x",
  },
  elu: { value: (x, p) => (x > 0 ? x : p * Math.expm1(x)), slope: (x, _, p) => (x > 0 ? 1 : p * Math.exp(x)), reads: "x" },
  selu: {
    value: (x) => seluScale * (x > 0 ? x : seluAlpha * Math.expm1(x)),
    slope: (x) => seluScale * (x > 0 ? 1 : seluAlpha * Math.exp(x)),
    reads: "x",
  },
  celu: { value: (x, p) => (x > 0 ? x : p * Math.expm1(x / p)), slope: (x, _, p) => (x > 0 ? 1 : Math.exp(x / p)), reads: "x" },
  gelu: {
    value: (x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2)),
    slope: (x) => 0.5 * (1 + erf(x * Math.SQRT1_2)) + x * oneOverRootTwoPi * Math.exp(-0.5 * x * x),
    reads: "x",
  },
  geluTanh: {
    value: (x) => 0.5 * x * (1 + geluTanhInner(x)),
    slope: (x) => {
      const t = geluTanhInner(x);
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * rootTwoOverPi * (1 + 3 * 0.044715 * x * x);
    },
    reads: "x",
  },
  silu: {
    value: (x) => x * sigmoid(x),
    slope: (x) => {
      const s = sigmoid(x);
      return s * (1 + x * (1 - s));
    },
    reads: "x",
  },
  mish: {
    value: (x) => x * Math.tanh(softplus(x)),
    slope: (x) => {
      const t = Math.tanh(softplus(x));
      return t + x * (1 - t * t) * sigmoid(x);
    },
    reads: "x",
  },
  // p: sharpness, q: from which p·x on the function is x.
  softplus: {
    value: (x, p, q) => (p * x > q ? x : softplus(p * x) / p),
    slope: (x, _, p, q) => (p * x > q ? 1 : sigmoid(p * x)),
    reads: "x",
  },
  softsign: { value: (x) => x / (1 + Math.abs(x)), slope: (x) => 1 / (1 + Math.abs(x)) ** 2, reads: "x" },
  logSigmoid: { value: (x) => -softplus(-x), slope: (x) => sigmoid(-x), reads: "x" },
  // p: slope, q: value at 0.
  hardSigmoid: {
    value: (x, p, q) => between(p * x + q, 0, 1),
    slope: (_, y, p) => (y > 0 && y < 1 ? p : 0),
    reads: "y",
  },
  hardSilu: {
    value: (x) => x * between(x / 6 + 0.5, 0, 1),
    slope: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5),
    reads: "x",
  },
  hardTanh: { value: (x, p, q) => between(x, p, q), slope: (x, _, p, q) => (x > p && x < q ? 1 : 0), reads: "x" },
  squareplus: {
    value: (x, p) => (x + Math.sqrt(x * x + p)) / 2,
    slope: (x, _, p) => (1 + x / Math.sqrt(x * x + p)) / 2,
    reads: "x",
  },
  softShrink: {
    value: (x, p) => (x > p ? x - p : x < -p ? x + p : x * 0),
    slope: (x, _, p) => (x > p || x < -p ? 1 : 0),
    reads: "x",
  },
  hardShrink: { value: (x, p) => (x >= -p && x <= p ? 0 : x), slope: (x, _, p) => (x >= -p && x <= p ? 0 : 1), reads: "x" },
  tanhShrink: { value: (x) => x - Math.tanh(x), slope: (x) => Math.tanh(x) ** 2, reads: "x" },
  threshold: { value: (x, p, q) => (x <= p ? q : x), slope: (x, _, p) => (x <= p ? 0 : 1), reads: "x" },
  sparsePlus: {
    value: (x) => (x <= -1 ? 0 : x < 1 ? ((x + 1) * (x + 1)) / 4 : x),
    slope: (x) => (x <= -1 ? 0 : x < 1 ? (x + 1) / 2 : 1),
    reads: "x",
  },
  sparseSigmoid: { value: (x) => between((x + 1) / 2, 0, 1), slope: (x) => (x > -1 && x < 1 ? 0.5 : 0), reads: "x" },
  clip: { value: (x, p, q) => between(x, p, q), slope: (x, _, p, q) => (x >= p && x <= q ? 1 : 0), reads: "x" },
};

function between(x: number, low: number, high: number): number {
  return x < low ? low : Math.min(x, high);
}
