import type { Floats } from "../base/index.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { stepKernels } from "./step-kernels.ts";

/** How a running average is written: a + (x - a)·(1 - β), or β·a + (1 - β)·x. They differ in last bits. */
export type Averaging = "towards" | "sum";

/** Moves the running averages of gradients. */
export function averageGradients(averaging: Averaging, beta: number, a: Floats, gradient: Floats, arithmetic: Arithmetic): void {
  const { round, scalar, fused } = arithmetic;
  stepKernels(a).average(averaging, a.length, round(beta), round(1 - scalar(beta)), Number(fused), gradient, a);
}

/** Moves the running averages of squared gradients, or of what stands for them. `(taken·g)·g` or `taken·g²`: the second, where `squaredFirst`. */
export function averageSquares(
  averaging: Averaging,
  squaredFirst: boolean,
  beta: number,
  a: Floats,
  gradient: Floats,
  arithmetic: Arithmetic,
  squares: Floats | null,
): void {
  if (squares !== null) {
    averageGradients(averaging, beta, a, squares, arithmetic);
    return;
  }
  const { round, scalar, fused } = arithmetic;
  const kind = averaging === "towards" ? "squaresTowards" : squaredFirst ? "squaresSumFirst" : "squaresSum";
  stepKernels(a).average(kind, a.length, round(beta), round(1 - scalar(beta)), Number(fused), gradient, a);
}
