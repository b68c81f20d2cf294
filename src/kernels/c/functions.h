/* Elementary functions on vectors, within 4 units in the last place for sigmoid and tanh (tanh from 0.56 on within 1.25, from 2 on within 0.75). A NaN gives NaN.
 *
 * 2^f on [-1/2, 1/2] is a polynomial; x·log2(e) is split into a whole part n and f by adding and taking away 1.5·2^23, in whose lower
 * bits n then stands. Without a fused multiply-add the split goes through x − n·ln 2 with ln 2 in two parts, the first of few bits. */
#pragma once
#include "kernels.gen.h"
#include "vec.h"

#define WHOLE 12582912.0f

/* Splits y·log2(e) (`scale` 1) or 2·y·log2(e) (`scale` 2): gives f, and n in the lower bits of *whole. */
INLINE vec split_exponent(vec y, float scale, ivec *whole) {
  vec t = fma_(y, splat(1.44269504f * scale), splat(WHOLE));
  vec n = t - splat(WHOLE);
  *whole = (ivec)t;
#if FUSED
  vec f = fma_(y, splat(1.44269502163f * scale), -n);
  return fma_(y, splat(1.92596299e-8f * scale), f);
#else
  vec r = y * splat(scale) - n * splat(0.693359375f);
  r = r + n * splat(2.12194440e-4f);
  return r * splat(1.44269504f);
#endif
}

/* (2^f − 1)/f. */
INLINE vec power_less_one(vec f) {
  vec p = splat(1.5403512222e-4f);
  p = fma_(p, f, splat(1.3390735257e-3f));
  p = fma_(p, f, splat(9.6182376146e-3f));
  p = fma_(p, f, splat(5.5503573269e-2f));
  p = fma_(p, f, splat(2.4022649229e-1f));
  return fma_(p, f, splat(6.9314718246e-1f));
}

/* 2^n of a number whose lower bits are n. */
INLINE vec power_of_two(ivec whole) { return (vec)((whole << 23) + isplat(0x3f800000)); }

/* e^x for |x| ≤ 87. */
INLINE vec exp_small(vec x) {
  ivec whole;
  vec f = split_exponent(x, 1, &whole);
  return fma_(power_less_one(f), f, splat(1)) * power_of_two(whole);
}

INLINE vec clamp(vec x, float bound) { return at_most(at_least(x, splat(-bound)), splat(bound)); }

INLINE vec sigmoid(vec x) { return splat(1) / (splat(1) + exp_small(-clamp(x, 87))); }

/* With e = e^(2|x|) − 1: |tanh x| = e/(e + 2), which keeps the digits of a small x, or 1 − 2/(e + 2), which is nearly rounded alone
 * where the slope 1 − tanh² needs it. The sign is x's. */
INLINE vec hyperbolic_tangent(vec x) {
  ivec sign = (ivec)x & isplat((int)0x80000000);
  ivec whole;
  vec f = split_exponent(at_most((vec)((ivec)x ^ sign), splat(9.1f)), 2, &whole);
  vec scale = power_of_two(whole);
  vec e = fma_(scale, power_less_one(f) * f, scale - splat(1));
  ivec large = e > splat(2);
  vec part = choose(large, splat(2), e) / (e + splat(2));
  return (vec)((ivec)choose(large, splat(1) - part, part) ^ sign);
}

/* e^x everywhere: infinite above 88.72, 0 below -87.33. */
INLINE vec exponential(vec x) {
  ivec whole;
  vec f = split_exponent(at_most(at_least(x, splat(-88)), splat(89)), 1, &whole);
  whole -= (ivec)splat(WHOLE);
  ivec half = whole >> 1;
  vec y = fma_(power_less_one(f), f, splat(1)) * power_of_two(half) * power_of_two(whole - half);
  y = choose(x > splat(88.722839f), splat(__builtin_inff()), y);
  return choose(x < splat(-87.336544f), splat(0), y);
}

/* ln x: x = m·2^n with m in [1/√2, √2], ln m by a polynomial in m − 1. */
INLINE vec logarithm(vec x) {
  ivec tiny = x < splat(1.17549435e-38f);
  vec scaled = choose(tiny, x * splat(8388608), x);
  ivec bits = (ivec)scaled - isplat(0x3f3504f3);
  vec n = __builtin_convertvector(bits >> 23, vec) - choose(tiny, splat(23), splat(0));
  vec m = (vec)((bits & isplat(0x007fffff)) + isplat(0x3f3504f3)) - splat(1);
  vec p = splat(7.0376836292e-2f);
  p = fma_(p, m, splat(-1.1514610310e-1f));
  p = fma_(p, m, splat(1.1676998740e-1f));
  p = fma_(p, m, splat(-1.2420140846e-1f));
  p = fma_(p, m, splat(1.4249322787e-1f));
  p = fma_(p, m, splat(-1.6668057665e-1f));
  p = fma_(p, m, splat(2.0000714765e-1f));
  p = fma_(p, m, splat(-2.4999993993e-1f));
  p = fma_(p, m, splat(3.3333331174e-1f));
  vec square = m * m;
  vec y = fma_(n, splat(-2.12194440e-4f), p * m * square);
  y = fma_(square, splat(-0.5f), y);
  y = fma_(n, splat(0.693359375f), m + y);
  y = choose(x == splat(__builtin_inff()), x, y);
  y = choose(x == splat(0), splat(-__builtin_inff()), y);
  return choose((x < splat(0)) | (x != x), splat(__builtin_nanf("")), y);
}

/* ln(1 + e) for e in [0, 1]: the logarithm of the rounded sum, times what the rounding took. */
INLINE vec log_one_plus(vec e) {
  vec sum = splat(1) + e;
  vec part = sum - splat(1);
  return choose(part == splat(0), e, logarithm(sum) * (e / part));
}

INLINE vec hard_sigmoid(vec x, float slope) { return at_most(at_least(x * splat(slope) + splat(0.5f), splat(0)), splat(1)); }

INLINE vec positive(vec x) { return choose(x <= splat(0), splat(0), x); }

/* A gate's value, and its slope from the value. */
INLINE vec gate_at(intptr_t kind, vec x) {
  return kind == GATE_SIGMOID ? sigmoid(x) : hard_sigmoid(x, kind == GATE_HARD_SIGMOID ? 0.2f : 1.0f / 6);
}
INLINE vec gate_slope(intptr_t kind, vec y) {
  if (kind == GATE_SIGMOID) return fma_(-y, y, y);
  return choose((y > splat(0)) & (y < splat(1)), splat(kind == GATE_HARD_SIGMOID ? 0.2f : 1.0f / 6), splat(0));
}

/* An activation's value, and its slope from the value. */
INLINE vec activation_at(intptr_t kind, vec x) {
  return kind == ACTIVATION_TANH ? hyperbolic_tangent(x) : kind == ACTIVATION_RELU ? positive(x) : x;
}
INLINE vec activation_slope(intptr_t kind, vec y) {
  if (kind == ACTIVATION_TANH) return fma_(-y, y, splat(1));
  return kind == ACTIVATION_RELU ? choose(y > splat(0), splat(1), splat(0)) : splat(1);
}
