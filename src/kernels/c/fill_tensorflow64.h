/* TensorFlow's float64 samplers. The twin is src/random/philox-tensorflow.ts. */
#pragma once
#include "elementary64.h"
#include "philox.h"

#define TF_WORDS 1024
/* Blocks that a group of two truncated normals has for itself. */
#define TF_STRETCH64 128

/* 52 bits of two words: 20 of the first, and the second. */
INLINE double tf_unit64(const uint32_t *words) {
  uint64_t bits = 0x3ff0000000000000 | (uint64_t)(words[0] & 0xfffff) << 32 | words[1];
  double x;
  __builtin_memcpy(&x, &bits, 8);
  return x - 1;
}

/* The standard normals of blocks, two each. */
static void tf_normals64(const double *tables, intptr_t blocks, const uint32_t *restrict words, double *restrict out) {
  double sin[TF_WORDS / 4], cos[TF_WORDS / 4];
  for (intptr_t i = 0; i < blocks; i++) {
    double u = tf_unit64(words + 4 * i);
    sin[i] = u < 1e-7 ? 1e-7 : u, cos[i] = tf_unit64(words + 4 * i + 2);
  }
  normal_pairs64(tables, blocks, sin, cos);
  for (intptr_t i = 0; i < blocks; i++) out[2 * i] = sin[i], out[2 * i + 1] = cos[i];
}

static void tensorflow_uniform64(intptr_t n, double low, double range, const int32_t *engine, double *restrict out) {
  struct philox p = philox_of(engine);
  uint32_t words[TF_WORDS];
  for (intptr_t at = 0; at < n; at += TF_WORDS / 2) {
    intptr_t count = smaller(n - at, TF_WORDS / 2);
    philox_words(&p, 1, 2 * count, words);
    for (intptr_t i = 0; i < count; i++) out[at + i] = tf_unit64(words + 2 * i) * range + low;
  }
}

static void tensorflow_normal64(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, double *restrict out) {
  struct philox p = philox_of(engine);
  uint32_t words[TF_WORDS];
  double z[TF_WORDS / 2];
  for (intptr_t at = 0; at < n; at += TF_WORDS / 2) {
    intptr_t count = smaller(n - at, TF_WORDS / 2);
    philox_words(&p, 1, 2 * count, words);
    tf_normals64(tables, (count + 1) / 2, words, z);
    for (intptr_t i = 0; i < count; i++) out[at + i] = z[i] * stddev + mean;
  }
}

static void tensorflow_truncated64(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, double *out) {
  struct philox p = philox_of(engine);
  uint32_t words[TF_WORDS];
  double z[TF_WORDS / 2], kept[4];
  intptr_t groups = (n + 1) / 2;
  for (intptr_t from = 0; from < groups; from += TF_WORDS / 4) {
    intptr_t most = smaller(groups - from, TF_WORDS / 4);
    philox_words(&p, TF_STRETCH64, 4 * most, words);
    tf_normals64(tables, most, words, z);
    for (intptr_t k = 0; k < most; k++) {
      int have = 0;
      for (int i = 0; i < 2; i++) kept[have] = z[2 * k + i], have += __builtin_fabs(z[2 * k + i]) < 2;
      if (have < 2) {
        struct philox walker = philox_of(engine);
        philox_skip(&walker, (uint64_t)(from + k) * TF_STRETCH64 + 1);
        while (have < 2) {
          uint32_t block[4];
          double next[2];
          philox_block(&walker, 1, block);
          tf_normals64(tables, 1, block, next);
          for (int i = 0; i < 2 && have < 2; i++) kept[have] = next[i], have += __builtin_fabs(next[i]) < 2;
        }
      }
      intptr_t at = 2 * (from + k);
      for (int i = 0; i < 2 && at + i < n; i++) out[at + i] = kept[i] * stddev + mean;
    }
  }
}
