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
