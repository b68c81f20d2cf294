/* Steps of optimisers, element by element. Each operation rounds to float32, as written; `fused` ones go through float64, in which
 * the product is exact. Every bit is prescribed, so subnormal numbers are kept. */
#pragma once
#include <stdint.h>

static void scale(intptr_t n, float factor, float *x) {
  for (intptr_t i = 0; i < n; i++) x[i] *= factor;
}

static void descend(intptr_t n, float rate, intptr_t fused, const float *restrict gradient, float *restrict value) {
  if (fused)
    for (intptr_t i = 0; i < n; i++) value[i] = (float)((double)value[i] - (double)rate * (double)gradient[i]);
  else
    for (intptr_t i = 0; i < n; i++) value[i] -= rate * gradient[i];
}

/* One kind of average: x, y make the product that is added to `carried`. */
#define AVERAGE(X, Y, CARRIED)                                                                          \
  do {                                                                                                  \
    if (fused)                                                                                          \
      for (intptr_t i = 0; i < n; i++) {                                                                \
        float g = gradient[i], x = (X), y = (Y);                                                        \
        a[i] = (float)((double)(CARRIED) + (double)x * (double)y);                                      \
      }                                                                                                 \
    else                                                                                                \
      for (intptr_t i = 0; i < n; i++) {                                                                \
        float g = gradient[i], x = (X), y = (Y);                                                        \
        a[i] = (CARRIED) + x * y;                                                                       \
      }                                                                                                 \
  } while (0)

static void average(intptr_t kind, intptr_t n, float kept, float taken, intptr_t fused, const float *restrict gradient,
                    float *restrict a) {
  switch (kind) {
    case AVERAGING_TOWARDS: AVERAGE(g - a[i], taken, a[i]); break;
    case AVERAGING_SUM: AVERAGE(taken, g, kept * a[i]); break;
    case AVERAGING_SQUARES_TOWARDS: AVERAGE(g * g - a[i], taken, a[i]); break;
    case AVERAGING_SQUARES_SUM: AVERAGE(taken * g, g, kept * a[i]); break;
    default: AVERAGE(taken, g * g, kept * a[i]); break;
  }
}

static void adam_step(intptr_t n, float size, float correction, float epsilon, const float *restrict m, const float *restrict squares,
                      float *restrict value) {
  for (intptr_t i = 0; i < n; i++) value[i] -= size * m[i] / (__builtin_sqrtf(squares[i]) / correction + epsilon);
}

static void root_step(intptr_t n, float rate, float epsilon, intptr_t inside, const float *restrict gradient,
                      const float *restrict squares, float *restrict value) {
  if (inside)
    for (intptr_t i = 0; i < n; i++) value[i] -= rate * gradient[i] / __builtin_sqrtf(squares[i] + epsilon);
  else
    for (intptr_t i = 0; i < n; i++) value[i] -= rate * gradient[i] / (__builtin_sqrtf(squares[i]) + epsilon);
}
