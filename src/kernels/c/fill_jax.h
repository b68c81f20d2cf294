/* JAX's float32 samplers. The twins are src/random/threefry-jax.ts and xla-float32.ts. */
#pragma once
#include "fma.h"
#include "threefry.h"

#define JAX_CHUNK 1024
#define JAX_NUMBERS 64

/* The uniforms of [low, …) of some words: multiples of 2^-23, scaled and moved with one rounding. */
INLINE void jax_units(const uint32_t *restrict words, intptr_t n, float low, float range, float *restrict out) {
  for (intptr_t i = 0; i < n; i++) {
    float x = fma32((float)(int32_t)(words[i] >> 9) * 0x1p-23f, range, low);
    out[i] = x >= low ? x : low;
  }
}

static void jax_uniform32(intptr_t n, float low, float range, intptr_t k0, intptr_t k1, float *restrict out) {
  uint32_t words[JAX_CHUNK];
  for (intptr_t at = 0; at < n; at += JAX_CHUNK) {
    intptr_t count = smaller(n - at, JAX_CHUNK);
    threefry_words((uint32_t)k0, (uint32_t)k1, (uint32_t)at, count, words);
    jax_units(words, count, low, range, out + at);
  }
}

/* The inverse error function of 64 numbers, in place: Giles' polynomials of w = −log1p(−u²), near and far; log1p by a quotient of
 * polynomials near 0, else by the logarithm of the sum. Says whether a step that was not fused may have been rounded wrongly. */
#define FMA(a, b, c) (exact ? fma32(a, b, c) : fma32_doubted(a, b, c, &doubt))
INLINE int jax_inverse_erf_by(int exact, float *restrict u) {
  uint64_t doubt = 0;
  float w[JAX_NUMBERS], logarithm[JAX_NUMBERS];
  for (int i = 0; i < JAX_NUMBERS; i++) {
    float y = -(u[i] * u[i]), square = y * y;
    float top = FMA(4.5270000862445199635e-5f, y, 0.49854102823193375972f);
    top = FMA(top, y, 6.5787325942061044847f);
    top = FMA(top, y, 29.911919328553073278f);
    top = FMA(top, y, 60.949667980987787058f);
    top = FMA(top, y, 57.112963590585538103f);
    top = FMA(top, y, 20.03955349920128126f);
    float bottom = y + 15.062909083469192043f;
    bottom = FMA(bottom, y, 83.047565967967209469f);
    bottom = FMA(bottom, y, 221.76239823732856465f);
    bottom = FMA(bottom, y, 309.09872225312059775f);
    bottom = FMA(bottom, y, 216.42788614495947685f);
    bottom = FMA(bottom, y, 60.118660497603843919f);
    w[i] = y + (y * square * (top / bottom) - 0.5f * square);
  }
  for (int i = 0; i < JAX_NUMBERS; i++) {
    float square = u[i] * u[i], v = 1.0f - square, m;
    int32_t word, mantissa;
    __builtin_memcpy(&word, &v, 4);
    /* The logarithm of 1 is not wanted here, and its zeros would raise doubts. */
    word -= word == 0x3f800000;
    mantissa = (word & 0x7fffff) | 0x3f000000;
    __builtin_memcpy(&m, &mantissa, 4);
    int below = mantissa < 0x3f3504f3;
    float e = (float)((word >> 23) - 126 - below), t = m - 1.0f + (below ? m : 0.0f), z = t * t, c = z * t;
    float y0 = FMA(FMA(7.0376836292e-2f, t, -1.151461031e-1f), t, 1.167699874e-1f);
    float y1 = FMA(FMA(-1.2420140846e-1f, t, 1.4249322787e-1f), t, -1.6668057665e-1f);
    float y2 = FMA(FMA(2.0000714765e-1f, t, -2.4999993993e-1f), t, 3.3333331174e-1f);
    float sum = FMA(FMA(FMA(y0, c, y1), c, y2), c, -2.1219444e-4f * e);
    logarithm[i] = t - 0.5f * z + sum + 0.693359375f * e;
  }
  for (int i = 0; i < JAX_NUMBERS; i++) w[i] = -(u[i] * u[i] < 0.41421357f ? w[i] : logarithm[i]);
  for (int i = 0; i < JAX_NUMBERS; i++) {
    int near = w[i] < 5;
    float x = near ? w[i] - 2.5f : __builtin_sqrtf(w[i]) - 3.0f;
#define EITHER(a, b) (near ? a : b)
    float p = FMA(EITHER(2.81022636e-8f, -0.000200214257f), x, EITHER(3.43273939e-7f, 0.000100950558f));
    p = FMA(p, x, EITHER(-3.5233877e-6f, 0.00134934322f));
    p = FMA(p, x, EITHER(-4.39150654e-6f, -0.00367342844f));
    p = FMA(p, x, EITHER(0.00021858087f, 0.00573950773f));
    p = FMA(p, x, EITHER(-0.00125372503f, -0.0076224613f));
    p = FMA(p, x, EITHER(-0.00417768164f, 0.00943887047f));
    p = FMA(p, x, EITHER(0.246640727f, 1.00167406f));
    p = FMA(p, x, EITHER(1.50140941f, 2.83297682f));
#undef EITHER
    u[i] = p * u[i];
  }
  return (int)(doubt >> 63);
}
#undef FMA

APART void jax_inverse_erf(float *u) {
  float kept[JAX_NUMBERS];
  if (!FMA_IS_HARD) {
    __builtin_memcpy(kept, u, sizeof kept);
    if (!jax_inverse_erf_by(0, u)) return;
    __builtin_memcpy(u, kept, sizeof kept);
  }
  jax_inverse_erf_by(1, u);
}

static void jax_normal32(intptr_t n, float mean, float stddev, float low, float range, float most, intptr_t k0, intptr_t k1,
                         float *restrict out) {
  uint32_t words[JAX_CHUNK];
  float u[JAX_CHUNK];
  for (intptr_t at = 0; at < n; at += JAX_CHUNK) {
    intptr_t count = smaller(n - at, JAX_CHUNK);
    threefry_words((uint32_t)k0, (uint32_t)k1, (uint32_t)at, count, words);
    jax_units(words, count, low, range, u);
    for (intptr_t i = count; i % JAX_NUMBERS != 0; i++) u[i] = 0.3f;
    for (intptr_t i = 0; i < count; i += JAX_NUMBERS) jax_inverse_erf(u + i);
    for (intptr_t i = 0; i < count; i++) {
      float z = 1.41421356f * u[i];
      z = z < most ? z : most;
      z = z > -most ? z : -most;
      out[at + i] = z * stddev + mean;
    }
  }
}
