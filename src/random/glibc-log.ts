import { fma64 } from "./fma.ts";
import { inverseCentres } from "./glibc-tables.gen.ts";

const doubles = new Float64Array(1);
const words = new Int32Array(doubles.buffer);

/** 1/c and ln c of each part. The centres were chosen so that ln c ends, all but 2^-53 of it, 43 bits after the point. */
export const logTable = /* @__PURE__ */ Float64Array.from({ length: 256 }, (_, at) => {
  const inverse = inverseCentres[at >> 1];
  return at % 2 === 0 ? inverse : Math.round(-Math.log(inverse) * 2 ** 43) / 2 ** 43;
});

const ln2High = 0.6931471805598903;
const ln2Low = 5.497923018708371e-14;

/** Coefficients around 1 (from the cube on) and in a part of the table (from the square on). */
const [b1, b2, b3, b4, b5, b6, b7, b8, b9, b10] = [
  0.3333333333333352, -0.24999999999998432, 0.19999999999320328, -0.16666666669929706, 0.14285715076560868, -0.12499997863982555,
  0.11110712032936046, -0.10000486757818193, 0.09181994006195467, -0.08328363062289341,
];
const [a0, a1, a2, a3, a4] = [-0.5000000000000001, 0.33333333331825593, -0.2499999999622955, 0.20000304511814496, -0.16667054827627667];

/**
 * The natural logarithm with the bits of glibc's log on x86-64 with fused multiply-add,
 * within 0.52 units in the last place.
 *
 * Computed in plain steps. What they can differ by from the fused steps, `slack`, moves only the last addition, and
 * nearly never its result; where it does, {@link log64Fused} decides.
 * Domain: positive normal numbers; 0 gives −∞.
 * Source: glibc 2.36 (the method dates from 2.28), sysdeps/ieee754/dbl-64/e_log.c; fusions
 * as GCC makes them in __log_fma.
 */
export function log64(x: number): number {
  if (x >= 0.9375 && x < 1.064697265625) {
    const r = x - 1;
    const r2 = r * r;
    const r3 = r * r2;
    const w = r * 134217728;
    const rHigh = r + w - w;
    const square = rHigh * rHigh * -0.5;
    const hi = r + square;
    const lo = r - hi + square - 0.5 * (r - rHigh) * (rHigh + r);
    const last = r3 * b10 + (r2 * b9 + (r * b8 + b7));
    const p = r3 * (r3 * last + (r2 * b6 + (r * b5 + b4))) + (r2 * b3 + (r * b2 + b1));
    const t = r3 * p + lo;
    const slack = (Math.abs(r3) + Math.abs(lo)) * 2 ** -50;
    const y = hi + (t - slack);
    return y === hi + (t + slack) ? y : log64Fused(x);
  }
  doubles[0] = x;
  const high = words[1];
  const offset = high - 0x3fe60000;
  const part = ((offset >> 13) & 127) * 2;
  const k = offset >> 20;
  words[1] = high - (offset & 0xfff00000);
  const z = doubles[0];
  const c = logTable[part];
  const product = z * c;
  // The error of the product, as in fma.ts: product − 1 and the error are exact, so r is rounded once.
  const zs = 134217729 * z;
  const zHigh = zs - (zs - z);
  const zLow = z - zHigh;
  const cs = 134217729 * c;
  const cHigh = cs - (cs - c);
  const cLow = c - cHigh;
  const r = product - 1 + (zLow * cLow - (product - zHigh * cHigh - zLow * cHigh - zHigh * cLow));
  const w = k * ln2High + logTable[part + 1];
  const hi = w + r;
  const lo = w - hi + r + k * ln2Low;
  const r2 = r * r;
  const t = r * r2 * (r2 * (r * a4 + a3) + (r * a2 + a1)) + (r2 * a0 + lo);
  const slack = (r2 + Math.abs(lo)) * 2 ** -50 + 2 ** -85;
  const y = hi + (t - slack);
  return y === hi + (t + slack) && x > 0 ? y : log64Fused(x);
}

/** The same, fused step by fused step. */
export function log64Fused(x: number): number {
  if (x >= 0.9375 && x < 1.064697265625) return logNearOne(x);
  if (x === 0) return Number.NEGATIVE_INFINITY;
  doubles[0] = x;
  const high = words[1];
  const offset = high - 0x3fe60000;
  const part = ((offset >> 13) & 127) * 2;
  const k = offset >> 20;
  words[1] = high - (offset & 0xfff00000);
  const r = fma64(doubles[0], logTable[part], -1);
  // Exact: ln c was chosen so, and ln2High has 11 zeros at its end.
  const w = k * ln2High + logTable[part + 1];
  const hi = w + r;
  const lo = fma64(k, ln2Low, w - hi + r);
  const r2 = r * r;
  const p = fma64(r2, fma64(r, a4, a3), fma64(r, a2, a1));
  return fma64(r * r2, p, fma64(r2, a0, lo)) + hi;
}

function logNearOne(x: number): number {
  if (x === 1) return 0;
  const r = x - 1;
  const r2 = r * r;
  const r3 = r * r2;
  let p = fma64(r3, b10, fma64(r2, b9, fma64(r, b8, b7)));
  p = fma64(r3, p, fma64(r2, b6, fma64(r, b5, b4)));
  p = fma64(r3, p, fma64(r2, b3, fma64(r, b2, b1)));
  const w = r * 134217728;
  const rHigh = r + w - w;
  const rLow = r - rHigh;
  const square = rHigh * rHigh * -0.5;
  const hi = r + square;
  const lo = fma64(-0.5 * rLow, rHigh + r, r - hi + square);
  return fma64(r3, p, lo) + hi;
}
