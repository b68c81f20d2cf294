/* The float64 samplers of NumPy's RandomState and of CPython. The twins are src/random/mt19937-numpy.ts and mt19937-python.ts. */
#pragma once
#include "elementary64.h"
#include "mt19937.h"
#include "reals.h"

#define MERSENNE_WORDS 2048

/* The high 27 and 26 bits of two words: genrand_res53. */
INLINE double mersenne_unit(const uint32_t *words) {
  return ((double)(int32_t)(words[0] >> 5) * 67108864 + (double)(int32_t)(words[1] >> 6)) * 0x1p-53;
}

INLINE void mersenne_uniforms(int single, struct mt mt, intptr_t n, double low, double range, void *out) {
  uint32_t words[MERSENNE_WORDS];
  for (intptr_t at = 0; at < n; at += MERSENNE_WORDS / 2) {
    intptr_t count = smaller(n - at, MERSENNE_WORDS / 2);
    mt_words(&mt, words, 2 * count);
    for (intptr_t i = 0; i < count; i++) put_real(out, single, at + i, low + range * mersenne_unit(words + 2 * i));
  }
}

static void mersenne_uniform(intptr_t n, double low, double range, intptr_t used, int32_t *state, intptr_t single, void *out) {
  BY_SINGLE(single, mersenne_uniforms, (struct mt){(uint32_t *)state, used}, n, low, range, out);
}

/* The polar method: pairs of a square, those in the circle kept, the second coordinate first. */
static double numpy_normal(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, intptr_t single,
                           void *out) {
  struct mt mt = {(uint32_t *)state, used};
  uint32_t words[MERSENNE_WORDS];
  double taken = 0, kept[3][MERSENNE_WORDS / 4];
  for (intptr_t at = 0; at < n;) {
    /* No more pairs than are wanted: all words that are taken are used. */
    intptr_t tries = smaller((n - at) / 2, MERSENNE_WORDS / 4), found = 0;
    mt_words(&mt, words, 4 * tries);
    taken += 4 * (double)tries;
    for (intptr_t i = 0; i < tries; i++) {
      double x = 2 * mersenne_unit(words + 4 * i) - 1, y = 2 * mersenne_unit(words + 4 * i + 2) - 1, square = x * x + y * y;
      kept[0][found] = x, kept[1][found] = y, kept[2][found] = square;
      found += !(square >= 1 || square == 0);
    }
    for (intptr_t i = 0; i < found; i++) {
      double square = kept[2][i], f = __builtin_sqrt(-2 * log64(tables, square) / square);
      put_real(out, (int)single, at + 2 * i, mean + stddev * (f * kept[1][i]));
      put_real(out, (int)single, at + 2 * i + 1, mean + stddev * (f * kept[0][i]));
    }
    at += 2 * found;
  }
  return taken;
}

static void python_normal(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, intptr_t single,
                          void *out) {
  struct mt mt = {(uint32_t *)state, used};
  uint32_t words[MERSENNE_WORDS];
  double sin[MERSENNE_WORDS / 4], cos[MERSENNE_WORDS / 4];
  for (intptr_t at = 0; at < n; at += MERSENNE_WORDS / 2) {
    intptr_t count = smaller(n - at, MERSENNE_WORDS / 2);
    mt_words(&mt, words, 2 * count);
    for (intptr_t i = 0; i < count / 2; i++) {
      cos[i] = mersenne_unit(words + 4 * i);
      sin[i] = 1 - mersenne_unit(words + 4 * i + 2);
    }
    normal_pairs64(tables, count / 2, sin, cos);
    for (intptr_t i = 0; i < count / 2; i++) {
      put_real(out, (int)single, at + 2 * i, mean + cos[i] * stddev);
      put_real(out, (int)single, at + 2 * i + 1, mean + sin[i] * stddev);
    }
  }
}
