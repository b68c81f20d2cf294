/* Philox4x32-10. An engine is six words: key, then the counter of the next block. The twin is src/random/philox4x32.ts. */
#pragma once
#include <stdint.h>
#include "vec.h"

#define PHILOX_M0 0xd2511f53u
#define PHILOX_M1 0xcd9e8d57u
#define PHILOX_W0 0x9e3779b9u
#define PHILOX_W1 0xbb67ae85u

struct philox {
  uint32_t key[2], counter[4];
};

INLINE struct philox philox_of(const int32_t *engine) {
  struct philox p;
  __builtin_memcpy(&p, engine, sizeof p);
  return p;
}

static void philox_skip(struct philox *p, uint64_t blocks) {
  uint64_t low = ((uint64_t)p->counter[1] << 32 | p->counter[0]) + blocks;
  int carry = low < blocks;
  p->counter[0] = (uint32_t)low, p->counter[1] = (uint32_t)(low >> 32);
  if (carry && ++p->counter[2] == 0) p->counter[3]++;
}

/* One block of four words; the counter grows by `step`. */
INLINE void philox_block(struct philox *p, uint32_t step, uint32_t *words) {
  uint32_t a = p->counter[0], b = p->counter[1], c = p->counter[2], d = p->counter[3], k0 = p->key[0], k1 = p->key[1];
  for (int round = 0; round < 10; round++) {
    uint64_t first = PHILOX_M0 * (uint64_t)a, second = PHILOX_M1 * (uint64_t)c;
    a = (uint32_t)(second >> 32) ^ b ^ k0, b = (uint32_t)second;
    c = (uint32_t)(first >> 32) ^ d ^ k1, d = (uint32_t)first;
    k0 += PHILOX_W0, k1 += PHILOX_W1;
  }
  words[0] = a, words[1] = b, words[2] = c, words[3] = d;
  philox_skip(p, step);
}

/* Two vectors of blocks, a block a lane, whose 64-bit counters are `low` and `step` more each. What stands in the high halves of the
 * lanes between rounds does not count. */
#define PHILOX_BLOCKS (2 * WIDE_LANES)
/* Two lanes that must be shuffled before they are multiplied bring nothing. */
#if defined(__wasm__)
#define PHILOX_IS_WIDE 0
#else
#define PHILOX_IS_WIDE 1
#endif
INLINE void philox_blocks(const struct philox *p, uint64_t low, uint32_t step, uint32_t *restrict words) {
  wvec a[2], b[2], c[2], d[2], lane = {0};
  for (int i = 0; i < WIDE_LANES; i++) lane[i] = low + (uint64_t)i * step;
  uint32_t k0 = p->key[0], k1 = p->key[1];
  UNROLL for (int v = 0; v < 2; v++) {
    a[v] = lane + wsplat((uint64_t)v * WIDE_LANES * step), b[v] = a[v] >> 32;
    c[v] = wsplat(p->counter[2]), d[v] = wsplat(p->counter[3]);
  }
  for (int round = 0; round < 10; round++) {
    UNROLL for (int v = 0; v < 2; v++) {
      wvec first = low_products(wsplat(PHILOX_M0), a[v]), second = low_products(wsplat(PHILOX_M1), c[v]);
      a[v] = (second >> 32) ^ b[v] ^ wsplat(k0), b[v] = second;
      c[v] = (first >> 32) ^ d[v] ^ wsplat(k1), d[v] = first;
    }
    k0 += PHILOX_W0, k1 += PHILOX_W1;
  }
  UNROLL for (int v = 0; v < 2; v++) {
    wvec ab = (a[v] & wsplat(0xffffffff)) | b[v] << 32, cd = (c[v] & wsplat(0xffffffff)) | d[v] << 32;
    for (int i = 0; i < WIDE_LANES; i++) {
      uint64_t pair[2] = {ab[i], cd[i]};
      __builtin_memcpy(words + 4 * (v * WIDE_LANES + i), pair, 16);
    }
  }
}

/* Writes whole blocks until there are n words. */
APART void philox_words(struct philox *p, uint32_t step, intptr_t n, uint32_t *restrict words) {
  for (intptr_t at = 0; at < n;) {
    uint64_t low = (uint64_t)p->counter[1] << 32 | p->counter[0], further = (uint64_t)PHILOX_BLOCKS * step;
    if (PHILOX_IS_WIDE && n - at >= 4 * PHILOX_BLOCKS && low + further >= further) {
      philox_blocks(p, low, step, words + at);
      philox_skip(p, further);
      at += 4 * PHILOX_BLOCKS;
    } else {
      philox_block(p, step, words + at);
      at += 4;
    }
  }
}
