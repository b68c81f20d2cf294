/**
 * Multiplies and adds float32 numbers with one rounding, in plain doubles.
 * The product of two float32 numbers is exact in a double, so only the sum can round before the final rounding to
 * float32; that first rounding matters only where it lands exactly midway between two float32 numbers.
 * Equation: round32(a·b + c).
 * Domain: float32 arguments, |a·b + c| below 2^128 − 2^103.
 */
export function fma32(a: number, b: number, c: number): number {
  const p = a * b;
  const s = p + c;
  const r = Math.fround(s);
  const d = s - r;
  // Midway, the other neighbour of s is as far from it as r; elsewhere r + 2d is no float32.
  const other = r + 2 * d;
  if (d === 0 || Math.fround(other) !== other) return r;
  const e = sumError(p, c, s);
  if (e === 0) return r;
  return e > 0 === d > 0 ? other : r;
}

/**
 * Multiplies and adds float64 numbers with one rounding.
 * Equation: round64(a·b + c).
 * Domain: factors below 2^996 and products above 2^-969 in magnitude or zero, so that no partial product over- or underflows.
 */
export function fma64(a: number, b: number, c: number): number {
  const p = a * b;
  const pLow = productError(a, b, p);
  const s = p + c;
  const sLow = sumError(p, c, s);
  const v = pLow + sLow;
  const r = s + v;
  const d = v - (r - s);
  // As in fma32: the value is r + d and what v rounded off, which decides only where d is half a unit of r.
  const other = r + 2 * d;
  if (d === 0 || other - r !== 2 * d) return r;
  const vLow = sumError(pLow, sLow, v);
  if (vLow === 0) return r;
  return vLow > 0 === d > 0 ? other : r;
}

/** The rounding error of s = a + b (Knuth's two-sum). */
export function sumError(a: number, b: number, s: number): number {
  const bb = s - a;
  return a - (s - bb) + (b - bb);
}

/** The rounding error of p = a·b (Dekker's product with Veltkamp's split). */
export function productError(a: number, b: number, p: number): number {
  const aScaled = 134217729 * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = 134217729 * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
