/* The samplers of gatewise's own stream: computed in double, from one word or two a number. The twin is src/random/philox-gatewise.ts. */
#pragma once
#include "elementary64.h"
#include "philox.h"
#include "reals.h"

#define GATEWISE_WORDS 1024

INLINE double gatewise_unit(int single, const uint32_t *words) {
  if (single) return (double)(int32_t)(words[0] >> 8) * 0x1p-24;
  return ((double)(int32_t)(words[0] >> 5) * 67108864 + (double)(int32_t)(words[1] >> 6)) * 0x1p-53;
}

INLINE void gatewise_uniforms(int single, struct philox p, intptr_t n, double low, double range, void *out) {
  uint32_t words[GATEWISE_WORDS];
  intptr_t each = 2 - single, most = GATEWISE_WORDS / each;
  for (intptr_t at = 0; at < n; at += most) {
    intptr_t count = smaller(n - at, most);
    philox_words(&p, 1, each * count, words);
    for (intptr_t i = 0; i < count; i++) put_real(out, single, at + i, low + range * gatewise_unit(single, words + each * i));
  }
}

static void gatewise_uniform(intptr_t n, double low, double range, const int32_t *engine, intptr_t single, void *out) {
  BY_SINGLE(single, gatewise_uniforms, philox_of(engine), n, low, range, out);
}

/* The standard normals of pairs, cosine first. */
static void gatewise_normals(int single, const double *tables, intptr_t pairs, const uint32_t *restrict words, double *restrict z) {
  double sin[GATEWISE_WORDS / 2], cos[GATEWISE_WORDS / 2];
  intptr_t each = 2 - single;
  for (intptr_t i = 0; i < pairs; i++) {
    const uint32_t *here = words + 2 * each * i;
    sin[i] = gatewise_unit(single, here) + (single ? 0x1p-24 : 0x1p-53), cos[i] = gatewise_unit(single, here + each);
  }
  normal_pairs64(tables, pairs, sin, cos);
  for (intptr_t i = 0; i < pairs; i++) z[2 * i] = cos[i], z[2 * i + 1] = sin[i];
}

static void gatewise_normal(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, intptr_t single, void *out) {
  struct philox p = philox_of(engine);
  uint32_t words[GATEWISE_WORDS];
  double z[GATEWISE_WORDS];
  intptr_t each = 2 - single, most = GATEWISE_WORDS / each;
  for (intptr_t at = 0; at < n; at += most) {
    intptr_t count = smaller(n - at, most), pairs = (count + 1) / 2;
    philox_words(&p, 1, 2 * each * pairs, words);
    gatewise_normals((int)single, tables, pairs, words, z);
    for (intptr_t i = 0; i < count; i++) put_real(out, (int)single, at + i, mean + stddev * z[i]);
  }
}

static double gatewise_truncated(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, intptr_t single,
                                 void *out) {
  struct philox p = philox_of(engine);
  uint32_t words[GATEWISE_WORDS];
  double z[GATEWISE_WORDS], used = 0;
  intptr_t each = 2 - single;
  for (intptr_t at = 0; at < n;) {
    /* Whole blocks; what of them is not used is not counted. */
    intptr_t pairs = smaller((n - at + 3) / 4 * 2, GATEWISE_WORDS / (2 * each)), i = 0;
    philox_words(&p, 1, 2 * each * pairs, words);
    gatewise_normals((int)single, tables, pairs, words, z);
    for (; i < pairs && at < n; i++)
      for (int k = 0; k < 2 && at < n; k++)
        if (__builtin_fabs(z[2 * i + k]) < 2) put_real(out, (int)single, at++, mean + stddev * z[2 * i + k]);
    used += 2 * (double)each * (double)i;
  }
  return used;
}
