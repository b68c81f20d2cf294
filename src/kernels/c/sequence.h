/* What the sequence kernels share: sizes, memory, rows of a strided sequence, weights in the canonical order of gates.
 *
 * Inside, a row of H numbers takes `wide`, H rounded up to 16, so that every vector is whole on every width; what stands behind H
 * is zero. Steps are counted as they are computed; `time_of` says where in time a step lies. Rows are (step, batch). */
#pragma once
#include "elementwise.h"
#include "gemm.h"

typedef struct {
  intptr_t T, B, I, H, gates;
  intptr_t wide;  /* H, rounded up */
  intptr_t stack; /* gates · wide */
  intptr_t steps; /* of a chunk: some 256 rows, on every machine */
} sizes;

APART sizes sizes_of(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t gates) {
  intptr_t wide = (H + 15) / 16 * 16, steps = B > 0 && B < DEPTH ? DEPTH / B : 1;
  return (sizes){T, B, I, H, gates, wide, gates * wide, smaller(steps, T > 0 ? T : 1)};
}

/* Where everything lies that lives only during a call. */
typedef struct {
  float *chunk;       /* [steps, B, stack]: arguments of the gates in inference, of an Elman net's gradient */
  float *side;        /* [steps, B, wide]: what a GRU keeps besides, in inference */
  float *h, *c;       /* [B, wide]: states in inference, their gradients in backward */
  float *step;        /* [B, stack]: of one step */
  float *bias;        /* [2, stack] */
  float *canonical;   /* [max(I, H), stack] */
  float *packed_x;    /* Wx, or its transpose */
  float *packed_h;    /* Wh, or its transpose */
  float *x;           /* [steps, B, I]: a chunk of a sequence whose rows are not evenly apart */
  float *packed_rows; /* [DEPTH, stack] */
  float *dWx, *dWh;   /* [I, stack], [H, stack] */
  float *dbx, *dbh;   /* [stack] */
  intptr_t floats;
} scratch_rooms;

static float *take_room(scratch_rooms *rooms, float *base, intptr_t floats) {
  float *room = base ? base + rooms->floats : 0;
  rooms->floats += (floats + 15) / 16 * 16;
  return room;
}

APART scratch_rooms rooms_of(float *base, sizes s) {
  scratch_rooms r = {0};
  intptr_t rows = s.steps * s.B, longer = s.I > s.H ? s.I : s.H;
  r.chunk = take_room(&r, base, rows * s.stack);
  r.side = take_room(&r, base, rows * s.wide);
  r.h = take_room(&r, base, s.B * s.wide);
  r.c = take_room(&r, base, s.B * s.wide);
  r.step = take_room(&r, base, s.B * s.stack);
  r.bias = take_room(&r, base, 2 * s.stack);
  r.canonical = take_room(&r, base, longer * s.stack);
  r.packed_x = take_room(&r, base, packed_room(s.I) * s.stack);
  r.packed_h = take_room(&r, base, s.wide * s.stack);
  r.x = take_room(&r, base, rows * s.I);
  r.packed_rows = take_room(&r, base, DEPTH * s.stack);
  r.dWx = take_room(&r, base, s.I * s.stack);
  r.dWh = take_room(&r, base, s.H * s.stack);
  r.dbx = take_room(&r, base, s.stack);
  r.dbh = take_room(&r, base, s.stack);
  return r;
}

static double recurrent_scratch(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t gates) {
  return (double)rooms_of(0, sizes_of(T, B, I, H, gates)).floats;
}

INLINE intptr_t time_of(intptr_t T, intptr_t reverse, intptr_t step) { return reverse ? T - 1 - step : step; }

#define IS_COMPUTED(q, t, b) (!(q)->mask || (q)->mask[(t) * (q)->maskTime + (b) * (q)->maskBatch])

INLINE int is_canonical(sizes s, const int32_t *order) {
  for (intptr_t g = 0; g < s.gates; g++)
    if (order[g] != g) return 0;
  return s.H == s.wide;
}

/* A stacked matrix [rows, gates·H] with its gates in the canonical order and H rounded up: itself where it is so, else a copy. */
APART matrix canonical(sizes s, const float *w, intptr_t row, intptr_t column, const int32_t *order, intptr_t rows, float *room) {
  if (is_canonical(s, order)) return (matrix){w, row, column};
  clear(room, rows * s.stack);
  for (intptr_t g = 0; g < s.gates; g++) {
    const float *from = w + order[g] * s.H * column;
    float *to = room + g * s.wide;
    if (row == 1) {
      transpose(rows, s.H, from, column, to, s.stack);
    } else {
      for (intptr_t k = 0; k < rows; k++)
        for (intptr_t j = 0; j < s.H; j++) to[k * s.stack + j] = from[k * row + j * column];
    }
  }
  return (matrix){room, s.stack, 1};
}

INLINE matrix transposed(matrix m) { return (matrix){m.at, m.column, m.row}; }

/* Writes a canonical gradient to where the stacked matrix has it, or adds it. */
APART void give_stacked(sizes s, const float *gradient, float *out, intptr_t row, intptr_t column, const int32_t *order,
                         intptr_t rows, intptr_t add) {
  if (!out) return;
  for (intptr_t g = 0; g < s.gates; g++) {
    const float *from = gradient + g * s.wide;
    float *to = out + order[g] * s.H * column;
    if (row == 1 && !add) {
      transpose(s.H, rows, from, s.stack, to, column);
    } else if (row == 1) {
      for (intptr_t j = 0; j < s.H; j++)
        for (intptr_t k = 0; k < rows; k++) to[k + j * column] += from[k * s.stack + j];
    } else {
      for (intptr_t k = 0; k < rows; k++)
        for (intptr_t j = 0; j < s.H; j++)
          to[k * row + j * column] = add ? to[k * row + j * column] + from[k * s.stack + j] : from[k * s.stack + j];
    }
  }
}

APART void give_bias(sizes s, const float *gradient, float *out, const int32_t *order, intptr_t add) {
  give_stacked(s, gradient, out, 0, 1, order, 1, add);
}

/* A bias in the canonical order, or zeros. */
APART void canonical_bias(sizes s, const float *bias, const int32_t *order, float *to) {
  clear(to, s.stack);
  if (!bias) return;
  for (intptr_t g = 0; g < s.gates; g++) copy(to + g * s.wide, bias + order[g] * s.H, s.H);
}

/* Brings a state [B, H], or zeros, to [B, wide]. */
APART void take_state(sizes s, const float *from, float *to) {
  clear(to, s.B * s.wide);
  if (from)
    for (intptr_t b = 0; b < s.B; b++) copy(to + b * s.wide, from + b * s.H, s.H);
}

/* Writes a state, or adds it. */
APART void give_state(sizes s, const float *from, float *to, int add) {
  if (!to) return;
  for (intptr_t b = 0; b < s.B; b++)
    for (intptr_t j = 0; j < s.H; j++) to[b * s.H + j] = add ? to[b * s.H + j] + from[b * s.wide + j] : from[b * s.wide + j];
}

/* For a step or few of a stream, packing the weights would cost more than multiplying by them. */
INLINE int is_short(sizes s) { return s.T * s.B <= 4; }

/* Σ a·b over k, in sixteen sums that are added in pairs: the same order on every width. */
INLINE float dot(intptr_t k, const float *a, const float *b) {
  vec sum[16 / LANES] = {{0}};
  intptr_t i = 0;
  for (; i + 16 <= k; i += 16)
    UNROLL for (int v = 0; v < 16 / LANES; v++) sum[v] = fma_(load(a + i + v * LANES), load(b + i + v * LANES), sum[v]);
  float sums[16];
  UNROLL for (int v = 0; v < 16 / LANES; v++) store(sums + v * LANES, sum[v]);
  if (i < k) {
    float last_a[16] = {0}, last_b[16] = {0};
    for (intptr_t l = i; l < k; l++) last_a[l - i] = a[l], last_b[l - i] = b[l];
    UNROLL for (int v = 0; v < 16 / LANES; v++)
        store(sums + v * LANES, fma_(load(last_a + v * LANES), load(last_b + v * LANES), sum[v]));
  }
  UNROLL for (int half = 8; half > 0; half /= 2) UNROLL for (int l = 0; l < half; l++) sums[l] += sums[l + half];
  return sums[0];
}

/* z[m, gates [first, last)] (+)= a[m, k]·W for few rows, the stacked matrix read where it is: its inputs (`row` 1) or its gates lie
 * side by side. */
APART void multiply_few(sizes s, intptr_t m, intptr_t k, const float *a, intptr_t a_row, const float *w, intptr_t row, intptr_t column,
                        const int32_t *order, intptr_t first, intptr_t last, float *z, int add) {
  for (intptr_t g = first; g < last; g++)
    for (intptr_t r = 0; r < m; r++) {
      const float *from = w + order[g] * s.H * column, *left = a + r * a_row;
      float *to = z + r * s.stack + g * s.wide;
      if (row == 1) {
        for (intptr_t j = 0; j < s.H; j++) to[j] = (add ? to[j] : 0) + dot(k, left, from + j * column);
        if (!add) clear(to + s.H, s.wide - s.H);
        continue;
      }
      if (!add) clear(to, s.wide);
      for (intptr_t i = 0; i < k; i++) {
        vec factor = splat(left[i]);
        const float *right = from + i * row;
        intptr_t j = 0;
        for (; column == 1 && j + LANES <= s.H; j += LANES) store(to + j, fma_(factor, load(right + j), load(to + j)));
        for (; j < s.H; j++) to[j] = fma_(factor, splat(right[j * column]), splat(to[j]))[0];
      }
    }
}

/* Whether the rows (step, batch) of a sequence are evenly apart. */
INLINE int is_even(sizes s, intptr_t time, intptr_t batch, intptr_t reverse) {
  return s.T == 1 || (!reverse && (s.B == 1 || time == s.B * batch));
}
INLINE intptr_t even_row(sizes s, intptr_t time, intptr_t batch) { return s.B == 1 ? time : batch; }

/* The rows of steps [first, first + steps) of x: themselves where they are evenly apart, else a copy. */
APART matrix rows_of(sizes s, const float *x, intptr_t time, intptr_t batch, intptr_t reverse, intptr_t first, intptr_t steps,
                      float *room) {
  if (is_even(s, time, batch, reverse)) return (matrix){x + first * time, even_row(s, time, batch), 1};
  for (intptr_t step = 0; step < steps; step++)
    for (intptr_t b = 0; b < s.B; b++)
      copy(room + (step * s.B + b) * s.I, x + time_of(s.T, reverse, first + step) * time + b * batch, s.I);
  return (matrix){room, s.I, 1};
}

/* dx of steps [first, first + steps) = (add ? dx : 0) + dz·Wxᵀ, by way of `room` where dx's rows are not evenly apart. */
APART void give_input_gradient(sizes s, const float *dz, const float *packed, float *dx, intptr_t time, intptr_t batch,
                                intptr_t reverse, intptr_t first, intptr_t steps, intptr_t add, float *room) {
  if (!dx) return;
  matrix rows = {dz, s.stack, 1};
  if (is_even(s, time, batch, reverse)) {
    multiply_rows(steps * s.B, s.I, s.stack, rows, packed, dx + first * time, even_row(s, time, batch), (int)add);
    return;
  }
  multiply_rows(steps * s.B, s.I, s.stack, rows, packed, room, s.I, 0);
  for (intptr_t step = 0; step < steps; step++)
    for (intptr_t b = 0; b < s.B; b++) {
      const float *from = room + (step * s.B + b) * s.I;
      float *to = dx + time_of(s.T, reverse, first + step) * time + b * batch;
      for (intptr_t i = 0; i < s.I; i++) to[i] = add ? to[i] + from[i] : from[i];
    }
}

/* out[m, n] (+)= leftᵀ·right over `rows` rows, by way of the packed right: `left` gives rows of m numbers, `right` of n. */
APART void outer(intptr_t rows, intptr_t m, intptr_t n, matrix left, const float *packed, float *out, intptr_t out_row, int add) {
  multiply_block(m, n, rows, (matrix){left.at, left.column, left.row}, packed, out, out_row, add);
}

/* So many rows of a batch are worth a thread. */
#define LEAST_ROWS 4

/* The gradients of both matrices' first columns from `rows` rows of dz; columns are taken in parts. */
struct weight_gradients {
  sizes s;
  intptr_t columns, rows;
  matrix dz, x, h;
  float *packed, *dWx, *dWh;
  int add;
};
static void weight_gradients_part(void *context, intptr_t part, intptr_t parts) {
  const struct weight_gradients *w = context;
  sizes s = w->s;
  intptr_t first = part_start(w->columns, PANEL, part, parts), count = part_start(w->columns, PANEL, part + 1, parts) - first;
  float *packed = w->packed + first * DEPTH;
  pack_block(w->rows, count, (matrix){w->dz.at + first, w->dz.row, 1}, packed);
  if (w->dWx) outer(w->rows, s.I, count, w->x, packed, w->dWx + first, s.stack, w->add);
  if (w->dWh) outer(w->rows, s.H, count, w->h, packed, w->dWh + first, s.stack, w->add);
}
APART void weight_gradients(sizes s, intptr_t columns, intptr_t rows, matrix dz, matrix x, matrix h, float *packed, float *dWx, float *dWh,
                            int add) {
  struct weight_gradients w = {s, columns, rows, dz, x, h, packed, dWx, dWh, add};
  intptr_t lines = (dWx ? s.I : 0) + (dWh ? s.H : 0);
  if (lines > 0) in_parallel((double)rows * (double)lines * (double)columns, columns / PANEL, weight_gradients_part, &w);
}

/* Hands out the gradients that a backward pass has gathered: of the matrices, of the biases (the state's apart) and of the first state. */
#define GIVE_GRADIENTS(q, s, r, of_bh, dh) \
  give_stacked(s, (r).dWx, (q)->dWx, (q)->WxRow, (q)->WxColumn, (q)->order, (s).I, (q)->accumulate); \
  give_stacked(s, (r).dWh, (q)->dWh, (q)->WhRow, (q)->WhColumn, (q)->order, (s).H, (q)->accumulate); \
  give_bias(s, (r).dbx, (q)->dbx, (q)->order, (q)->accumulate); \
  give_bias(s, of_bh, (q)->dbh, (q)->order, (q)->accumulate); \
  give_state(s, dh, (q)->dh0, (int)(q)->accumulate)

/* Takes the rows of the batch in parts through so many steps. */
INLINE void steps_in_parallel(sizes s, intptr_t steps, part_function *run, void *chunk) {
  in_parallel((double)steps * (double)s.B * (double)s.stack * (double)s.H, is_short(s) ? 1 : s.B / LEAST_ROWS, run, chunk);
}

/* Adds dy of one row to dh. */
INLINE void add_row(const float *dy, float *dh, intptr_t H) {
  EACH_VECTOR(H, store(dh + i, load(dh + i) + load(dy + i)),
              store_some(dh + i, load_some(dh + i, left) + load_some(dy + i, left), left));
}

/* Zero where a vanishing gradient would fall below what float32 computes with at full speed. */
INLINE vec without_dust(vec x) { return choose(absolute(x) > splat(1e-30f), x, choose(x != x, x, splat(0))); }
