/* An Elman net over a sequence: h′ = activation(x·Wx + bx + h·Wh + bh).
 *
 * The workspace keeps h [T + 1, B, wide] with the initial state first: x·Wx is written where h will stand. */
#pragma once
#include "sequence.h"

static double rnn_workspace(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training) {
  return training ? (double)((T + 1) * B * sizes_of(T, B, I, H, 1).wide) : 0;
}

/* The steps of a chunk, whose rows of the batch are taken in parts. */
struct rnn_steps {
  const struct rnn_forward *q;
  sizes s;
  scratch_rooms r;
  float *z, *h;
  intptr_t first, steps;
};
static void rnn_forward_steps(void *context, intptr_t part, intptr_t parts) {
  const struct rnn_steps *chunk = context;
  const struct rnn_forward *q = chunk->q;
  sizes s = chunk->s;
  intptr_t from = part_start(s.B, 1, part, parts), to = part_start(s.B, 1, part + 1, parts), count = to - from, state = s.B * s.wide;
  float *z = chunk->z, *h = chunk->h;
  for (intptr_t step = chunk->first; step < chunk->first + chunk->steps; step++, z += state) {
    intptr_t t = time_of(s.T, q->reverse, step);
    float *h_from = h + from * s.wide, *z_from = z + from * s.wide;
    if (is_short(s))
      multiply_few(s, count, s.H, h_from, s.wide, q->Wh, q->WhRow, q->WhColumn, q->order, 0, 1, z_from, 1);
    else
      multiply(count, s.wide, s.H, (matrix){h_from, s.wide, 1}, chunk->r.packed_h, z_from, s.wide, 1);
    for (intptr_t b = from; b < to; b++) {
      intptr_t at = b * s.wide;
      if (IS_COMPUTED(q, t, b)) {
        for (intptr_t j = 0; j < s.wide; j += LANES)
          store(z + at + j, activation_at(q->activation, load(z + at + j) + load(chunk->r.bias + j)));
      } else {
        copy(z + at, h + at, s.wide);
      }
      copy(q->y + t * q->yTime + b * q->yBatch, z + at, s.H);
    }
    if (q->training)
      h = z;
    else
      copy(h_from, z_from, count * s.wide);
  }
}

static void rnn_forward(const struct rnn_forward *q) {
  sizes s = sizes_of(q->T, q->B, q->I, q->H, 1);
  scratch_rooms r = rooms_of(q->scratch, s);
  intptr_t state = s.B * s.wide;
  float *h = q->training ? q->workspace : r.h;
  if (!is_short(s)) {
    pack(s.I, s.stack, canonical(s, q->Wx, q->WxRow, q->WxColumn, q->order, s.I, r.canonical), r.packed_x);
    pack(s.H, s.stack, canonical(s, q->Wh, q->WhRow, q->WhColumn, q->order, s.H, r.canonical), r.packed_h);
  }
  canonical_bias(s, q->bx, q->order, r.bias);
  canonical_bias(s, q->bh, q->order, r.bias + s.stack);
  for (intptr_t j = 0; j < s.stack; j++) r.bias[j] += r.bias[s.stack + j];
  take_state(s, q->h0, h);
  for (intptr_t first = 0; first < s.T; first += s.steps) {
    intptr_t steps = smaller(s.steps, s.T - first);
    float *z = q->training ? h + state : r.chunk;
    matrix x = rows_of(s, q->x, q->xTime, q->xBatch, q->reverse, first, steps, r.x);
    if (is_short(s))
      multiply_few(s, steps * s.B, s.I, x.at, x.row, q->Wx, q->WxRow, q->WxColumn, q->order, 0, 1, z, 0);
    else
      multiply_rows(steps * s.B, s.wide, s.I, x, r.packed_x, z, s.wide, 0);
    struct rnn_steps part = {q, s, r, z, h, first, steps};
    steps_in_parallel(s, steps, rnn_forward_steps, &part);
    if (q->training) h += steps * state;
  }
  give_state(s, h, q->hLast, 0);
}

/* The steps of a chunk backward, whose rows of the batch are taken in parts. */
struct rnn_steps_back {
  const struct rnn_backward *q;
  sizes s;
  scratch_rooms r;
  const float *h;
  float *dh;
  intptr_t first, end;
};
static void rnn_backward_steps(void *context, intptr_t part, intptr_t parts) {
  const struct rnn_steps_back *chunk = context;
  const struct rnn_backward *q = chunk->q;
  sizes s = chunk->s;
  intptr_t from = part_start(s.B, 1, part, parts), to = part_start(s.B, 1, part + 1, parts), state = s.B * s.wide;
  float *dh = chunk->dh;
  for (intptr_t step = chunk->end - 1; step >= chunk->first; step--) {
    intptr_t t = time_of(s.T, q->reverse, step);
    float *dz = chunk->r.chunk + (step - chunk->first) * state;
    const float *y = chunk->h + (step + 1) * state;
    for (intptr_t b = from; b < to; b++) {
      intptr_t at = b * s.wide;
      if (q->dy) add_row(q->dy + t * q->dyTime + b * q->dyBatch, dh + at, s.H);
      if (IS_COMPUTED(q, t, b)) {
        for (intptr_t j = 0; j < s.wide; j += LANES) {
          store(dz + at + j, without_dust(load(dh + at + j)) * activation_slope(q->activation, load(y + at + j)));
          if (q->mask) store(dh + at + j, splat(0));
        }
      } else {
        clear(dz + at, s.wide);
      }
    }
    if (step > 0 || q->dh0)
      multiply(to - from, s.H, s.stack, (matrix){dz + from * s.stack, s.stack, 1}, chunk->r.packed_h, dh + from * s.wide, s.wide, q->mask != 0);
  }
}

static void rnn_backward(const struct rnn_backward *q) {
  sizes s = sizes_of(q->T, q->B, q->I, q->H, 1);
  scratch_rooms r = rooms_of(q->scratch, s);
  intptr_t state = s.B * s.wide;
  float *h = q->workspace, *dh = r.h, *chunk = r.chunk;
  int any = 0;
  if (q->dx) pack(s.stack, s.I, transposed(canonical(s, q->Wx, q->WxRow, q->WxColumn, q->order, s.I, r.canonical)), r.packed_x);
  pack(s.stack, s.H, transposed(canonical(s, q->Wh, q->WhRow, q->WhColumn, q->order, s.H, r.canonical)), r.packed_h);
  take_state(s, q->dhLast, dh);
  clear(r.dWx, s.I * s.stack);
  clear(r.dWh, s.H * s.stack);
  clear(r.dbx, s.stack);
  for (intptr_t end = s.T; end > 0;) {
    intptr_t first = (end - 1) / s.steps * s.steps, steps = end - first;
    struct rnn_steps_back back = {q, s, r, h, dh, first, end};
    steps_in_parallel(s, steps, rnn_backward_steps, &back);
    matrix x = rows_of(s, q->x, q->xTime, q->xBatch, q->reverse, first, steps, r.x);
    for (intptr_t p = 0; p < steps * s.B; p += DEPTH, any = 1) {
      intptr_t depth = smaller(DEPTH, steps * s.B - p);
      matrix states = {h + first * state + p * s.wide, s.wide, 1};
      weight_gradients(s, s.stack, depth, (matrix){chunk + p * s.stack, s.stack, 1}, (matrix){x.at + p * x.row, x.row, 1}, states, r.packed_rows,
                       q->dWx ? r.dWx : 0, q->dWh ? r.dWh : 0, any);
    }
    if (q->dbx || q->dbh) sum_rows(steps * s.B, s.stack, chunk, r.dbx, 1);
    give_input_gradient(s, chunk, r.packed_x, q->dx, q->dxTime, q->dxBatch, q->reverse, first, steps, q->accumulate, r.x);
    end = first;
  }
  GIVE_GRADIENTS(q, s, r, r.dbx, dh);
}
