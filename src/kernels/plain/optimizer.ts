import type { AveragingKind, Reals } from "../kernels.gen.ts";
import type { Twin } from "./twin.ts";

const exact = (x: number): number => x;

/** How every operation on an array rounds: to its dtype. */
const roundingOf = (array: Reals): ((x: number) => number) => (array instanceof Float32Array ? Math.fround : exact);

/** Computes x = x·factor. */
export const scale: Twin<"scale"> = (n, factor, x) => {
  const by = roundingOf(x)(factor);
  for (let i = 0; i < n; i++) x[i] *= by;
};

/** Computes value = value − rate·gradient. */
export const descend: Twin<"descend"> = (n, rate, fused, gradient, value) => {
  const round = roundingOf(value);
  const product = fused ? exact : round;
  const by = round(rate);
  for (let i = 0; i < n; i++) value[i] -= product(by * gradient[i]);
};

/** Moves running averages. Its loops are apart so that each is compiled for itself. */
export const average: Twin<"average"> = (kind, n, kept, taken, fused, gradient, a) => {
  const round = roundingOf(a);
  averages[kind](n, round(kept), round(taken), round, fused ? exact : round, gradient, a);
};

type Round = (x: number) => number;

const averages: {
  readonly [K in AveragingKind]: (n: number, kept: number, taken: number, round: Round, product: Round, gradient: Reals, a: Reals) => void;
} = {
  towards(n, _, taken, round, product, gradient, a) {
    for (let i = 0; i < n; i++) a[i] += product(round(gradient[i] - a[i]) * taken);
  },
  sum(n, kept, taken, round, product, gradient, a) {
    for (let i = 0; i < n; i++) a[i] = round(kept * a[i]) + product(taken * gradient[i]);
  },
  squaresTowards(n, _, taken, round, product, gradient, a) {
    for (let i = 0; i < n; i++) a[i] += product(round(round(gradient[i] * gradient[i]) - a[i]) * taken);
  },
  squaresSum(n, kept, taken, round, product, gradient, a) {
    for (let i = 0; i < n; i++) a[i] = round(kept * a[i]) + product(round(taken * gradient[i]) * gradient[i]);
  },
  squaresSumFirst(n, kept, taken, round, product, gradient, a) {
    for (let i = 0; i < n; i++) a[i] = round(kept * a[i]) + product(taken * round(gradient[i] * gradient[i]));
  },
};

/** Computes value = value − size·m / (√squares / correction + epsilon). */
export const adamStep: Twin<"adamStep"> = (n, size, correction, epsilon, m, squares, value) => {
  const round = roundingOf(value);
  const [by, divisor, small] = [round(size), round(correction), round(epsilon)];
  for (let i = 0; i < n; i++) {
    const root = round(round(round(Math.sqrt(squares[i])) / divisor) + small);
    value[i] -= round(round(by * m[i]) / root);
  }
};

/** Computes value = value − rate·gradient / root. */
export const rootStep: Twin<"rootStep"> = (n, rate, epsilon, inside, gradient, squares, value) => {
  const round = roundingOf(value);
  const [by, small] = [round(rate), round(epsilon)];
  for (let i = 0; i < n; i++) {
    const root = inside ? round(Math.sqrt(round(squares[i] + small))) : round(round(Math.sqrt(squares[i])) + small);
    value[i] -= round(round(by * gradient[i]) / root);
  }
};
