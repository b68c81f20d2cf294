import type { AveragingKind, KernelsOf, Reals } from "../kernels.gen.ts";

type Twin<K extends keyof KernelsOf<Reals>> = KernelsOf<Reals>[K];

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

type Round = (x: number) => number;

/** What is carried of an average, and the two factors of what is added. */
const averagings: {
  readonly [K in AveragingKind]: (a: number, g: number, kept: number, taken: number, round: Round) => readonly [number, number, number];
} = {
  towards: (a, g, _, taken, round) => [a, round(g - a), taken],
  sum: (a, g, kept, taken, round) => [round(kept * a), taken, g],
  squaresTowards: (a, g, _, taken, round) => [a, round(round(g * g) - a), taken],
  squaresSum: (a, g, kept, taken, round) => [round(kept * a), round(taken * g), g],
  squaresSumFirst: (a, g, kept, taken, round) => [round(kept * a), taken, round(g * g)],
};

/** Moves running averages. */
export const average: Twin<"average"> = (kind, n, kept, taken, fused, gradient, a) => {
  const round = roundingOf(a);
  const product = fused ? exact : round;
  for (let i = 0; i < n; i++) {
    const [carried, x, y] = averagings[kind](a[i], gradient[i], round(kept), round(taken), round);
    a[i] = carried + product(x * y);
  }
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
