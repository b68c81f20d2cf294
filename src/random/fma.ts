const sum = new Float64Array(1);
/** Its low word first. */
const sumWords = new Int32Array(sum.buffer);

/**
 * Multiplies and adds float32 numbers with one rounding, in plain doubles.
 * The product of two float32 numbers is exact in a double, so only the sum can round before the final rounding to
 * float32; that first rounding matters only where it lands exactly midway between two float32 numbers.
 * Equation: round32(a·b + c).
 * Domain: float32 arguments, |a·b + c| below 2^128 − 2^103.
 */
export function fma32(a: number, b: number, c: number): number {
  const s = a * b + c;
  sum[0] = s;
  // A midpoint's last 28 bits are 0 (below 2^-126 more of them). Read from memory, so that a chain of fused steps need not
  // wait for the answer.
  return (sumWords[0] & 0x0fffffff) === 0 ? roundSum32(a * b, c) : Math.fround(s);
}

/**
 * Multiplies and adds float64 numbers with one rounding.
 * Equation: round64(a·b + c).
 * Domain: factors below 2^996 and products above 2^-969 in magnitude or zero; no part may over- or underflow.
 */
export function fma64(a: number, b: number, c: number): number {
  const p = a * b;
  const s = p + c;
  // The errors of product and sum, as in productError and sumError: written out so that callers can inline this.
  const x = 134217729 * a;
  const y = 134217729 * b;
  const aHigh = x - (x - a);
  const bHigh = y - (y - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  const z = s - p;
  const v = aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow) + (p - (s - z) + (c - z));
  const r = s + v;
  const d = 2 * (v - (r - s));
  return d === 0 || r + d - r !== d ? r : roundSum64(a, b, c);
}

/** Rounds p + c to float32 once, where the double sum may lie midway. */
function roundSum32(p: number, c: number): number {
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

/** Rounds a·b + c once, where the value may lie midway between two numbers. */
function roundSum64(a: number, b: number, c: number): number {
  const p = a * b;
  const pLow = productError(a, b, p);
  const s = p + c;
  const sLow = sumError(p, c, s);
  const v = pLow + sLow;
  const r = s + v;
  const d = v - (r - s);
  // The value is r + d and what v rounded off, which decides only where d is half a unit of r.
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
