/* Philox4x32-10. An engine is six words: key, then the counter of the next block. The twin is src/random/philox4x32.ts. */
#pragma once
#include <stdint.h>
#include "vec.h"

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

/* One block of four words; the counter grows by `step`. A processor runs some blocks beside each other by itself. */
INLINE void philox_block(struct philox *p, uint32_t step, uint32_t *words) {
  uint32_t a = p->counter[0], b = p->counter[1], c = p->counter[2], d = p->counter[3], k0 = p->key[0], k1 = p->key[1];
  for (int round = 0; round < 10; round++) {
    uint64_t first = 0xd2511f53u * (uint64_t)a, second = 0xcd9e8d57u * (uint64_t)c;
    a = (uint32_t)(second >> 32) ^ b ^ k0, b = (uint32_t)second;
    c = (uint32_t)(first >> 32) ^ d ^ k1, d = (uint32_t)first;
    k0 += 0x9e3779b9u, k1 += 0xbb67ae85u;
  }
  words[0] = a, words[1] = b, words[2] = c, words[3] = d;
  philox_skip(p, step);
}
