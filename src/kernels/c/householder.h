/* Q of a Householder QR in float64, rounding as src/linalg does: householder-qr.ts, block-reflector.ts and column-products.ts are the
 * twins. Vectors run over columns or rows that do not meet in a sum, so each sum keeps its order. */
#pragma once
#include <stdint.h>
#include "vec.h"

#define QR_WIDTH 32
#define QR_LANES (VECTOR_BYTES / 8)
#define QR_TILE (2 * QR_LANES)

typedef double dvec __attribute__((vector_size(VECTOR_BYTES)));
typedef double loose_dvec __attribute__((vector_size(VECTOR_BYTES), aligned(8), may_alias));

INLINE dvec dload(const double *p) { return *(const loose_dvec *)p; }
INLINE void dstore(double *p, dvec v) { *(loose_dvec *)p = v; }
INLINE dvec dsplat(double x) { return x - (dvec){0}; }

/* Columns of a column-major matrix, `step` apart. */
struct columns {
  double *data;
  intptr_t step, count;
};

static double qr_dot(const double *x, const double *y, intptr_t rows) {
  double sum = 0;
  for (intptr_t r = 0; r < rows; r++) sum += x[r] * y[r];
  return sum;
}
static void qr_subtract(double *restrict y, const double *restrict x, double factor, intptr_t rows) {
  for (intptr_t r = 0; r < rows; r++) y[r] -= factor * x[r];
}

/* Lays up to 32 columns side by side, [rows, 32], zeros behind the last. */
static void qr_pack(struct columns x, intptr_t rows, double *restrict packed) {
  for (intptr_t r = 0; r < rows; r += 8)
    for (intptr_t i = 0; i < QR_WIDTH; i++)
      for (intptr_t s = r; s < r + 8 && s < rows; s++) packed[s * QR_WIDTH + i] = i < x.count ? x.data[i * x.step + s] : 0;
}

/* One tile of XᵀY: the columns of a tile of X by four of Y, whose sums go down the rows together. */
INLINE void qr_tile(intptr_t rows, const double *packed, const double *const y[4], dvec sums[4][2]) {
  dvec s[4][2] = {{{0}}};
  for (intptr_t r = 0; r < rows; r++) {
    dvec x0 = dload(packed + r * QR_WIDTH), x1 = dload(packed + r * QR_WIDTH + QR_LANES);
    UNROLL for (int j = 0; j < 4; j++) {
      dvec by = dsplat(y[j][r]);
      s[j][0] += x0 * by;
      s[j][1] += x1 * by;
    }
  }
  for (int j = 0; j < 4; j++) sums[j][0] = s[j][0], sums[j][1] = s[j][1];
}

/* Writes XᵀY, X packed: out[j·count + i]. */
static void qr_inner(const double *packed, intptr_t count, struct columns y, intptr_t rows, double *out) {
  for (intptr_t j = 0; j < y.count; j += 4) {
    const double *four[4];
    intptr_t here = y.count - j < 4 ? y.count - j : 4;
    for (intptr_t m = 0; m < 4; m++) four[m] = y.data + (j + (m < here ? m : 0)) * y.step;
    for (intptr_t i = 0; i < count; i += QR_TILE) {
      dvec sums[4][2];
      qr_tile(rows, packed + i, four, sums);
      for (intptr_t m = 0; m < here; m++)
        for (intptr_t l = 0; l < QR_TILE && i + l < count; l++) out[(j + m) * count + i + l] = sums[m][l / QR_LANES][l % QR_LANES];
    }
  }
}

/* One step of Y − XW down four columns of X: for each pair of columns of Y at once, as its twin sums. */
#define QR_FOUR(A, B, C, D, W) ((A) * (W)[0] + (B) * (W)[1] + ((C) * (W)[2] + (D) * (W)[3]))

/* Subtracts XW from the pair of columns at y. */
static void qr_subtract_pair(double *restrict y0, double *restrict y1, struct columns x, const double *w, intptr_t rows) {
  intptr_t k = x.count, r = 0, fours = k & ~(intptr_t)3;
  const double *w1 = w + k;
  for (; r + QR_TILE <= rows; r += QR_TILE) {
    dvec a0 = dload(y0 + r), a1 = dload(y0 + r + QR_LANES), b0 = dload(y1 + r), b1 = dload(y1 + r + QR_LANES);
    intptr_t i = 0;
    for (; i < fours; i += 4) {
      const double *p = x.data + i * x.step + r, *q = p + x.step, *s = q + x.step, *t = s + x.step;
      dvec p0 = dload(p), q0 = dload(q), s0 = dload(s), t0 = dload(t);
      dvec p1 = dload(p + QR_LANES), q1 = dload(q + QR_LANES), s1 = dload(s + QR_LANES), t1 = dload(t + QR_LANES);
      a0 -= QR_FOUR(p0, q0, s0, t0, w + i);
      a1 -= QR_FOUR(p1, q1, s1, t1, w + i);
      b0 -= QR_FOUR(p0, q0, s0, t0, w1 + i);
      b1 -= QR_FOUR(p1, q1, s1, t1, w1 + i);
    }
    for (; i < k; i++) {
      dvec p0 = dload(x.data + i * x.step + r), p1 = dload(x.data + i * x.step + r + QR_LANES);
      a0 -= w[i] * p0, a1 -= w[i] * p1, b0 -= w1[i] * p0, b1 -= w1[i] * p1;
    }
    dstore(y0 + r, a0), dstore(y0 + r + QR_LANES, a1), dstore(y1 + r, b0), dstore(y1 + r + QR_LANES, b1);
  }
  for (; r < rows; r++) {
    intptr_t i = 0;
    for (; i < fours; i += 4) {
      const double *p = x.data + i * x.step + r, *q = p + x.step, *s = q + x.step, *t = s + x.step;
      y0[r] -= QR_FOUR(*p, *q, *s, *t, w + i);
      y1[r] -= QR_FOUR(*p, *q, *s, *t, w1 + i);
    }
    for (; i < k; i++) y0[r] -= w[i] * x.data[i * x.step + r], y1[r] -= w1[i] * x.data[i * x.step + r];
  }
}

/* C ← (I − V·T·Vᵀ)·C, or with Tᵀ. V is packed too. */
static void qr_reflect(struct columns v, const double *packed, const double *t, struct columns c, intptr_t height, int transposed,
                       double *w) {
  intptr_t count = v.count, j = 0;
  qr_inner(packed, count, c, height, w);
  for (j = 0; j < c.count; j++) {
    double column[QR_WIDTH];
    for (intptr_t i = 0; i < count; i++) {
      double sum = 0;
      if (transposed)
        for (intptr_t m = 0; m <= i; m++) sum += t[i * count + m] * w[j * count + m];
      else
        for (intptr_t m = i; m < count; m++) sum += t[m * count + i] * w[j * count + m];
      column[i] = sum;
    }
    for (intptr_t i = 0; i < count; i++) w[j * count + i] = column[i];
  }
  for (j = 0; j + 1 < c.count; j += 2)
    qr_subtract_pair(c.data + j * c.step, c.data + (j + 1) * c.step, v, w + j * count, height);
  if (j < c.count)
    for (intptr_t i = 0; i < count; i++) qr_subtract(c.data + j * c.step, v.data + i * v.step, w[j * count + i], height);
}

/* Makes the columns [from, from + count) triangular, one by one, and their T. */
static void qr_panel(double *work, intptr_t rows, intptr_t from, struct columns v, double *packed, double *t, double *diagonal) {
  intptr_t height = rows - from, count = v.count;
  double scales[QR_WIDTH], products[QR_WIDTH * QR_WIDTH];
  for (intptr_t i = 0; i < height * count; i++) v.data[i] = 0;
  for (intptr_t k = 0; k < count; k++) {
    double *head = work + (from + k) * rows + from + k, *own = v.data + k * height + k;
    intptr_t length = height - k;
    double alpha = *head, squares = qr_dot(head + 1, head + 1, length - 1), beta = alpha, divisor = 1;
    scales[k] = 0;
    if (!(squares < 0x1p-960)) {
      double norm = __builtin_sqrt(alpha * alpha + squares);
      beta = alpha > 0 || (alpha == 0 && !__builtin_signbit(alpha)) ? -norm : norm;
      scales[k] = (beta - alpha) / beta;
      divisor = alpha - beta;
    }
    diagonal[from + k] = *head = beta;
    *own = 1;
    if (scales[k] == 0) continue;
    for (intptr_t i = 1; i < length; i++) own[i] = head[i] / divisor;
    for (intptr_t j = k + 1; j < count; j++) {
      double *other = work + (from + j) * rows + from + k;
      qr_subtract(other, own, scales[k] * qr_dot(own, other, length), length);
    }
  }
  qr_pack(v, height, packed);
  qr_inner(packed, count, v, height, products);
  for (intptr_t j = 0; j < count; j++) {
    for (intptr_t i = 0; i < count; i++) t[j * count + i] = 0;
    for (intptr_t i = 0; i < j; i++) {
      double sum = 0;
      for (intptr_t m = i; m < j; m++) sum += t[m * count + i] * products[j * count + m];
      t[j * count + i] = -scales[j] * sum;
    }
    t[j * count + j] = scales[j];
  }
}

/* Floats: twice the doubles of work, Q, V, T, W, one packed V and the diagonal. */
static double orthonormal_workspace(intptr_t rows, intptr_t columns) {
  double r = (double)rows, c = (double)columns;
  return 2 * (3 * r * c + QR_WIDTH * (c + QR_WIDTH) + QR_WIDTH * c + QR_WIDTH * r + c + 64);
}

/* Scales a column as src/linalg/power-of-two.ts does. */
static void qr_scale(double *x, intptr_t n) {
  double most = 0;
  for (intptr_t i = 0; i < n; i++) {
    double size = __builtin_fabs(x[i]);
    if (!(size <= most)) most = size;
    if (size != size) return;
  }
  if (most == 0 || most == __builtin_inf()) return;
  while (most < 0x1p-300 || most > 0x1p300) {
    double factor = most < 1 ? 0x1p500 : 0x1p-500;
    for (intptr_t i = 0; i < n; i++) x[i] *= factor;
    most *= factor;
  }
}

/* to[j·toRow + i] = from[i·fromRow + j], in squares that fit the nearest cache. */
static void qr_transpose(const double *restrict from, intptr_t fromRow, intptr_t rows, intptr_t columns, double *restrict to) {
  for (intptr_t i0 = 0; i0 < rows; i0 += 8)
    for (intptr_t j0 = 0; j0 < columns; j0 += 8)
      for (intptr_t j = j0; j < j0 + 8 && j < columns; j++)
        for (intptr_t i = i0; i < i0 + 8 && i < rows; i++) to[j * rows + i] = from[i * fromRow + j];
}

static void orthonormal_columns(intptr_t rows, intptr_t columns, const double *a, double *out, float *workspace) {
  double *work = (double *)workspace, *q = work + rows * columns, *vs = q + rows * columns, *ts = vs + rows * columns;
  double *w = ts + QR_WIDTH * (columns + QR_WIDTH), *packed = w + QR_WIDTH * columns, *diagonal = packed + QR_WIDTH * rows;
  qr_transpose(a, columns, rows, columns, work);
  for (intptr_t j = 0; j < columns; j++) qr_scale(work + j * rows, rows);
  double *v = vs;
  for (intptr_t from = 0; from < columns; from += QR_WIDTH) {
    intptr_t count = columns - from < QR_WIDTH ? columns - from : QR_WIDTH, right = from + count, height = rows - from;
    struct columns block = {v, height, count}, rest = {work + right * rows + from, rows, columns - right};
    double *t = ts + from * QR_WIDTH;
    qr_panel(work, rows, from, block, packed, t, diagonal);
    qr_reflect(block, packed, t, rest, height, 1, w);
    v += height * count;
  }
  for (intptr_t i = 0; i < rows * columns; i++) q[i] = 0;
  for (intptr_t j = 0; j < columns; j++) q[j * rows + j] = 1;
  for (intptr_t from = (columns - 1) / QR_WIDTH * QR_WIDTH; from >= 0 && columns > 0; from -= QR_WIDTH) {
    intptr_t count = columns - from < QR_WIDTH ? columns - from : QR_WIDTH, height = rows - from;
    v -= height * count;
    struct columns block = {v, height, count}, rest = {q + from * rows + from, rows, columns - from};
    qr_pack(block, height, packed);
    qr_reflect(block, packed, ts + from * QR_WIDTH, rest, height, 0, w);
  }
  for (intptr_t j = 0; j < columns; j++) {
    double sign = diagonal[j] > 0 ? 1 : diagonal[j] < 0 ? -1 : diagonal[j];
    for (intptr_t i = 0; i < rows; i++) q[j * rows + i] *= sign;
  }
  qr_transpose(q, rows, columns, rows, out);
}
