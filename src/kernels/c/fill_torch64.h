/* PyTorch's float64 samplers. The twins are src/random/mt19937-torch.ts, four-tries.ts and sparse-normals.ts. */
#pragma once
#include "elementary64.h"
#include "fill_torch.h"

/* The low 53 bits of two words, the first one high. */
INLINE double torch_unit64(const uint32_t *words) {
  return ((double)(int32_t)(words[0] & 0x1fffff) * 0x1p32 + (double)words[1]) * 0x1p-53;
}

static void torch_uniform64(intptr_t n, double low, double high, intptr_t used, int32_t *state, double *restrict out) {
  struct mt mt = {(uint32_t *)state, used};
  uint32_t words[2 * TORCH_WINDOW];
  double range = high - low;
  for (intptr_t at = 0; at < n; at += TORCH_WINDOW) {
    intptr_t count = smaller(n - at, TORCH_WINDOW);
    mt_words(&mt, words, 2 * count);
    for (intptr_t i = 0; i < count; i++) {
      double x = fma64(torch_unit64(words + 2 * i), range, low);
      out[at + i] = x == high ? low : x;
    }
  }
}

/* Normals j and j + 8 of the block that begins at number j & ~15, from the words of all. */
static void torch_pair64(const double *tables, const uint32_t *words, intptr_t j, double *first, double *second) {
  *second = 1 - torch_unit64(words + 2 * j), *first = torch_unit64(words + 2 * j + 16);
  normal_pairs64(tables, 1, second, first);
}

/* Turns the words of whole blocks, a window at most, into normals. */
static void torch_blocks64(const double *tables, const uint32_t *words, intptr_t n, double mean, double stddev, double *restrict out) {
  double first[TORCH_WINDOW / 2], second[TORCH_WINDOW / 2];
  for (intptr_t i = 0; i < n / 2; i++) {
    const uint32_t *pair = words + 2 * (2 * i - (i & 7));
    second[i] = 1 - torch_unit64(pair), first[i] = torch_unit64(pair + 16);
  }
  normal_pairs64(tables, n / 2, second, first);
  for (intptr_t i = 0; i < n / 2; i++) {
    double *pair = out + 2 * i - (i & 7);
    pair[0] = fma64(first[i], stddev, mean);
    pair[8] = fma64(second[i], stddev, mean);
  }
}

static void torch_normal64(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, double *out) {
  struct mt mt = {(uint32_t *)state, used};
  uint32_t words[2 * TORCH_WINDOW];
  intptr_t whole = n & ~(intptr_t)(TORCH_BLOCK - 1);
  for (intptr_t at = 0; at < whole; at += TORCH_WINDOW) {
    intptr_t count = smaller(whole - at, TORCH_WINDOW);
    mt_words(&mt, words, 2 * count);
    torch_blocks64(tables, words, count, mean, stddev, out + at);
  }
  if (whole == n) return;
  mt_skip(&mt, 2 * (n - whole));
  mt_words(&mt, words, 2 * TORCH_BLOCK);
  torch_blocks64(tables, words, TORCH_BLOCK, mean, stddev, out + n - TORCH_BLOCK);
}

struct torch_bounded64 {
  double mean, stddev, low, high;
  const double *tables;
  double *out;
};

static intptr_t torch_replace64(const void *context, const uint32_t *raw, intptr_t n, intptr_t at) {
  const struct torch_bounded64 *q = context;
  uint32_t words[2 * TORCH_WINDOW];
  double *out = q->out + at;
  intptr_t left = 0;
  for (intptr_t i = 0; i < n; i++) {
    if (!(out[i] < q->low || out[i] > q->high)) continue;
    intptr_t j = i & ~8;
    for (int k = 0; k < 4; k++) words[2 * j + (k >> 1) * 16 + (k & 1)] = mt_temper(raw[2 * j + (k >> 1) * 16 + (k & 1)]);
    double first, second;
    torch_pair64(q->tables, words, j, &first, &second);
    double x = out[i] = fma64(i == j ? first : second, q->stddev, q->mean);
    left += x < q->low || x > q->high;
  }
  return left;
}

static double torch_redraw64(intptr_t n, double mean, double stddev, double low, double high, intptr_t used, int32_t *state,
                             const double *tables, double *out) {
  struct torch_bounded64 q = {mean, stddev, low, high, tables, out};
  intptr_t outside = 0;
  for (intptr_t i = 0; i < n; i++) outside += (out[i] < low) | (out[i] > high);
  return torch_rounds(n, 2, (struct mt){(uint32_t *)state, used}, outside, torch_replace64, &q);
}

/* Of the four tries of each element, the first within (-2, 2), or the very first: eight pairs of a block make four elements. */
static void torch_choose64(const double *tables, const uint32_t *words, double *out) {
  for (intptr_t i = 0; i < 4; i++) {
    intptr_t j = 4 * (i & 1);
    double z[2], first = 0;
    for (int k = 0; k < 4; k++) {
      torch_pair64(tables, words, j + k, z, z + 1);
      double tried = z[i >> 1];
      if (k == 0) first = tried;
      out[i] = tried;
      if (tried > -2 && tried < 2) break;
      if (k == 3) out[i] = first;
    }
  }
}

static void torch_four_tries64(intptr_t n, intptr_t used, int32_t *state, const double *tables, double *out) {
  struct mt mt = {(uint32_t *)state, used};
  uint32_t words[2 * TORCH_WINDOW];
  intptr_t whole = n & ~(intptr_t)3;
  for (intptr_t at = 0; at < whole; at += TORCH_WINDOW / 4) {
    intptr_t count = smaller(whole - at, TORCH_WINDOW / 4);
    mt_words(&mt, words, 8 * count);
    for (intptr_t i = 0; i < count; i += 4) torch_choose64(tables, words + 8 * i, out + at + i);
  }
  if (whole == n) return;
  mt_skip(&mt, 8 * (n - whole));
  mt_words(&mt, words, 2 * TORCH_BLOCK);
  torch_choose64(tables, words, out + n - 4);
}
