/* Threefry2x32-20. The twin is src/random/threefry2x32.ts. */
#pragma once
#include <stdint.h>
#include "vec.h"

typedef uint32_t uvec __attribute__((vector_size(VECTOR_BYTES)));
INLINE uvec usplat(uint32_t x) { return x - (uvec){0}; }

/* Writes x0 ^ x1 of the pairs (0, first), (0, first + 1), …, whole vectors of them until there are n. */
APART void threefry_words(uint32_t k0, uint32_t k1, uint32_t first, intptr_t n, uint32_t *restrict words) {
  static const int turns[2][4] = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  const uint32_t key[3] = {k1, k0 ^ k1 ^ 0x1bd11bda, k0};
  uvec lane = {0};
  for (int i = 0; i < LANES; i++) lane[i] = first + (uint32_t)i;
  for (intptr_t at = 0; at < n; at += 2 * LANES) {
    uvec x0[2], x1[2];
    UNROLL for (int v = 0; v < 2; v++) x0[v] = usplat(k0), x1[v] = lane + usplat((uint32_t)at + (uint32_t)v * LANES + k1);
    UNROLL for (uint32_t group = 0; group < 5; group++) {
      UNROLL for (int i = 0; i < 4; i++) {
        int turn = turns[group & 1][i];
        UNROLL for (int v = 0; v < 2; v++) {
          x0[v] += x1[v];
          x1[v] = (x1[v] << turn | x1[v] >> (32 - turn)) ^ x0[v];
        }
      }
      UNROLL for (int v = 0; v < 2; v++) {
        x0[v] += usplat(key[group % 3]);
        x1[v] += usplat(key[(group + 1) % 3] + group + 1);
      }
    }
    UNROLL for (int v = 0; v < 2; v++) {
      uvec word = x0[v] ^ x1[v];
      __builtin_memcpy(words + at + v * LANES, &word, sizeof word);
    }
  }
}
