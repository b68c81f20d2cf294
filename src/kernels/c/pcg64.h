/* PCG64 (XSL-RR): 128 bits of state and of increment; the high half of a word may be kept. The twin is src/random/pcg64.ts. */
#pragma once
#include <stdint.h>
#include "vec.h"

#define PCG_LOW 0x4385df649fccf645u
#define PCG_HIGH 0x2360ed051fc65da4u

struct pcg {
  uint64_t low, high, addLow, addHigh;
  uint32_t has, half;
};

INLINE struct pcg pcg_of(const int32_t *engine) {
  struct pcg g;
  __builtin_memcpy(&g, engine, 40);
  return g;
}

/* The high half of a product. */
INLINE uint64_t pcg_high(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__) && !defined(__wasm__)
  return (uint64_t)((unsigned __int128)a * b >> 64);
#else
  uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
  uint64_t low = a0 * b0, one = a1 * b0 + (low >> 32), two = a0 * b1 + (uint32_t)one;
  return a1 * b1 + (one >> 32) + (two >> 32);
#endif
}

/* The word of the state; then a step. */
INLINE uint64_t pcg_next(struct pcg *g) {
  uint64_t x = g->high ^ g->low, word = x >> (g->high >> 58) | x << (-(g->high >> 58) & 63);
  uint64_t low = g->low * PCG_LOW, high = pcg_high(g->low, PCG_LOW) + g->low * PCG_HIGH + g->high * PCG_LOW;
  g->low = low + g->addLow;
  g->high = high + g->addHigh + (g->low < low);
  return word;
}

/* 32 bits: the low half of a new word, then its high half; counts the words. */
INLINE uint32_t pcg_next_half(struct pcg *g, double *words) {
  if (g->has) {
    g->has = 0;
    return g->half;
  }
  uint64_t word = pcg_next(g);
  *words += 1, g->has = 1, g->half = (uint32_t)(word >> 32);
  return (uint32_t)word;
}

INLINE double pcg_unit(uint64_t word) { return (double)(int64_t)(word >> 11) * 0x1p-53; }
INLINE float pcg_unit32(uint32_t word) { return (float)(int32_t)(word >> 8) * 0x1p-24f; }
