/* Multiplies and adds with one rounding on every width: by the processor where the width has it, else in doubles. */
#pragma once
#include <stdint.h>
#include "vec.h"

#if FUSED && !defined(__wasm__)
#define FMA_IS_HARD 1
INLINE float fma32(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
#else
#define FMA_IS_HARD 0
/* The product is exact; the sum is rounded to odd, so that rounding it to float32 is the only rounding that counts. */
INLINE float fma32(float a, float b, float c) {
  double p = (double)a * (double)b, s = p + (double)c, z = s - p, e = (p - (s - z)) + ((double)c - z);
  uint64_t sum, error;
  __builtin_memcpy(&sum, &s, 8);
  __builtin_memcpy(&error, &e, 8);
  uint64_t towards = 1 - 2 * ((sum ^ error) >> 63), moves = (uint64_t)(e != 0) & ~sum & 1;
  sum += towards & -moves;
  __builtin_memcpy(&s, &sum, 8);
  return (float)s;
}
#endif

/* The same in fewer steps: the top bit of `doubt` is set where two roundings may not be one, midway between two numbers of float32 and
 * where these are subnormal. */
INLINE float fma32_doubted(float a, float b, float c, uint64_t *doubt) {
  double s = (double)a * (double)b + (double)c;
  uint64_t bits;
  __builtin_memcpy(&bits, &s, 8);
  *doubt |= (((bits & 0x1fffffff) ^ 0x10000000) - 1) | ((bits & 0x7fffffffffffffff) - 0x3810000000000000);
  return (float)s;
}

/* The rounding errors of a product (Dekker) and of a sum (Knuth). */
INLINE double product_error(double a, double b, double p) {
  double x = 134217729 * a, y = 134217729 * b, aHigh = x - (x - a), bHigh = y - (y - b), aLow = a - aHigh, bLow = b - bHigh;
  return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
INLINE double sum_error(double a, double b, double s) {
  double z = s - a;
  return a - (s - z) + (b - z);
}

/* Multiplies and adds float64 numbers with one rounding. Domain: no part may over- or underflow. The twin is src/random/fma.ts. */
#if FMA_IS_HARD
INLINE double fma64(double a, double b, double c) { return __builtin_fma(a, b, c); }
#else
APART double fma64(double a, double b, double c) {
  double p = a * b, s = p + c, pLow = product_error(a, b, p), sLow = sum_error(p, c, s);
  double v = pLow + sLow, r = s + v, d = v - (r - s), other = r + 2 * d;
  if (d == 0 || other - r != 2 * d) return r;
  /* Midway between r and the other, what v rounded off decides. */
  double vLow = sum_error(pLow, sLow, v);
  return vLow == 0 || (vLow > 0) != (d > 0) ? r : other;
}
#endif
