import { exp64 } from "./exp64.ts";

/** The error function, within 16 units in the last place: it only chooses between branches. */
export function erf64(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return x > 0 ? 1 : -1;
  const scale = exp64(-a * a);
  let value: number;
  if (a < 2.5) {
    // 2/√π · e^(−a²) · Σ a (2a²)^n / (1·3·5···(2n+1)): every term is positive.
    let term = a;
    let sum = a;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * a * a) / (2 * n + 1);
      sum += term;
    }
    value = 1.1283791670955126 * scale * sum;
  } else {
    // The continued fraction of erfc, from the bottom.
    let tail = a;
    for (let n = 120; n > 0; n--) tail = a + n / 2 / tail;
    value = 1 - (0.5641895835477563 * scale) / tail;
  }
  return x < 0 ? -value : value;
}
