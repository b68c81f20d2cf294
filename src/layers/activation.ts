import { GatewiseError, show, unknownName } from "../base/index.ts";
import { activations } from "../cells/index.ts";
import {
  abs,
  celu,
  elu,
  hardShrink,
  hardTanh,
  leakyRelu,
  logSoftmax,
  mul,
  relu,
  sigmoid,
  softmax,
  softplus,
  softShrink,
  sparsePlus,
  sparseSigmoid,
  split,
  squareplus,
  type Tensor,
  tanhShrink,
  threshold,
} from "../tensor/index.ts";
import { sparsemaxOfSums } from "./sparsemax-of-sums.ts";

/** Functions that need no constant. */
const plain = {
  ...activations,
  abs,
  tanhShrink,
  sparsePlus,
  sparseSigmoid,
  squareplus: (x: Tensor) => squareplus(x),
  sparsemaxOfSums,
  /** The first half of the features, each times the sigmoid of its place in the second. */
  glu: (x: Tensor) => gatedHalf(x, -1),
} as const;

function gatedHalf(x: Tensor, axis: number): Tensor {
  const [values, gates] = split(x, 2, axis);
  return mul(values, sigmoid(gates));
}

export type PlainActivation = keyof typeof plain;

/** The constants of functions that have some. */
export interface Constants {
  readonly elu: { readonly alpha: number };
  readonly celu: { readonly alpha: number };
  readonly leakyRelu: { readonly slope: number };
  /** max null: none. */
  readonly boundedRelu: { readonly slope: number; readonly max: number | null; readonly threshold: number };
  readonly boundedTanh: { readonly low: number; readonly high: number };
  readonly softplusSharp: { readonly sharpness: number; readonly linearAbove: number };
  readonly softShrink: { readonly limit: number };
  readonly hardShrink: { readonly limit: number };
  readonly threshold: { readonly limit: number; readonly value: number };
  /** softmax along another axis than the last. */
  readonly softmaxAlong: { readonly axis: number };
  readonly logSoftmaxAlong: { readonly axis: number };
  /** glu along another axis than the last. */
  readonly gluAlong: { readonly axis: number };
}

/** A function of each number (softmax and its kin: along the last axis) by name, with constants where it has some. */
export type ActivationDefinition =
  | PlainActivation
  | { readonly [K in keyof Constants]: { readonly name: K } & Constants[K] }[keyof Constants];

const withConstants: { readonly [K in keyof Constants]: (x: Tensor, constants: Constants[K]) => Tensor } = {
  elu: (x, { alpha }) => elu(x, alpha),
  celu: (x, { alpha }) => celu(x, alpha),
  leakyRelu: (x, { slope }) => leakyRelu(x, slope),
  boundedRelu: (x, { slope, max, threshold }) => relu(x, { slope, max: max ?? Number.POSITIVE_INFINITY, threshold }),
  boundedTanh: (x, { low, high }) => hardTanh(x, low, high),
  softplusSharp: (x, { sharpness, linearAbove }) => softplus(x, { sharpness, linearAbove }),
  softShrink: (x, { limit }) => softShrink(x, limit),
  hardShrink: (x, { limit }) => hardShrink(x, limit),
  threshold: (x, { limit, value }) => threshold(x, limit, value),
  softmaxAlong: (x, { axis }) => softmax(x, axis),
  logSoftmaxAlong: (x, { axis }) => logSoftmax(x, axis),
  gluAlong: (x, { axis }) => gatedHalf(x, axis),
};

/** Gives the function that a definition names. Throws: unknown-rule. */
export function activationOf(definition: ActivationDefinition, where: string): (x: Tensor) => Tensor {
  if (typeof definition === "string") {
    if (Object.hasOwn(plain, definition)) return plain[definition];
    throw unknownName("unknown-rule", `${where}, activation`, definition, activationNames);
  }
  const named = withConstants[definition.name] as ((x: Tensor, constants: unknown) => Tensor) | undefined;
  if (named !== undefined) return (x) => named(x, definition);
  throw new GatewiseError("unknown-rule", {
    where: `${where}, activation`,
    received: show(definition),
    expected: `one of ${Object.keys(withConstants).join(", ")} with constants`,
    fix: "name one of them",
  });
}

const activationNames = Object.keys(plain);
