/* Products of matrices.
 *
 * The right matrix is packed into panels of a few vectors' width, in blocks of DEPTH rows; a tile of rows of the left one is taken
 * through the panels with all sums in registers. Bits: a sum runs over the DEPTH products of a block, k ascending, from zero; then it
 * is added to what stands in C. That does not depend on the tile, so not on the vector's width. */
#pragma once
#include "parallel.h"
#include "vec.h"

#define DEPTH 256
/* Columns that are taken through all rows before the next: a packed block of them stays in the second cache. */
#define GROUP 512

#if VECTOR_BYTES == 64
#define TILE_ROWS 6
#define TILE_VECTORS 4
#elif defined(__wasm__)
#define TILE_ROWS 4
#define TILE_VECTORS 2
#else
#define TILE_ROWS 6
#define TILE_VECTORS 2
#endif
#define PANEL (TILE_VECTORS * LANES)
#if defined(__wasm__)
#define UNROLL_DEPTH _Pragma("GCC unroll 1")
#else
#define UNROLL_DEPTH _Pragma("GCC unroll 4")
#endif

/* Element (r, c) stands at at[r·row + c·column]. */
typedef struct {
  const float *at;
  intptr_t row, column;
} matrix;

/* A tile: C[R rows, N vectors] (+)= the sum over k of a[r·row + k·column] times the panel's row k; `row` or `column` is 1. */
#define TILE(R, N, SIDE, A)                                                                                                       \
  APART void tile_##SIDE##_##R##_##N(intptr_t k, const float *restrict a, intptr_t stride,              \
                                                               const float *restrict b, float *restrict c, intptr_t c_row,      \
                                                               int add) {                                                         \
    vec sum[R][N];                                                                                                                 \
    UNROLL for (int r = 0; r < R; r++) UNROLL for (int v = 0; v < N; v++) sum[r][v] = (vec){0};                                    \
    UNROLL_DEPTH for (intptr_t i = 0; i < k; i++, b += N * LANES) {                                                                \
      vec right[N];                                                                                                                \
      UNROLL for (int v = 0; v < N; v++) right[v] = load(b + v * LANES);                                                           \
      UNROLL for (int r = 0; r < R; r++) {                                                                                         \
        vec left = splat(A);                                                                                                       \
        UNROLL for (int v = 0; v < N; v++) sum[r][v] = fma_(left, right[v], sum[r][v]);                                            \
      }                                                                                                                            \
    }                                                                                                                              \
    UNROLL for (int r = 0; r < R; r++) UNROLL for (int v = 0; v < N; v++) {                                                        \
      float *to = c + r * c_row + v * LANES;                                                                                       \
      store(to, add ? load(to) + sum[r][v] : sum[r][v]);                                                                           \
    }                                                                                                                              \
  }
#define ROWS_TILE(R, N) TILE(R, N, rows, a[r * stride + i])
#define COLUMNS_TILE(R, N) TILE(R, N, columns, a[i * stride + r])
typedef void tile_function(intptr_t, const float *, intptr_t, const float *, float *, intptr_t, int);

#if TILE_ROWS == 6
#define EACH_ROWS(X, N) X(1, N) X(2, N) X(3, N) X(4, N) X(5, N) X(6, N)
#else
#define EACH_ROWS(X, N) X(1, N) X(2, N) X(3, N) X(4, N)
#endif
#if TILE_VECTORS == 4
#define EACH_TILE(X) EACH_ROWS(X, 1) EACH_ROWS(X, 2) EACH_ROWS(X, 3) EACH_ROWS(X, 4)
#else
#define EACH_TILE(X) EACH_ROWS(X, 1) EACH_ROWS(X, 2)
#endif
EACH_TILE(ROWS_TILE)
EACH_TILE(COLUMNS_TILE)
#define ROWS_NAME(R, N) [N - 1][R - 1] = tile_rows_##R##_##N,
#define COLUMNS_NAME(R, N) [N - 1][R - 1] = tile_columns_##R##_##N,
static tile_function *const row_tiles[TILE_VECTORS][TILE_ROWS] = {EACH_TILE(ROWS_NAME)};
static tile_function *const column_tiles[TILE_VECTORS][TILE_ROWS] = {EACH_TILE(COLUMNS_NAME)};

/* The columns of a panel that begins at column j of n, in whole vectors. */
INLINE intptr_t panel_width(intptr_t n, intptr_t j) { return smaller(PANEL, (n - j + LANES - 1) / LANES * LANES); }
INLINE intptr_t packed_columns(intptr_t n) { return (n + LANES - 1) / LANES * LANES; }
/* Room for a packed matrix of n columns, whatever the width. */
INLINE intptr_t packed_room(intptr_t n) { return (n + 15) / 16 * 16; }

/* to[r·to_row + c] = from[r + c·from_column], in squares of 16 by 16, of which each touches no more lines than the first cache has. */
APART void transpose(intptr_t rows, intptr_t columns, const float *restrict from, intptr_t from_column, float *restrict to, intptr_t to_row) {
  for (intptr_t c = 0; c < columns; c += 16) {
    intptr_t across = smaller(16, columns - c);
    for (intptr_t r = 0; r < rows; r += 16) {
      intptr_t down = smaller(16, rows - r);
      for (intptr_t l = c; l < c + across; l++)
        for (intptr_t i = r; i < r + down; i++) to[i * to_row + l] = from[i + l * from_column];
    }
  }
}

/* Packs rows [0, k), k ≤ DEPTH, columns [0, n) of a matrix into panels. */
APART void pack_block(intptr_t k, intptr_t n, matrix from, float *restrict to) {
  for (intptr_t j = 0; j < n; j += PANEL) {
    intptr_t width = panel_width(n, j), real = smaller(width, n - j);
    const float *source = from.at + j * from.column;
    if (from.column == 1 && real == width) {
      for (intptr_t i = 0; i < k; i++)
        for (intptr_t l = 0; l < width; l += LANES) store(to + i * width + l, load(source + i * from.row + l));
    } else if (from.row == 1) {
      transpose(k, real, source, from.column, to, width);
      for (intptr_t i = 0; i < k && real < width; i++) clear(to + i * width + real, width - real);
    } else {
      for (intptr_t i = 0; i < k; i++) {
        for (intptr_t l = 0; l < real; l++) to[i * width + l] = source[i * from.row + l * from.column];
        clear(to + i * width + real, width - real);
      }
    }
    to += k * width;
  }
}

/* Packs a whole matrix, block after block. */
APART void pack(intptr_t k, intptr_t n, matrix from, float *to) {
  for (intptr_t p = 0; p < k; p += DEPTH) {
    intptr_t depth = smaller(DEPTH, k - p);
    pack_block(depth, n, (matrix){from.at + p * from.row, from.row, from.column}, to);
    to += depth * packed_columns(n);
  }
}

/* C[m, n] (+)= A[m, k]·B, B a packed block of k ≤ DEPTH rows. */
APART void multiply_block(intptr_t m, intptr_t n, intptr_t k, matrix a, const float *b, float *c, intptr_t c_row, int add) {
  float left[DEPTH * TILE_ROWS];
  float edge[TILE_ROWS * PANEL];
  /* Rows that are a page apart share their place in the first cache: they are packed like those whose numbers are scattered. */
  int packs = a.column != 1 || (a.row % 1024 == 0 && n > PANEL);
  for (intptr_t first = 0; first < n; first += GROUP) {
    intptr_t last = smaller(n, first + GROUP);
    for (intptr_t i = 0; i < m;) {
      intptr_t tiles = (m - i + TILE_ROWS - 1) / TILE_ROWS, rows = (m - i + tiles - 1) / tiles;
      const float *from = a.at + i * a.row;
      intptr_t stride = a.row;
      if (packs) {
        for (intptr_t p = 0; p < k; p++)
          for (intptr_t r = 0; r < rows; r++) left[p * rows + r] = from[p * a.column + r * a.row];
        from = left;
        stride = rows;
      }
      const float *panel = b + first * k;
      for (intptr_t j = first; j < last; j += PANEL) {
        intptr_t width = panel_width(n, j);
        tile_function *tile = (packs ? column_tiles : row_tiles)[width / LANES - 1][rows - 1];
        float *to = c + i * c_row + j;
        if (n - j >= width) {
          tile(k, from, stride, panel, to, c_row, add);
        } else {
          tile(k, from, stride, panel, edge, PANEL, 0);
          for (intptr_t r = 0; r < rows; r++)
            for (intptr_t l = 0; l < n - j; l++) to[r * c_row + l] = add ? to[r * c_row + l] + edge[r * PANEL + l] : edge[r * PANEL + l];
        }
        panel += k * width;
      }
      i += rows;
    }
  }
}

/* C[m, n] (+)= A[m, k]·B, B packed. */
APART void multiply(intptr_t m, intptr_t n, intptr_t k, matrix a, const float *b, float *c, intptr_t c_row, int add) {
  if (k == 0 && !add)
    for (intptr_t i = 0; i < m; i++) clear(c + i * c_row, n);
  for (intptr_t p = 0; p < k; p += DEPTH) {
    intptr_t depth = smaller(DEPTH, k - p);
    multiply_block(m, n, depth, (matrix){a.at + p * a.column, a.row, a.column}, b, c, c_row, add || p > 0);
    b += depth * packed_columns(n);
  }
}

/* A product whose rows are taken in parts. */
struct product {
  intptr_t m, n, k;
  matrix a;
  const float *b;
  float *c;
  intptr_t c_row;
  int add;
};
static void multiply_part(void *context, intptr_t part, intptr_t parts) {
  const struct product *p = context;
  intptr_t first = part_start(p->m, TILE_ROWS, part, parts), last = part_start(p->m, TILE_ROWS, part + 1, parts);
  multiply(last - first, p->n, p->k, (matrix){p->a.at + first * p->a.row, p->a.row, p->a.column}, p->b, p->c + first * p->c_row, p->c_row,
           p->add);
}

/* C[m, n] (+)= A[m, k]·B, B packed, by all threads. */
APART void multiply_rows(intptr_t m, intptr_t n, intptr_t k, matrix a, const float *b, float *c, intptr_t c_row, int add) {
  struct product p = {m, n, k, a, b, c, c_row, add};
  in_parallel((double)m * (double)n * (double)k, m / TILE_ROWS, multiply_part, &p);
}

APART void gemm_alone(intptr_t m, intptr_t n, intptr_t k, const float *a, intptr_t a_row, intptr_t a_column, const float *b, intptr_t b_row,
                 intptr_t b_column, float *c, intptr_t c_row, intptr_t accumulate) {
  static THREAD_LOCAL float packed[DEPTH * GROUP];
  if (k == 0 && !accumulate)
    for (intptr_t i = 0; i < m; i++) clear(c + i * c_row, n);
  for (intptr_t p = 0; p < k; p += DEPTH) {
    intptr_t depth = smaller(DEPTH, k - p);
    for (intptr_t j = 0; j < n; j += GROUP) {
      intptr_t columns = smaller(GROUP, n - j);
      pack_block(depth, columns, (matrix){b + p * b_row + j * b_column, b_row, b_column}, packed);
      multiply_block(m, columns, depth, (matrix){a + p * a_column, a_row, a_column}, packed, c + j, c_row, accumulate || p > 0);
    }
  }
}

struct whole_product {
  intptr_t m, n, k;
  const float *a;
  intptr_t a_row, a_column;
  const float *b;
  intptr_t b_row, b_column;
  float *c;
  intptr_t c_row, accumulate;
};
/* The rows in parts, or the columns where there are more of them. */
static void gemm_part(void *context, intptr_t part, intptr_t parts) {
  const struct whole_product *p = context;
  intptr_t by_rows = p->m >= p->n, n = by_rows ? p->m : p->n, unit = by_rows ? TILE_ROWS : PANEL;
  intptr_t first = part_start(n, unit, part, parts), count = part_start(n, unit, part + 1, parts) - first;
  if (by_rows)
    gemm_alone(count, p->n, p->k, p->a + first * p->a_row, p->a_row, p->a_column, p->b, p->b_row, p->b_column, p->c + first * p->c_row,
               p->c_row, p->accumulate);
  else
    gemm_alone(p->m, count, p->k, p->a, p->a_row, p->a_column, p->b + first * p->b_column, p->b_row, p->b_column, p->c + first, p->c_row,
               p->accumulate);
}

APART void gemm(intptr_t m, intptr_t n, intptr_t k, const float *a, intptr_t a_row, intptr_t a_column, const float *b, intptr_t b_row,
                intptr_t b_column, float *c, intptr_t c_row, intptr_t accumulate) {
  struct whole_product p = {m, n, k, a, a_row, a_column, b, b_row, b_column, c, c_row, accumulate};
  in_parallel((double)m * (double)n * (double)k, m >= n ? m / TILE_ROWS : n / PANEL, gemm_part, &p);
}
