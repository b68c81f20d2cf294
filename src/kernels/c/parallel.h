/* Work in parts, each of which writes outputs of its own: the bits are the same for any number of parts. */
#pragma once
#include <stdint.h>

/* Does one part of so many. */
typedef void part_function(void *context, intptr_t part, intptr_t parts);

#if defined(__wasm__)
static inline void in_parallel(double work, intptr_t most, part_function *run, void *context) {
  (void)work, (void)most;
  run(context, 0, 1);
}
#else
/* Runs a function in at most `most` parts, as many as so many multiply-adds are worth and threads are there; returns when all are done. */
void in_parallel(double work, intptr_t most, part_function *run, void *context);
#endif

/* Where a part of n things begins, in whole units; that of part `parts` is n. */
static inline intptr_t part_start(intptr_t n, intptr_t unit, intptr_t part, intptr_t parts) {
  intptr_t start = (n + unit - 1) / unit * part / parts * unit;
  return start < n ? start : n;
}
