const twoOverRootPi = 1.1283791670955126;
const oneOverRootPi = 0.5641895835477563;

/** Gives the error function in float64, within 1e-15. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 6)) return Number.isNaN(x) ? x : Math.sign(x);
  const value = a < 2.5 ? series(a) : 1 - fraction(a);
  return x < 0 ? -value : value;
}

/** 2/√π · e^(−a²) · Σ a (2a²)^n / (1·3·5···(2n+1)): every term is positive. */
function series(a: number): number {
  const square = 2 * a * a;
  let term = a;
  let sum = a;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= square / (2 * n + 1);
    sum += term;
  }
  return twoOverRootPi * Math.exp(-a * a) * sum;
}

/** The complement by its continued fraction, from the bottom. */
function fraction(a: number): number {
  let tail = a;
  for (let n = 60; n > 0; n--) tail = a + n / 2 / tail;
  return (oneOverRootPi * Math.exp(-a * a)) / tail;
}
