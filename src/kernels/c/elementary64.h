/* float64 log, sine and cosine with the bits of glibc's. The twins are src/random/glibc-log.ts and glibc-sincos.ts, which say how; `tables`
 * are theirs: 1/c and ln c of 128 parts, then sin, its rest, cos, its rest of k/128. */
#pragma once
#include "fma.h"

#define SINES 256

/* A value as main + rest; where steps were not fused, `rest` is no further than `slack` from what fused ones give. */
struct sum {
  double main, rest, slack;
};

INLINE double sum_of(struct sum y) { return y.main + y.rest; }
INLINE int is_doubtful(struct sum y) { return y.main + (y.rest - y.slack) != y.main + (y.rest + y.slack); }

#define STEP(a, b, c) (fused ? fma64(a, b, c) : (a) * (b) + (c))

INLINE struct sum log_by(int fused, const double *tables, double x) {
  if (x >= 0.9375 && x < 1.064697265625) {
    double r = x - 1, r2 = r * r, r3 = r * r2, w = r * 134217728, rHigh = r + w - w, square = rHigh * rHigh * -0.5, hi = r + square;
    double p = STEP(r3, -0.08328363062289341, STEP(r2, 0.09181994006195467, STEP(r, -0.10000486757818193, 0.11110712032936046)));
    p = STEP(r3, p, STEP(r2, -0.12499997863982555, STEP(r, 0.14285715076560868, -0.16666666669929706)));
    p = STEP(r3, p, STEP(r2, 0.19999999999320328, STEP(r, -0.24999999999998432, 0.3333333333333352)));
    double lo = STEP(-0.5 * (r - rHigh), rHigh + r, r - hi + square);
    return (struct sum){hi, STEP(r3, p, lo), (__builtin_fabs(r3) + __builtin_fabs(lo)) * 0x1p-50};
  }
  int64_t bits;
  __builtin_memcpy(&bits, &x, 8);
  int64_t offset = bits - 0x3fe6000000000000, part = (offset >> 45 & 127) * 2;
  double k = (double)(int32_t)(offset >> 52), z, c = tables[part];
  bits -= (int64_t)((uint64_t)offset & 0xfff0000000000000);
  __builtin_memcpy(&z, &bits, 8);
  double product = z * c, r = FMA_IS_HARD ? fma64(z, c, -1) : product - 1 + product_error(z, c, product);
  double w = k * 0.6931471805598903 + tables[part + 1], hi = w + r, r2 = r * r;
  double lo = STEP(k, 5.497923018708371e-14, w - hi + r);
  double p = STEP(r2, STEP(r, -0.16667054827627667, 0.20000304511814496), STEP(r, -0.2499999999622955, 0.33333333331825593));
  return (struct sum){hi, STEP(r * r2, p, STEP(r2, -0.5000000000000001, lo)), (r2 + __builtin_fabs(lo)) * 0x1p-50 + 0x1p-85};
}

APART double log_fused(const double *tables, double x) { return sum_of(log_by(1, tables, x)); }

/* The natural logarithm of a positive normal number. */
INLINE double log64(const double *tables, double x) {
  struct sum y = log_by(FMA_IS_HARD, tables, x);
  return !FMA_IS_HARD && is_doubtful(y) ? log_fused(tables, x) : sum_of(y);
}

/* Where the angle is reduced: by a quarter turn and its rest, or by four parts of it. */
static const double quarter_turns[2][4] = {
    {1.5707963267948966, 0, 6.123233995736766e-17, 0},
    {1.5707963407039642, -1.3909067564377153e-8, -4.97899623147991e-17, -1.9034889620193266e-25},
};

struct angle {
  struct sum sin, cos;
  int64_t quadrant, sign;
};

/* Sine and cosine of what is left of an angle without the quarter turns in it. */
INLINE struct angle angle_by(int fused, const double *tables, double x) {
  int far = x >= 2.426265;
  const double *quarter = quarter_turns[far];
  double turns = far ? x * 0.6366197723675814 + 0x1.8p52 - 0x1.8p52 : x >= 0.85546875 ? 1 : 0;
  double y = x - turns * quarter[0] - turns * quarter[1], t = turns * quarter[2], u = y - t, rest = y - u - t;
  t = turns * quarter[3];
  double a = u - t;
  rest += u - a - t;
  double size = __builtin_fabs(a), left = a < 0 ? -rest : rest, nearest = size + 0x1.8p45 - 0x1.8p45, d = size - nearest;
  const double *row = tables + SINES + (int32_t)(nearest * 512);
  double sn = row[0], snLow = row[1], cs = row[2], csLow = row[3];

  double e = d + left, ee = e * e, s = STEP(e * ee, STEP(ee, 0.008333332142857223, -0.16666666666666488), e);
  double c = ee * STEP(ee, STEP(ee, 0.001388888740079376, -0.04166666666666644), 0.5);
  struct sum cos = {cs, STEP(-sn, s, STEP(-cs, c, STEP(-s, snLow, csLow))), __builtin_fabs(s) * 0x1p-51};

  double aa = size * size;
  double p = STEP(aa, STEP(aa, STEP(aa, STEP(aa, -2.5022014848318398e-8, 2.755729806860771e-6), -0.00019841269834414642), 0.008333333333332329),
                  -0.16666666666666666);
  struct sum near = {size, STEP(STEP(p, size, -0.5 * left), aa, left), (size * aa + __builtin_fabs(left)) * 0x1p-52};
  double dd = d * d, v = d + STEP(d * dd, STEP(dd, 0.008333332142857223, -0.16666666666666488), left);
  c = STEP(d, left, dd * STEP(dd, STEP(dd, 0.001388888740079376, -0.04166666666666644), 0.5));
  struct sum table = {sn, STEP(cs, v, STEP(-sn, c, STEP(v, csLow, snLow))), __builtin_fabs(v) * (2.6 * 0x1p-52)};
  return (struct angle){size < 0.126 ? near : table, cos, (int64_t)(int32_t)turns & 3, a < 0};
}
#undef STEP

INLINE void turned(struct angle a, double *sin, double *cos) {
  double s = sum_of(a.sin), c = sum_of(a.cos);
  s = a.sign ? -s : s;
  double first = a.quadrant & 1 ? c : s, second = a.quadrant & 1 ? s : c;
  *sin = a.quadrant & 2 ? -first : first;
  *cos = (a.quadrant + 1) & 2 ? -second : second;
}

APART void sincos_fused(const double *tables, double x, double *sin, double *cos) { turned(angle_by(1, tables, x), sin, cos); }

/* Sine and cosine of an angle of [0, 2π]. */
INLINE void sincos64(const double *tables, double x, double *sin, double *cos) {
  struct angle a = angle_by(FMA_IS_HARD, tables, x);
  if (!FMA_IS_HARD && (is_doubtful(a.sin) || is_doubtful(a.cos))) sincos_fused(tables, x, sin, cos);
  else turned(a, sin, cos);
}

#define TWO_PI 6.283185307179586

/* Turns pairs of uniforms, u of (0, 1] and v of [0, 1), into normals, in place: √(−2 ln u) by the sine and by the cosine of 2πv. */
APART void normal_pairs64(const double *tables, intptr_t n, double *restrict u, double *restrict v) {
  for (intptr_t i = 0; i < n; i++) u[i] = __builtin_sqrt(-2 * log64(tables, u[i]));
  for (intptr_t i = 0; i < n; i++) {
    double sin, cos;
    sincos64(tables, TWO_PI * v[i], &sin, &cos);
    v[i] = u[i] * cos;
    u[i] = u[i] * sin;
  }
}
