/* The normals of NumPy's default generator. The twins are src/random/ziggurat.ts, exp64.ts and glibc-log1p.ts. */
#pragma once
#include "fma.h"
#include "pcg64.h"

#define TAIL_FROM 3.6541528853610088
#define TAIL_SCALE 0.27366123732975828

APART double exp64(double x) {
  int32_t n = (int32_t)__builtin_floor(x * 1.4426950408889634 + 0.5);
  double t = x - n * 0.6931471803691238, n2 = n * 1.9082149292705877e-10, r = t - n2, rLow = sum_error(t, -n2, r);
  double z = r * r, zLow = product_error(r, r, z) + 2 * r * rLow, p = 1.0 / 6227020800;
  p = p * r + 1.0 / 479001600;
  p = p * r + 1.0 / 39916800;
  p = p * r + 1.0 / 3628800;
  p = p * r + 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  double tail = z * r * p, s = 1 + r, sLow = sum_error(1, r, s), half = z / 2, w = s + half, wLow = sum_error(s, half, w);
  double y = w + (wLow + sLow + (rLow + zLow / 2 + tail)), scale;
  int64_t bits = (int64_t)(1023 + n) << 52;
  __builtin_memcpy(&scale, &bits, 8);
  return y * scale;
}

/* log(1 + x) for x of (−1, 0]. */
APART double log1p64(double x) {
  if (x > -0x1p-29) return x > -0x1p-54 ? x : x - x * x * 0.5;
  int64_t bits;
  int32_t k = 0, tiny = 0;
  double f = x, c = 0;
  __builtin_memcpy(&bits, &x, 8);
  if ((int32_t)(bits >> 32) > (int32_t)0xbfd2bec3) {
    double u = 1 + x;
    __builtin_memcpy(&bits, &u, 8);
    int32_t top = (int32_t)(bits >> 32);
    k = (top >> 20) - 1023;
    c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    top &= 0xfffff;
    int32_t exponent = 0x3ff00000, rest = top;
    if (top >= 0x6a09e) k++, exponent = 0x3fe00000, rest = (0x100000 - top) >> 2;
    bits = (bits & 0xffffffff) | (int64_t)(top | exponent) << 32;
    tiny = rest == 0;
    __builtin_memcpy(&u, &bits, 8);
    f = u - 1;
  }
  double high = k * 0.6931471803691238, half = 0.5 * f * f, low = fma64(k, 1.9082149292705877e-10, c);
  if (tiny) {
    if (f == 0) return high + low;
    double rest = half * fma64(-f, 0.6666666666666666, 1);
    return k == 0 ? f - rest : high - (rest - low - f);
  }
  double s = f / (2 + f), z = s * s, z2 = z * z, z4 = z2 * z2;
  double lower = fma64(z4, fma64(z, 0.1818357216161805, 0.22222198432149784),
                       fma64(z, 0.6666666666666735, z2 * fma64(z, 0.2857142874366239, 0.3999999999940942)));
  double rest = fma64(z4 * z2, fma64(z, 0.14798198605116586, 0.15313837699209373), lower);
  return k == 0 ? f - (half - s * (half + rest)) : high - (half - (s * (half + rest) + low) - f);
}

APART float log1p32(float x) {
  if (x > -0x1p-29f) return x - x * x * 0.5f;
  int32_t bits, k = 0, tiny = 0;
  float f = x, c = 0;
  if (x < -0.2928933799266815f) {
    float u = 1 + x;
    __builtin_memcpy(&bits, &u, 4);
    k = (bits >> 23) - 127;
    c = (x - (u - 1)) / u;
    int32_t top = bits & 0x7fffff, exponent = 0x3f800000, rest = top;
    if (top >= 0x3504f7) k++, exponent = 0x3f000000, rest = (0x800000 - top) >> 2;
    bits = top | exponent;
    tiny = rest == 0;
    __builtin_memcpy(&u, &bits, 4);
    f = u - 1;
  }
  float high = (float)k * 6.9313812256e-1f, half = 0.5f * f * f, shift = (float)k * 9.0580006145e-6f + c;
  if (tiny) {
    if (f == 0) return high + shift;
    float rest = half * (1 - 0.6666666666666666f * f);
    return k == 0 ? f - rest : high - (rest - shift - f);
  }
  float s = f / (2 + f), z = s * s, r = 1.5313838422e-1f + z * 1.479819864e-1f;
  r = 1.818357259e-1f + z * r;
  r = 2.2222198546e-1f + z * r;
  r = 2.8571429849e-1f + z * r;
  r = 4.0000000596e-1f + z * r;
  r = 6.6666668653e-1f + z * r;
  r = z * r;
  float sum = s * (half + r);
  return k == 0 ? f - (half - sum) : high - (half - (sum + shift) - f);
}

APART double tail64(struct pcg *g, double *words, int negative) {
  for (;;) {
    double x = -TAIL_SCALE * log1p64(-pcg_unit(pcg_next(g))), y = -log1p64(-pcg_unit(pcg_next(g)));
    *words += 2;
    if (y + y > x * x) return negative ? -(TAIL_FROM + x) : TAIL_FROM + x;
  }
}

APART float tail32(struct pcg *g, double *words, int negative) {
  for (;;) {
    float x = -(float)TAIL_SCALE * log1p32(-pcg_unit32(pcg_next_half(g, words)));
    float y = -log1p32(-pcg_unit32(pcg_next_half(g, words)));
    if (y + y > x * x) return negative ? -((float)TAIL_FROM + x) : (float)TAIL_FROM + x;
  }
}

/* A standard normal; `tables` are widths, heights and limits of 256 rows. Counts the words. */
INLINE double ziggurat64(struct pcg *g, const double *tables, double *words) {
  for (;;) {
    uint64_t word = pcg_next(g);
    *words += 1;
    int row = (int)(word & 255);
    double a = (double)(int64_t)(word >> 9 & 0xfffffffffffff), x = a * tables[row];
    uint64_t bits;
    __builtin_memcpy(&bits, &x, 8);
    bits ^= (word & 256) << 55;
    double signedX;
    __builtin_memcpy(&signedX, &bits, 8);
    if (a < tables[512 + row]) return signedX;
    if (row == 0) return tail64(g, words, (word & 0x20000) != 0);
    double u = pcg_unit(pcg_next(g)), height = tables[256 + row];
    *words += 1;
    if ((tables[255 + row] - height) * u + height < exp64(-0.5 * x * x)) return signedX;
  }
}

INLINE float ziggurat32(struct pcg *g, const double *tables, double *words) {
  for (;;) {
    uint32_t r = pcg_next_half(g, words);
    int row = (int)(r & 255);
    int32_t a = (int32_t)(r >> 9 & 0x7fffff);
    float x = (float)a * (float)tables[row], signedX = r & 256 ? -x : x;
    if (a < tables[512 + row]) return signedX;
    if (row == 0) return tail32(g, words, (a & 256) != 0);
    float height = (float)tables[256 + row], above = (float)tables[255 + row] - height;
    if (above * pcg_unit32(pcg_next_half(g, words)) + height < exp64(-0.5 * (double)x * (double)x)) return signedX;
  }
}
