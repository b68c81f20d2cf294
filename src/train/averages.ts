import type { Floats } from "../base/index.ts";
import type { Arithmetic } from "./arithmetic.ts";

/** How a running average is written: a + (x - a)·(1 - β), or β·a + (1 - β)·x. They differ in last bits. */
export type Averaging = "towards" | "sum";

/** Moves the running averages of gradients. */
export function averageGradients(averaging: Averaging, beta: number, a: Floats, gradient: Floats, arithmetic: Arithmetic): void {
  const { round, product, scalar } = arithmetic;
  const kept = round(beta);
  const taken = round(1 - scalar(beta));
  for (let i = 0; i < a.length; i++) {
    const g = gradient[i];
    if (averaging === "towards") a[i] += product(round(g - a[i]) * taken);
    else a[i] = round(kept * a[i]) + product(taken * g);
  }
}

/** Moves the running averages of squared gradients. `(taken·g)·g` or `taken·g²`: the second, where `squaredFirst`. */
export function averageSquares(
  averaging: Averaging,
  squaredFirst: boolean,
  beta: number,
  a: Floats,
  gradient: Floats,
  arithmetic: Arithmetic,
): void {
  const { round, product, scalar } = arithmetic;
  const kept = round(beta);
  const taken = round(1 - scalar(beta));
  for (let i = 0; i < a.length; i++) {
    const g = gradient[i];
    if (averaging === "towards") a[i] += product(round(round(g * g) - a[i]) * taken);
    else a[i] = round(kept * a[i]) + product(squaredFirst ? taken * round(g * g) : round(taken * g) * g);
  }
}
