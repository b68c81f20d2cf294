/* How a thread's processor treats subnormal numbers. */
#pragma once
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Subnormal numbers are taken for zero and not made while a kernel runs: gradients that vanish would slow it down manifold. */
static inline uint32_t flush_dust(void) {
#if defined(__x86_64__)
  uint32_t mode = _mm_getcsr();
  _mm_setcsr(mode | 0x8040);
  return mode;
#elif defined(__aarch64__)
  uint64_t mode;
  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  __asm__ volatile("msr fpcr, %0" : : "r"(mode | (1u << 24)));
  return (uint32_t)mode;
#else
  return 0;
#endif
}
static inline void restore_mode(uint32_t mode) {
#if defined(__x86_64__)
  _mm_setcsr(mode);
#elif defined(__aarch64__)
  uint64_t wide = mode;
  __asm__ volatile("msr fpcr, %0" : : "r"(wide));
#else
  (void)mode;
#endif
}
