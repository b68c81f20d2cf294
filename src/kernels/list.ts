import { bulkList } from "./bulk-list.ts";

/**
 * The kernels, each once: the C prototypes, the addon's and the WebAssembly's glue and the TypeScript types are written from this
 * list by tools/kernels/generate.mjs.
 *
 * A type is `int`, `float`, `double`, `kind <table>` (a word of {@link kinds}), `workspace`, `scratch <gates>` (memory for the
 * time of the call, which the glue brings), or an array: `in`, `out` or `inout` of
 * `f32`, `f64`, `i32` or `u8`, with `?` where null may stand, or of `real`, `f32` or `f64` as the `single` beside it says.
 * `f32` is float64 on the plain twins when they are given such arrays.
 * `out` means that the whole array is written; where a kernel writes with strides it is `inout`.
 * Sizes and strides are counted in elements.
 */
export interface KernelDeclaration {
  readonly does: string;
  /** What it takes, in order. */
  readonly takes: Readonly<Record<string, string>>;
  /** Whether TypeScript hands over one object with these fields instead of so many arguments. */
  readonly named?: boolean;
  /** Whether it computes with subnormal numbers as they are: every bit is prescribed. */
  readonly exact?: boolean;
  /** Whether it is of the exact class: every bit prescribed, its twin in src/random or src/linalg. */
  readonly bulk?: boolean;
  /** Whether only the glue calls it. */
  readonly inner?: boolean;
  readonly returns?: "double";
}

/** The words that a `kind` may be; their place is the number that C sees. */
export const kinds = {
  unary: [
    "negate",
    "abs",
    "square",
    "sqrt",
    "reciprocal",
    "exp",
    "log",
    "sigmoid",
    "hardSigmoid",
    "hardSigmoidSixth",
    "tanh",
    "relu",
    "softplus",
    "softsign",
    "silu",
  ],
  binary: ["add", "subtract", "multiply", "divide", "maximum", "minimum"],
  averaging: ["towards", "sum", "squaresTowards", "squaresSum", "squaresSumFirst"],
  gate: ["sigmoid", "hardSigmoid", "hardSigmoidSixth"],
  activation: ["tanh", "relu", "linear"],
} as const;

const sizes = { T: "int", B: "int", I: "int", H: "int" };
const input = { x: "in f32", xTime: "int", xBatch: "int" };
const output = { y: "inout f32", yTime: "int", yBatch: "int" };
const weights = { Wx: "in f32", WxRow: "int", WxColumn: "int", Wh: "in f32", WhRow: "int", WhColumn: "int", order: "in i32" };
const biases = { bx: "in f32?", bh: "in f32?" };
const walk = { mask: "in u8?", maskTime: "int", maskBatch: "int", reverse: "int" };
const fromOutput = { dy: "in f32?", dyTime: "int", dyBatch: "int", dhLast: "in f32?" };
const gradients = {
  dx: "inout f32?",
  dxTime: "int",
  dxBatch: "int",
  dWx: "inout f32?",
  dWh: "inout f32?",
  dbx: "inout f32?",
  dbh: "inout f32?",
  dh0: "inout f32?",
};

export const list = {
  gemm: {
    does: "Computes C[m,n] = (accumulate ? C : 0) + A[m,k]·B[k,n]; element (r, c) of each stands at r·row + c·column.",
    takes: {
      m: "int",
      n: "int",
      k: "int",
      a: "in f32",
      aRow: "int",
      aColumn: "int",
      b: "in f32",
      bRow: "int",
      bColumn: "int",
      c: "inout f32",
      cRow: "int",
      accumulate: "int",
    },
  },
  unary: {
    does: "Computes y = f(x), element by element; x and y may be one array.",
    takes: { kind: "kind unary", n: "int", x: "in f32", y: "out f32" },
  },
  unaryGradient: {
    does: "Computes dx = dy·f′(x), given y = f(x) too; dx may be dy.",
    takes: { kind: "kind unary", n: "int", x: "in f32", y: "in f32", dy: "in f32", dx: "out f32" },
  },
  binary: {
    does: "Computes out = a ∘ b, element by element; out may be a or b.",
    takes: { kind: "kind binary", n: "int", a: "in f32", b: "in f32", out: "out f32" },
  },
  binaryRows: {
    does: "Computes out[r,c] = a[r,c] ∘ row[c].",
    takes: { kind: "kind binary", rows: "int", columns: "int", a: "in f32", row: "in f32", out: "out f32" },
  },
  sumRows: {
    does: "Computes out[c] = (accumulate ? out[c] : 0) + Σ_r x[r,c], rows in order.",
    takes: { rows: "int", columns: "int", x: "in f32", out: "inout f32", accumulate: "int" },
  },
  sumOfSquares: {
    does: "Gives Σ x² in float64, in a fixed order.",
    takes: { n: "int", x: "in f32" },
    returns: "double",
  },
  scale: {
    does: "Computes x = x·factor.",
    takes: { n: "int", factor: "float", x: "inout f32" },
    exact: true,
  },
  descend: {
    does: "Computes value = value − rate·gradient; fused: rounded once, by way of float64.",
    takes: { n: "int", rate: "float", fused: "int", gradient: "in f32", value: "inout f32" },
    exact: true,
  },
  average: {
    does: "Moves running averages: towards a + (g − a)·taken, sum kept·a + taken·g, and so for g²; fused: the last product and sum rounded once.",
    takes: { kind: "kind averaging", n: "int", kept: "float", taken: "float", fused: "int", gradient: "in f32", a: "inout f32" },
    exact: true,
  },
  adamStep: {
    does: "Computes value = value − size·m / (√squares / correction + epsilon).",
    takes: {
      n: "int",
      size: "float",
      correction: "float",
      epsilon: "float",
      m: "in f32",
      squares: "in f32",
      value: "inout f32",
    },
    exact: true,
  },
  rootStep: {
    does: "Computes value = value − rate·gradient / √(squares + epsilon), or / (√squares + epsilon) where not inside.",
    takes: {
      n: "int",
      rate: "float",
      epsilon: "float",
      inside: "int",
      gradient: "in f32",
      squares: "in f32",
      value: "inout f32",
    },
    exact: true,
  },
  softmaxCrossEntropy: {
    does: "Computes loss[r] = weights[r]·(log Σ_c exp logits[r,c] − logits[r,labels[r]]) and its gradient by the logits.",
    takes: {
      rows: "int",
      columns: "int",
      logits: "in f32",
      labels: "in i32",
      weights: "in f32?",
      loss: "out f32",
      gradient: "out f32?",
    },
  },
  recurrentScratch: {
    does: "Gives the floats of scratch that a sequence kernel of so many gates needs.",
    takes: { ...sizes, gates: "int" },
    returns: "double",
    inner: true,
  },
  lstmWorkspace: {
    does: "Gives the floats of workspace that lstmForward needs, and lstmBackward after it where training.",
    takes: { ...sizes, training: "int" },
    returns: "double",
  },
  lstmForward: {
    does: "Runs an LSTM over a sequence: gates i f g o, c = f·c + i·g, h = o·activation(c).",
    takes: {
      ...sizes,
      ...input,
      ...output,
      h0: "in f32?",
      c0: "in f32?",
      hLast: "out f32?",
      cLast: "out f32?",
      ...weights,
      ...biases,
      ...walk,
      gate: "kind gate",
      activation: "kind activation",
      forgetBias: "float",
      training: "int",
      workspace: "workspace",
      scratch: "scratch 4",
    },
    named: true,
  },
  lstmBackward: {
    does: "Runs the gradient of lstmForward, whose workspace it takes, from dy, dhLast and dcLast to whatever is not null.",
    takes: {
      ...sizes,
      ...input,
      y: "in f32",
      yTime: "int",
      yBatch: "int",
      h0: "in f32?",
      c0: "in f32?",
      ...weights,
      ...walk,
      gate: "kind gate",
      activation: "kind activation",
      ...fromOutput,
      dcLast: "in f32?",
      ...gradients,
      dc0: "inout f32?",
      accumulate: "int",
      workspace: "workspace",
      scratch: "scratch 4",
    },
    named: true,
  },
  gruWorkspace: {
    does: "Gives the floats of workspace that gruForward needs, and gruBackward after it where training.",
    takes: { ...sizes, training: "int" },
    returns: "double",
  },
  gruForward: {
    does: "Runs a GRU over a sequence: gates r z n, h = (1 − z)·n + z·h; r before or after the product h·Wh of n.",
    takes: {
      ...sizes,
      ...input,
      ...output,
      h0: "in f32?",
      hLast: "out f32?",
      ...weights,
      ...biases,
      ...walk,
      gate: "kind gate",
      activation: "kind activation",
      resetAfter: "int",
      training: "int",
      workspace: "workspace",
      scratch: "scratch 3",
    },
    named: true,
  },
  gruBackward: {
    does: "Runs the gradient of gruForward, whose workspace it takes, from dy and dhLast to whatever is not null.",
    takes: {
      ...sizes,
      ...input,
      y: "in f32",
      yTime: "int",
      yBatch: "int",
      h0: "in f32?",
      ...weights,
      ...walk,
      gate: "kind gate",
      activation: "kind activation",
      resetAfter: "int",
      ...fromOutput,
      ...gradients,
      accumulate: "int",
      workspace: "workspace",
      scratch: "scratch 3",
    },
    named: true,
  },
  rnnWorkspace: {
    does: "Gives the floats of workspace that rnnForward needs, and rnnBackward after it where training.",
    takes: { ...sizes, training: "int" },
    returns: "double",
  },
  rnnForward: {
    does: "Runs an Elman net over a sequence: h = activation(x·Wx + bx + h·Wh + bh).",
    takes: {
      ...sizes,
      ...input,
      ...output,
      h0: "in f32?",
      hLast: "out f32?",
      ...weights,
      ...biases,
      ...walk,
      activation: "kind activation",
      training: "int",
      workspace: "workspace",
      scratch: "scratch 1",
    },
    named: true,
  },
  rnnBackward: {
    does: "Runs the gradient of rnnForward, whose workspace it takes, from dy and dhLast to whatever is not null.",
    takes: {
      ...sizes,
      ...input,
      y: "in f32",
      yTime: "int",
      yBatch: "int",
      h0: "in f32?",
      ...weights,
      ...walk,
      activation: "kind activation",
      ...fromOutput,
      ...gradients,
      accumulate: "int",
      workspace: "workspace",
      scratch: "scratch 1",
    },
    named: true,
  },
  ...bulkList,
} as const satisfies Readonly<Record<string, KernelDeclaration>>;
