/* PyTorch's float32 samplers. The twins are src/random/mt19937-torch.ts, log-sincos-avx2.ts and sparse-normals.ts. */
#pragma once
#include "fma.h"
#include "mt19937.h"

#define TORCH_BLOCK 16
#define TORCH_PAIRS 64
#define TORCH_WINDOW 1024

INLINE float torch_unit(uint32_t word) { return (float)(int32_t)(word & 0xffffff) * 0x1p-24f; }

static void torch_uniforms(struct mt *mt, intptr_t n, float low, float high, float *restrict out) {
  float range = high - low;
  for (intptr_t at = 0; at < n;) {
    intptr_t run = mt_run(mt, n - at);
    const uint32_t *restrict words = mt->state + mt->used;
    for (intptr_t i = 0; i < run; i++) {
      float x = fma32(torch_unit(mt_temper(words[i])), range, low);
      out[at + i] = x == high ? low : x;
    }
    mt->used += run, at += run;
  }
}

static void torch_units(struct mt *mt, intptr_t n, float *restrict out) {
  for (intptr_t at = 0; at < n;) {
    intptr_t run = mt_run(mt, n - at);
    const uint32_t *restrict words = mt->state + mt->used;
    for (intptr_t i = 0; i < run; i++) out[at + i] = torch_unit(mt_temper(words[i]));
    mt->used += run, at += run;
  }
}

/* The normals of 64 pairs of uniforms, in place: sqrt(-2 ln(1 - u))·(cos 2πv, sin 2πv)·stddev + mean. */
#define FMA(a, b, c) (exact ? fma32(a, b, c) : fma32_doubted(a, b, c, &doubt))
INLINE int torch_pairs_by(int exact, float *restrict first, float *restrict second, float mean, float stddev) {
  uint64_t doubt = 0;
  for (int i = 0; i < TORCH_PAIRS; i++) {
    float u = 1.0f - first[i], m;
    int32_t word;
    __builtin_memcpy(&word, &u, 4);
    int32_t low = (word & 0x7fffff) | 0x3f000000;
    __builtin_memcpy(&m, &low, 4);
    int32_t small = m < 0x1.6a09e6p-1f;
    float e = (float)((word >> 23) - 126 - small);
    m = m - 1.0f + (small ? m : 0.0f);
    float y = FMA(7.0376836292e-2f, m, -1.151461031e-1f);
    y = FMA(y, m, 1.167699874e-1f);
    y = FMA(y, m, -1.2420140846e-1f);
    y = FMA(y, m, 1.4249322787e-1f);
    y = FMA(y, m, -1.6668057665e-1f);
    y = FMA(y, m, 2.0000714765e-1f);
    y = FMA(y, m, -2.4999993993e-1f);
    y = FMA(y, m, 3.3333331174e-1f);
    y = y * m;
    float z = m * m;
    y = FMA(y, z, e * -2.1219444e-4f);
    /* Fused steps whose products are exact in float32 are plain ones. */
    y = y - z * 0.5f;
    first[i] = __builtin_sqrtf(-2.0f * (e * 0.693359375f + (m + y)));
  }
  for (int i = 0; i < TORCH_PAIRS; i++) {
    float x = 6.2831855f * second[i];
    int32_t j = ((int32_t)(x * 1.27323954473516f) + 1) & ~1;
    float turns = (float)j;
    x = FMA(turns, -3.774894977445941e-8f, FMA(turns, -2.4187564849853516e-4f, x - turns * 0.78515625f));
    float z = x * x;
    float c = FMA(FMA(2.443315711809948e-5f, z, -1.388731625493765e-3f), z, 4.166664568298827e-2f) * z;
    c = FMA(c, z, -0.5f * z) + 1.0f;
    float s = FMA(FMA(FMA(-1.9515295891e-4f, z, 8.3321608736e-3f), z, -1.6666654611e-1f) * z, x, x);
    int32_t swap = -((j >> 1) & 1), sBits, cBits;
    __builtin_memcpy(&sBits, &s, 4);
    __builtin_memcpy(&cBits, &c, 4);
    /* The octant says which of the two is which, and the signs. */
    int32_t cosBits = ((sBits & swap) | (cBits & ~swap)) ^ (int32_t)((~(uint32_t)(j - 2) & 4) << 29);
    int32_t sinBits = ((cBits & swap) | (sBits & ~swap)) ^ (int32_t)(((uint32_t)j & 4) << 29);
    float cosine, sine, length = first[i];
    __builtin_memcpy(&cosine, &cosBits, 4);
    __builtin_memcpy(&sine, &sinBits, 4);
    first[i] = FMA(length * cosine, stddev, mean);
    second[i] = FMA(length * sine, stddev, mean);
  }
  return (int)(doubt >> 63);
}
#undef FMA

APART void torch_pairs(float *first, float *second, float mean, float stddev) {
  float kept[2][TORCH_PAIRS];
  if (!FMA_IS_HARD) {
    __builtin_memcpy(kept[0], first, sizeof kept[0]);
    __builtin_memcpy(kept[1], second, sizeof kept[1]);
    if (!torch_pairs_by(0, first, second, mean, stddev)) return;
    __builtin_memcpy(first, kept[0], sizeof kept[0]);
    __builtin_memcpy(second, kept[1], sizeof kept[1]);
  }
  torch_pairs_by(1, first, second, mean, stddev);
}

/* Turns whole blocks of 16 uniforms into normals, in place: number j of a block pairs with number j + 8. */
static void torch_blocks(float *block, intptr_t n, float mean, float stddev) {
  float first[TORCH_PAIRS], second[TORCH_PAIRS];
  for (int i = 0; i < TORCH_PAIRS; i++) first[i] = second[i] = 0.3f;
  for (intptr_t at = 0; at < n; at += 2 * TORCH_PAIRS) {
    intptr_t pairs = n - at < 2 * TORCH_PAIRS ? (n - at) / 2 : TORCH_PAIRS;
    for (intptr_t i = 0; i < pairs; i += 8) {
      __builtin_memcpy(first + i, block + at + 2 * i, 32);
      __builtin_memcpy(second + i, block + at + 2 * i + 8, 32);
    }
    torch_pairs(first, second, mean, stddev);
    for (intptr_t i = 0; i < pairs; i += 8) {
      __builtin_memcpy(block + at + 2 * i, first + i, 32);
      __builtin_memcpy(block + at + 2 * i + 8, second + i, 32);
    }
  }
}

static void torch_uniform32(intptr_t n, float low, float high, intptr_t used, int32_t *state, float *out) {
  struct mt mt = {(uint32_t *)state, used};
  torch_uniforms(&mt, n, low, high, out);
}

static void torch_normal32(intptr_t n, float mean, float stddev, intptr_t used, int32_t *state, float *out) {
  struct mt mt = {(uint32_t *)state, used};
  intptr_t whole = n & ~(intptr_t)(TORCH_BLOCK - 1);
  for (intptr_t at = 0; at < whole; at += TORCH_WINDOW) {
    intptr_t count = whole - at < TORCH_WINDOW ? whole - at : TORCH_WINDOW;
    torch_units(&mt, count, out + at);
    torch_blocks(out + at, count, mean, stddev);
  }
  if (whole == n) return;
  /* The last 16 are drawn anew, those of the last whole block that they cover included. */
  mt_skip(&mt, n - whole);
  torch_units(&mt, TORCH_BLOCK, out + n - TORCH_BLOCK);
  torch_blocks(out + n - TORCH_BLOCK, TORCH_BLOCK, mean, stddev);
}

INLINE int32_t torch_outside(intptr_t n, float low, float high, const float *x) {
  int32_t outside = 0;
  for (int32_t i = 0; i < n; i++) outside += (x[i] < low) | (x[i] > high);
  return outside;
}

/* Replaces what of `out` lies outside by the normals that the words of its window give; says how many are still outside. */
static intptr_t torch_replace(const uint32_t *words, intptr_t n, float mean, float stddev, float low, float high, float *out) {
  int32_t place[TORCH_PAIRS];
  float pair[2][TORCH_PAIRS];
  for (int i = 0; i < TORCH_PAIRS; i++) pair[0][i] = pair[1][i] = 0.3f;
  intptr_t left = 0;
  for (intptr_t i = 0; i < n;) {
    int found = 0;
    for (; i < n && found < TORCH_PAIRS; i++) {
      if (i % TORCH_PAIRS == 0 && n - i >= TORCH_PAIRS && torch_outside(TORCH_PAIRS, low, high, out + i) == 0) {
        i += TORCH_PAIRS - 1;
        continue;
      }
      if (!(out[i] < low || out[i] > high)) continue;
      place[found] = (int32_t)i;
      pair[0][found] = torch_unit(mt_temper(words[i & ~8]));
      pair[1][found++] = torch_unit(mt_temper(words[i | 8]));
    }
    if (found == 0) break;
    torch_pairs(pair[0], pair[1], mean, stddev);
    for (int k = 0; k < found; k++) {
      float x = out[place[k]] = pair[place[k] >> 3 & 1][k];
      left += x < low || x > high;
    }
  }
  return left;
}

struct torch_bounded32 {
  float mean, stddev, low, high, *out;
};

static intptr_t torch_replace32(const void *context, const uint32_t *words, intptr_t n, intptr_t at) {
  const struct torch_bounded32 *q = context;
  return torch_replace(words, n, q->mean, q->stddev, q->low, q->high, q->out + at);
}

/* Draws a whole fill, `each` words a number, as long as numbers are outside; `replace` puts in what it needs of a window's raw words
 * and says how many of its numbers are still outside. Gives the words taken. */
static double torch_rounds(intptr_t n, int each, struct mt mt, intptr_t outside,
                           intptr_t (*replace)(const void *, const uint32_t *, intptr_t, intptr_t), const void *context) {
  uint32_t words[2 * TORCH_WINDOW];
  intptr_t redrawn = n % TORCH_BLOCK == 0 ? n : n - TORCH_BLOCK;
  double taken = 0;
  while (outside > 0) {
    outside = 0;
    for (intptr_t at = 0; at < n; at += TORCH_WINDOW) {
      intptr_t count = smaller(n - at, TORCH_WINDOW);
      mt_raw(&mt, words, each * count);
      outside += replace(context, words, smaller(redrawn - at, count), at);
    }
    taken += each * (double)n;
    if (redrawn == n) continue;
    mt_raw(&mt, words, each * TORCH_BLOCK);
    outside += replace(context, words, TORCH_BLOCK, redrawn);
    taken += each * TORCH_BLOCK;
  }
  return taken;
}

static double torch_redraw32(intptr_t n, float mean, float stddev, float low, float high, intptr_t used, int32_t *state, float *out) {
  struct torch_bounded32 q = {mean, stddev, low, high, out};
  intptr_t outside = 0;
  for (intptr_t at = 0; at < n; at += TORCH_WINDOW) outside += torch_outside(smaller(n - at, TORCH_WINDOW), low, high, out + at);
  return torch_rounds(n, 1, (struct mt){(uint32_t *)state, used}, outside, torch_replace32, &q);
}

#define TORCH_TRIES 4

/* Of the four tries of each element the first within (-2, 2), or the very first; a block of words makes four elements. */
static void torch_choose32(const uint32_t *words, intptr_t blocks, float *out) {
  float first[TORCH_PAIRS], second[TORCH_PAIRS], other[2][TORCH_PAIRS];
  int32_t place[TORCH_PAIRS];
  for (int i = 0; i < TORCH_PAIRS; i++) first[i] = second[i] = other[0][i] = other[1][i] = 0.3f;
  for (intptr_t p = 0; p < 2 * blocks; p++) {
    const uint32_t *from = words + TORCH_BLOCK * (p >> 1) + TORCH_TRIES * (p & 1);
    first[p] = torch_unit(from[0]), second[p] = torch_unit(from[8]);
  }
  torch_pairs(first, second, 0, 1);
  int found = 0;
  for (intptr_t i = 0; i < 4 * blocks; i++) {
    float z = out[i] = (i & 2 ? second : first)[2 * (i >> 2) + (i & 1)];
    if (!(z > -2 && z < 2)) place[found++] = (int32_t)i;
    /* The three other tries of refused ones, as many as have room. */
    if ((found + 1) * (TORCH_TRIES - 1) <= TORCH_PAIRS && i != 4 * blocks - 1) continue;
    for (int m = 0; m < found; m++)
      for (int k = 1; k < TORCH_TRIES; k++) {
        const uint32_t *from = words + TORCH_BLOCK * (place[m] >> 2) + TORCH_TRIES * (place[m] & 1) + k;
        other[0][3 * m + k - 1] = torch_unit(from[0]), other[1][3 * m + k - 1] = torch_unit(from[8]);
      }
    if (found > 0) torch_pairs(other[0], other[1], 0, 1);
    for (int m = 0; m < found; m++)
      for (int k = 0; k < TORCH_TRIES - 1; k++) {
        z = other[place[m] >> 1 & 1][3 * m + k];
        if (!(z > -2 && z < 2)) continue;
        out[place[m]] = z;
        break;
      }
    found = 0;
    for (int k = 0; k < TORCH_PAIRS; k++) other[0][k] = other[1][k] = 0.3f;
  }
}

static void torch_four_tries32(intptr_t n, intptr_t used, int32_t *state, float *out) {
  struct mt mt = {(uint32_t *)state, used};
  uint32_t words[TORCH_BLOCK * TORCH_PAIRS / 2];
  intptr_t whole = n & ~(intptr_t)(TORCH_TRIES - 1);
  for (intptr_t at = 0; at < whole; at += 2 * TORCH_PAIRS) {
    intptr_t count = smaller(whole - at, 2 * TORCH_PAIRS);
    mt_words(&mt, words, TORCH_TRIES * count);
    torch_choose32(words, count / 4, out + at);
  }
  if (whole == n) return;
  mt_skip(&mt, TORCH_TRIES * (n - whole));
  mt_words(&mt, words, TORCH_BLOCK);
  torch_choose32(words, 1, out + n - TORCH_TRIES);
}
