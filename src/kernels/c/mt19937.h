/* MT19937: words from the 624 of a state, of which `used` are taken. The twin is src/random/mt19937.ts. */
#pragma once
#include <stdint.h>
#include "vec.h"

#define MT_SIZE 624
#define MT_SHIFT 397

struct mt {
  uint32_t *state;
  intptr_t used;
};

INLINE uint32_t mt_twist(uint32_t a, uint32_t b, uint32_t far) {
  uint32_t y = (a & 0x80000000u) | (b & 0x7fffffffu);
  return far ^ (y >> 1) ^ (-(y & 1) & 0x9908b0dfu);
}

APART void mt_turn(struct mt *mt) {
  uint32_t *s = mt->state;
  intptr_t k = 0;
  for (; k < MT_SIZE - MT_SHIFT; k++) s[k] = mt_twist(s[k], s[k + 1], s[k + MT_SHIFT]);
  /* In stretches that no compiler need prove apart: each reads what one before it wrote. */
  for (; k < MT_SIZE - 1; k += 198)
    for (intptr_t i = k; i < k + 198 && i < MT_SIZE - 1; i++) s[i] = mt_twist(s[i], s[i + 1], s[i + MT_SHIFT - MT_SIZE]);
  s[MT_SIZE - 1] = mt_twist(s[MT_SIZE - 1], s[0], s[MT_SHIFT - 1]);
  mt->used = 0;
}

INLINE uint32_t mt_temper(uint32_t w) {
  w ^= w >> 11;
  w ^= (w << 7) & 0x9d2c5680u;
  w ^= (w << 15) & 0xefc60000u;
  return w ^ (w >> 18);
}

/* How many of n words can be taken without a turn; turns first where none is left. */
INLINE intptr_t mt_run(struct mt *mt, intptr_t n) {
  if (mt->used == MT_SIZE) mt_turn(mt);
  intptr_t left = MT_SIZE - mt->used;
  return n < left ? n : left;
}

/* Takes n words as the state has them, for mt_temper. */
static void mt_raw(struct mt *mt, uint32_t *words, intptr_t n) {
  for (intptr_t at = 0; at < n;) {
    intptr_t run = mt_run(mt, n - at);
    __builtin_memcpy(words + at, mt->state + mt->used, (unsigned long)run * 4);
    mt->used += run, at += run;
  }
}

/* Takes n words. */
static void mt_words(struct mt *mt, uint32_t *restrict words, intptr_t n) {
  mt_raw(mt, words, n);
  for (intptr_t i = 0; i < n; i++) words[i] = mt_temper(words[i]);
}

static void mt_skip(struct mt *mt, intptr_t n) {
  for (intptr_t at = 0; at < n;) {
    intptr_t run = mt_run(mt, n - at);
    mt->used += run, at += run;
  }
}
