/* The fills of NumPy's default generator. The twins are src/random/pcg64-numpy.ts, pcg64-keras-numpy.ts and ziggurat.ts. */
#pragma once
#include "reals.h"
#include "ziggurat.h"

static void pcg_leave(const struct pcg *g, int32_t *engine) { __builtin_memcpy(engine, g, 40); }

static void pcg_uniform(intptr_t n, double low, double range, int32_t *engine, intptr_t single, void *out) {
  struct pcg g = pcg_of(engine);
  for (intptr_t i = 0; i < n; i++) put_real(out, (int)single, i, low + range * pcg_unit(pcg_next(&g)));
  pcg_leave(&g, engine);
}

static double pcg_uniform32(intptr_t n, float low, float range, int32_t *engine, float *out) {
  struct pcg g = pcg_of(engine);
  double words = 0;
  for (intptr_t i = 0; i < n; i++) out[i] = pcg_unit32(pcg_next_half(&g, &words)) * range + low;
  pcg_leave(&g, engine);
  return words;
}

static double pcg_normal(intptr_t n, double mean, double stddev, int32_t *engine, const double *ziggurat, intptr_t single, void *out) {
  struct pcg g = pcg_of(engine);
  double words = 0;
  for (intptr_t i = 0; i < n; i++) put_real(out, (int)single, i, mean + stddev * ziggurat64(&g, ziggurat, &words));
  pcg_leave(&g, engine);
  return words;
}

static double pcg_normal32(intptr_t n, float mean, float stddev, int32_t *engine, const double *ziggurat, float *out) {
  struct pcg g = pcg_of(engine);
  double words = 0;
  for (intptr_t i = 0; i < n; i++) out[i] = ziggurat32(&g, ziggurat, &words) * stddev + mean;
  pcg_leave(&g, engine);
  return words;
}
