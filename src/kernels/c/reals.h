/* Arrays of floats or of doubles, as `single` says: what is computed in double is rounded as it is written. */
#pragma once
#include <stdint.h>
#include "vec.h"

INLINE void put_real(void *out, int single, intptr_t at, double value) {
  if (single) ((float *)out)[at] = (float)value;
  else ((double *)out)[at] = value;
}

/* Runs a function whose first argument is then known. */
#define BY_SINGLE(single, function, ...) ((single) ? function(1, __VA_ARGS__) : function(0, __VA_ARGS__))
