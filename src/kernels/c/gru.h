/* A GRU over a sequence: h′ = (1 − z)·n + z·h, with the reset gate before or after the product of n.
 *
 * The workspace keeps r, z, n [T, B, 3·wide], h [T + 1, B, wide] with the initial state first, and `side` [T, B, wide]: h·Wh_n + bh_n
 * where the reset comes after, r·h where it comes before. The backward pass writes the gradients of the arguments over r, z, n, and,
 * reset after, those of the state's part of n over `side`. */
#pragma once
#include "sequence.h"

static double gru_workspace(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training) {
  sizes s = sizes_of(T, B, I, H, 3);
  return training ? (double)(T * B * s.stack + (2 * T + 1) * B * s.wide) : 0;
}

/* The first two gates and the last one of the stacked weights of the state, packed apart. */
INLINE float *packed_last(sizes s, float *packed_h) { return packed_h + s.wide * 2 * s.wide; }

/* r and z of one row; where the reset comes before, r·h. `z` holds the part of the input, `recurrent` that of the state. */
INLINE void gru_gates(const struct gru_forward *q, sizes s, float *z, const float *bias, const float *recurrent, const float *h,
                      float *side) {
  for (intptr_t j = 0; j < s.wide; j += LANES) {
    vec reset = gate_at(q->gate, load(z + j) + load(recurrent + j) + load(bias + j));
    vec update = gate_at(q->gate, load(z + s.wide + j) + load(recurrent + s.wide + j) + load(bias + s.wide + j));
    store(z + j, reset);
    store(z + s.wide + j, update);
    if (!q->resetAfter) store(side + j, reset * load(h + j));
  }
}

/* n and h of one row; `recurrent` holds the state's part of n. */
INLINE void gru_row(const struct gru_forward *q, sizes s, float *z, const float *bias, const float *recurrent, const float *h, float *side,
                    float *h_after) {
  const float *bias_x = bias + 2 * s.wide, *bias_h = bias + s.stack + 2 * s.wide;
  for (intptr_t j = 0; j < s.wide; j += LANES) {
    vec of_state = load(recurrent + j) + load(bias_h + j);
    vec of_input = load(z + 2 * s.wide + j) + load(bias_x + j);
    vec n = activation_at(q->activation, q->resetAfter ? fma_(load(z + j), of_state, of_input) : of_input + of_state);
    vec update = load(z + s.wide + j);
    if (q->resetAfter) store(side + j, of_state);
    store(z + 2 * s.wide + j, n);
    store(h_after + j, fma_(update, load(h + j) - n, n));
  }
}

/* The steps of a chunk, whose rows of the batch are taken in parts. */
struct gru_steps {
  const struct gru_forward *q;
  sizes s;
  scratch_rooms r;
  float *z, *side, *h;
  intptr_t first, steps;
};
static void gru_forward_steps(void *context, intptr_t part, intptr_t parts) {
  const struct gru_steps *chunk = context;
  const struct gru_forward *q = chunk->q;
  sizes s = chunk->s;
  scratch_rooms r = chunk->r;
  intptr_t from = part_start(s.B, 1, part, parts), to = part_start(s.B, 1, part + 1, parts), count = to - from;
  intptr_t state = s.B * s.wide, row = s.stack, step_state = q->training ? state : 0;
  float *z = chunk->z, *side = chunk->side, *h = chunk->h, *recurrent = r.step + from * row;
  for (intptr_t step = chunk->first; step < chunk->first + chunk->steps; step++, z += s.B * row, side += state) {
    intptr_t t = time_of(s.T, q->reverse, step);
    float *h_after = h + step_state;
    matrix left = {h + from * s.wide, s.wide, 1};
    if (is_short(s))
      multiply_few(s, count, s.H, left.at, s.wide, q->Wh, q->WhRow, q->WhColumn, q->order, 0, 2, recurrent, 0);
    else
      multiply(count, 2 * s.wide, s.H, left, r.packed_h, recurrent, row, 0);
    for (intptr_t b = from; b < to; b++)
      gru_gates(q, s, z + b * row, r.bias, r.step + b * row, h + b * s.wide, side + b * s.wide);
    if (!q->resetAfter) left.at = side + from * s.wide;
    if (is_short(s))
      multiply_few(s, count, s.H, left.at, s.wide, q->Wh, q->WhRow, q->WhColumn, q->order, 2, 3, recurrent, 0);
    else
      multiply(count, s.wide, s.H, left, packed_last(s, r.packed_h), recurrent + 2 * s.wide, row, 0);
    for (intptr_t b = from; b < to; b++) {
      intptr_t at = b * s.wide;
      if (IS_COMPUTED(q, t, b))
        gru_row(q, s, z + b * row, r.bias, r.step + b * row + 2 * s.wide, h + at, side + at, h_after + at);
      else if (step_state)
        copy(h_after + at, h + at, s.wide);
      copy(q->y + t * q->yTime + b * q->yBatch, h_after + at, s.H);
    }
    h = h_after;
  }
}

static void gru_forward(const struct gru_forward *q) {
  sizes s = sizes_of(q->T, q->B, q->I, q->H, 3);
  scratch_rooms r = rooms_of(q->scratch, s);
  intptr_t state = s.B * s.wide, row = s.stack, step_state = q->training ? state : 0;
  float *gates = q->training ? q->workspace : r.chunk;
  float *h = q->training ? gates + s.T * s.B * row : r.h;
  float *sides = q->training ? h + (s.T + 1) * state : r.side;
  if (!is_short(s)) {
    matrix Wh = canonical(s, q->Wh, q->WhRow, q->WhColumn, q->order, s.H, r.canonical);
    pack(s.H, 2 * s.wide, Wh, r.packed_h);
    pack(s.H, s.wide, (matrix){Wh.at + 2 * s.wide * Wh.column, Wh.row, Wh.column}, packed_last(s, r.packed_h));
    pack(s.I, row, canonical(s, q->Wx, q->WxRow, q->WxColumn, q->order, s.I, r.canonical), r.packed_x);
  }
  canonical_bias(s, q->bx, q->order, r.bias);
  canonical_bias(s, q->bh, q->order, r.bias + row);
  for (intptr_t j = 0; j < 2 * s.wide; j++) r.bias[j] += r.bias[row + j];
  take_state(s, q->h0, h);
  for (intptr_t first = 0; first < s.T; first += s.steps) {
    intptr_t steps = smaller(s.steps, s.T - first);
    float *z = q->training ? gates + first * s.B * row : gates;
    float *side = q->training ? sides + first * state : sides;
    matrix x = rows_of(s, q->x, q->xTime, q->xBatch, q->reverse, first, steps, r.x);
    if (is_short(s))
      multiply_few(s, steps * s.B, s.I, x.at, x.row, q->Wx, q->WxRow, q->WxColumn, q->order, 0, 3, z, 0);
    else
      multiply_rows(steps * s.B, row, s.I, x, r.packed_x, z, row, 0);
    struct gru_steps part = {q, s, r, z, side, h, first, steps};
    steps_in_parallel(s, steps, gru_forward_steps, &part);
    h += steps * step_state;
  }
  give_state(s, h, q->hLast, 0);
}

/* The gradients by the arguments of z and n, over z and n; dh·z stays in dh. Reset after: by that of r and the state's part of n too. */
INLINE void gru_row_backward(const struct gru_backward *q, sizes s, float *z, const float *h, float *side, float *dh) {
  for (intptr_t j = 0; j < s.wide; j += LANES) {
    vec reset = load(z + j), update = load(z + s.wide + j), n = load(z + 2 * s.wide + j), d = without_dust(load(dh + j));
    vec dn = d * (splat(1) - update) * activation_slope(q->activation, n);
    store(z + s.wide + j, d * (load(h + j) - n) * gate_slope(q->gate, update));
    store(z + 2 * s.wide + j, dn);
    store(dh + j, d * update);
    if (q->resetAfter) {
      store(z + j, dn * load(side + j) * gate_slope(q->gate, reset));
      store(side + j, dn * reset);
    }
  }
}

/* Reset before: the gradient of r·h, given in `dreset`, to r's argument, over r, and to dh. */
INLINE void gru_reset_backward(const struct gru_backward *q, sizes s, float *z, const float *h, const float *dreset, float *dh) {
  for (intptr_t j = 0; j < s.wide; j += LANES) {
    vec reset = load(z + j), d = load(dreset + j);
    store(z + j, d * load(h + j) * gate_slope(q->gate, reset));
    store(dh + j, fma_(d, reset, load(dh + j)));
  }
}

/* The steps of a chunk backward, whose rows of the batch are taken in parts. */
struct gru_steps_back {
  const struct gru_backward *q;
  sizes s;
  scratch_rooms r;
  float *gates, *sides, *h, *dh;
  intptr_t first, end;
};
static void gru_backward_steps(void *context, intptr_t part, intptr_t parts) {
  const struct gru_steps_back *chunk = context;
  const struct gru_backward *q = chunk->q;
  sizes s = chunk->s;
  scratch_rooms r = chunk->r;
  intptr_t from = part_start(s.B, 1, part, parts), to = part_start(s.B, 1, part + 1, parts), count = to - from;
  intptr_t state = s.B * s.wide, row = s.stack, two = 2 * s.wide;
  float *dh = chunk->dh, *dh_from = dh + from * s.wide;
  for (intptr_t step = chunk->end - 1; step >= chunk->first; step--) {
    intptr_t t = time_of(s.T, q->reverse, step);
    float *z = chunk->gates + step * s.B * row, *side = chunk->sides + step * state, *z_from = z + from * row;
    const float *h_before = chunk->h + step * state;
    for (intptr_t b = from; b < to; b++) {
      intptr_t at = b * s.wide;
      if (q->dy) add_row(q->dy + t * q->dyTime + b * q->dyBatch, dh + at, s.H);
      if (IS_COMPUTED(q, t, b)) {
        gru_row_backward(q, s, z + b * row, h_before + at, side + at, dh + at);
      } else {
        clear(z + b * row, row);
        clear(side + at, s.wide);
      }
    }
    if (q->resetAfter) {
      multiply(count, s.H, s.wide, (matrix){side + from * s.wide, s.wide, 1}, packed_last(s, r.packed_h), dh_from, s.wide, 1);
    } else {
      multiply(count, s.H, s.wide, (matrix){z_from + two, row, 1}, packed_last(s, r.packed_h), r.step + from * row, row, 0);
      for (intptr_t b = from; b < to; b++)
        if (IS_COMPUTED(q, t, b)) gru_reset_backward(q, s, z + b * row, h_before + b * s.wide, r.step + b * row, dh + b * s.wide);
    }
    multiply(count, s.H, two, (matrix){z_from, row, 1}, r.packed_h, dh_from, s.wide, 1);
  }
}

static void gru_backward(const struct gru_backward *q) {
  sizes s = sizes_of(q->T, q->B, q->I, q->H, 3);
  scratch_rooms r = rooms_of(q->scratch, s);
  intptr_t state = s.B * s.wide, row = s.stack, two = 2 * s.wide;
  float *gates = q->workspace, *h = gates + s.T * s.B * row, *sides = h + (s.T + 1) * state;
  float *dh = r.h;
  int any = 0;
  matrix Wh = transposed(canonical(s, q->Wh, q->WhRow, q->WhColumn, q->order, s.H, r.canonical));
  pack(two, s.H, Wh, r.packed_h);
  pack(s.wide, s.H, (matrix){Wh.at + two * Wh.row, Wh.row, Wh.column}, packed_last(s, r.packed_h));
  if (q->dx) pack(row, s.I, transposed(canonical(s, q->Wx, q->WxRow, q->WxColumn, q->order, s.I, r.canonical)), r.packed_x);
  take_state(s, q->dhLast, dh);
  clear(r.dWx, s.I * row);
  clear(r.dWh, s.H * row);
  clear(r.dbx, row);
  clear(r.dbh, row);
  clear(r.step, s.B * row);
  for (intptr_t end = s.T; end > 0;) {
    intptr_t first = (end - 1) / s.steps * s.steps, steps = end - first;
    float *chunk = gates + first * s.B * row, *side_chunk = sides + first * state;
    struct gru_steps_back back = {q, s, r, gates, sides, h, dh, first, end};
    steps_in_parallel(s, steps, gru_backward_steps, &back);
    matrix x = rows_of(s, q->x, q->xTime, q->xBatch, q->reverse, first, steps, r.x);
    for (intptr_t p = 0; p < steps * s.B; p += DEPTH, any = 1) {
      intptr_t depth = smaller(DEPTH, steps * s.B - p);
      matrix states = {h + first * state + p * s.wide, s.wide, 1}, side = {side_chunk + p * s.wide, s.wide, 1};
      matrix dz = {chunk + p * row, row, 1}, last = {dz.at + two, row, 1};
      weight_gradients(s, row, depth, dz, (matrix){x.at + p * x.row, x.row, 1}, states, r.packed_rows, q->dWx ? r.dWx : 0, 0, any);
      weight_gradients(s, two, depth, dz, x, states, r.packed_rows, 0, q->dWh ? r.dWh : 0, any);
      weight_gradients(s, s.wide, depth, q->resetAfter ? side : last, x, q->resetAfter ? states : side, r.packed_rows, 0,
                       q->dWh ? r.dWh + two : 0, any);
    }
    sum_rows(steps * s.B, row, chunk, r.dbx, 1);
    if (q->resetAfter) sum_rows(steps * s.B, s.wide, side_chunk, r.dbh + two, 1);
    give_input_gradient(s, chunk, r.packed_x, q->dx, q->dxTime, q->dxBatch, q->reverse, first, steps, q->accumulate, r.x);
    end = first;
  }
  copy(r.dbh, r.dbx, q->resetAfter ? two : row);
  GIVE_GRADIENTS(q, s, r, r.dbh, dh);
}
