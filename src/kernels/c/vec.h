/* Vectors of VECTOR_BYTES bytes, by the GNU extension, and what the extension has no word for. Every fused multiply-add is written
 * out: FUSED says whether fma() rounds once. */
#pragma once
#include <stdint.h>

#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif
#if defined(__wasm__)
#include <wasm_simd128.h>
#elif defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define LANES (VECTOR_BYTES / 4)
#define INLINE static inline __attribute__((always_inline, unused))
/* A function that stays one: it is called from many places. */
#define APART static __attribute__((noinline, unused))
#define UNROLL _Pragma("GCC unroll 32")

typedef float vec __attribute__((vector_size(VECTOR_BYTES)));
typedef int32_t ivec __attribute__((vector_size(VECTOR_BYTES)));
/* A vector in memory, at any float. */
typedef float loose_vec __attribute__((vector_size(VECTOR_BYTES), aligned(4), may_alias));

/* x − 0 is x, −0 and NaN included; 0 + x is not, and the compiler would have to add. */
INLINE vec splat(float x) { return x - (vec){0}; }
INLINE ivec isplat(int32_t x) { return x - (ivec){0}; }
INLINE vec load(const float *p) { return *(const loose_vec *)p; }
INLINE void store(float *p, vec v) { *(loose_vec *)p = v; }
INLINE vec choose(ivec mask, vec yes, vec no) { return (vec)(((ivec)yes & mask) | ((ivec)no & ~mask)); }

#if defined(__wasm_relaxed_simd__)
#define FUSED 1
INLINE vec fma_(vec a, vec b, vec c) { return (vec)__builtin_wasm_relaxed_madd_f32x4(a, b, c); }
#elif VECTOR_BYTES == 64
#define FUSED 1
INLINE vec fma_(vec a, vec b, vec c) { return (vec)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c); }
#elif VECTOR_BYTES == 32
#define FUSED 1
INLINE vec fma_(vec a, vec b, vec c) { return (vec)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c); }
#elif defined(__aarch64__)
#define FUSED 1
INLINE vec fma_(vec a, vec b, vec c) { return (vec)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b); }
#else
#define FUSED 0
INLINE vec fma_(vec a, vec b, vec c) { return a * b + c; }
#endif

/* The larger and the smaller; where x is NaN, NaN. */
#if defined(__wasm__)
INLINE vec at_least(vec x, vec low) { return (vec)wasm_f32x4_pmax((v128_t)x, (v128_t)low); }
INLINE vec at_most(vec x, vec high) { return (vec)wasm_f32x4_pmin((v128_t)x, (v128_t)high); }
INLINE vec root(vec x) { return (vec)wasm_f32x4_sqrt((v128_t)x); }
#elif VECTOR_BYTES == 64
INLINE vec at_least(vec x, vec low) { return (vec)_mm512_max_ps((__m512)low, (__m512)x); }
INLINE vec at_most(vec x, vec high) { return (vec)_mm512_min_ps((__m512)high, (__m512)x); }
INLINE vec root(vec x) { return (vec)_mm512_sqrt_ps((__m512)x); }
#elif VECTOR_BYTES == 32
INLINE vec at_least(vec x, vec low) { return (vec)_mm256_max_ps((__m256)low, (__m256)x); }
INLINE vec at_most(vec x, vec high) { return (vec)_mm256_min_ps((__m256)high, (__m256)x); }
INLINE vec root(vec x) { return (vec)_mm256_sqrt_ps((__m256)x); }
#elif defined(__x86_64__)
INLINE vec at_least(vec x, vec low) { return (vec)_mm_max_ps((__m128)low, (__m128)x); }
INLINE vec at_most(vec x, vec high) { return (vec)_mm_min_ps((__m128)high, (__m128)x); }
INLINE vec root(vec x) { return (vec)_mm_sqrt_ps((__m128)x); }
#elif defined(__aarch64__)
INLINE vec at_least(vec x, vec low) { return choose(x < low, low, x); }
INLINE vec at_most(vec x, vec high) { return choose(x > high, high, x); }
INLINE vec root(vec x) { return (vec)vsqrtq_f32((float32x4_t)x); }
#else
INLINE vec at_least(vec x, vec low) { return choose(x < low, low, x); }
INLINE vec at_most(vec x, vec high) { return choose(x > high, high, x); }
INLINE vec root(vec x) {
  for (int i = 0; i < LANES; i++) x[i] = __builtin_sqrtf(x[i]);
  return x;
}
#endif

/* Lanes of 64 bits, and the products of their low halves. */
#define WIDE_LANES (VECTOR_BYTES / 8)
typedef uint64_t wvec __attribute__((vector_size(VECTOR_BYTES)));
INLINE wvec wsplat(uint64_t x) { return x - (wvec){0}; }
#if defined(__wasm__)
INLINE wvec low_products(wvec a, wvec b) {
  return (wvec)wasm_u64x2_extmul_low_u32x4(wasm_i32x4_shuffle((v128_t)a, (v128_t)a, 0, 2, 0, 2), wasm_i32x4_shuffle((v128_t)b, (v128_t)b, 0, 2, 0, 2));
}
#elif VECTOR_BYTES == 64
INLINE wvec low_products(wvec a, wvec b) { return (wvec)_mm512_mul_epu32((__m512i)a, (__m512i)b); }
#elif VECTOR_BYTES == 32
INLINE wvec low_products(wvec a, wvec b) { return (wvec)_mm256_mul_epu32((__m256i)a, (__m256i)b); }
#elif defined(__x86_64__)
INLINE wvec low_products(wvec a, wvec b) { return (wvec)_mm_mul_epu32((__m128i)a, (__m128i)b); }
#elif defined(__aarch64__)
INLINE wvec low_products(wvec a, wvec b) { return (wvec)vmull_u32(vmovn_u64((uint64x2_t)a), vmovn_u64((uint64x2_t)b)); }
#else
INLINE wvec low_products(wvec a, wvec b) { return (a & wsplat(0xffffffff)) * (b & wsplat(0xffffffff)); }
#endif

INLINE vec absolute(vec x) { return (vec)((ivec)x & isplat(0x7fffffff)); }

/* The first `count` numbers at p, zeros behind them; and their way back. */
APART vec load_some(const float *p, intptr_t count) {
  float all[LANES] = {0};
  _Pragma("GCC unroll 1") for (intptr_t i = 0; i < count; i++) all[i] = p[i];
  return load(all);
}
APART void store_some(float *p, vec v, intptr_t count) {
  float all[LANES];
  store(all, v);
  _Pragma("GCC unroll 1") for (intptr_t i = 0; i < count; i++) p[i] = all[i];
}

INLINE intptr_t smaller(intptr_t a, intptr_t b) { return a < b ? a : b; }
INLINE void copy(float *restrict to, const float *restrict from, intptr_t n) { __builtin_memcpy(to, from, (uintptr_t)n * 4); }
INLINE void clear(float *to, intptr_t n) { __builtin_memset(to, 0, (uintptr_t)n * 4); }
