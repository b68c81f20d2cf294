/* An LSTM over a sequence: c′ = f·c + i·g, h′ = o·activation(c′).
 *
 * The workspace keeps the four gates [T, B, 4·wide], and c and h [T + 1, B, wide] with the initial states first. The backward pass
 * writes the gradients of the gates' arguments over the gates. */
#pragma once
#include "sequence.h"

static double lstm_workspace(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training) {
  sizes s = sizes_of(T, B, I, H, 4);
  return training ? (double)(T * B * s.stack + 2 * (T + 1) * B * s.wide) : 0;
}

INLINE void lstm_row(const struct lstm_forward *q, intptr_t wide, float *z, const float *bias, const float *c_before, float *c, float *h) {
  for (intptr_t j = 0; j < wide; j += LANES) {
    vec i = gate_at(q->gate, load(z + j) + load(bias + j));
    vec f = gate_at(q->gate, load(z + wide + j) + load(bias + wide + j));
    vec g = activation_at(q->activation, load(z + 2 * wide + j) + load(bias + 2 * wide + j));
    vec o = gate_at(q->gate, load(z + 3 * wide + j) + load(bias + 3 * wide + j));
    vec cell = fma_(f, load(c_before + j), i * g);
    store(z + j, i);
    store(z + wide + j, f);
    store(z + 2 * wide + j, g);
    store(z + 3 * wide + j, o);
    store(c + j, cell);
    store(h + j, o * activation_at(q->activation, cell));
  }
}

/* The steps of a chunk, whose rows of the batch are taken in parts. */
struct lstm_steps {
  const struct lstm_forward *q;
  sizes s;
  scratch_rooms r;
  float *z, *h, *c;
  intptr_t first, steps;
};
static void lstm_forward_steps(void *context, intptr_t part, intptr_t parts) {
  const struct lstm_steps *chunk = context;
  const struct lstm_forward *q = chunk->q;
  sizes s = chunk->s;
  intptr_t from = part_start(s.B, 1, part, parts), to = part_start(s.B, 1, part + 1, parts), step_state = q->training ? s.B * s.wide : 0;
  float *z = chunk->z, *h = chunk->h, *c = chunk->c;
  for (intptr_t step = chunk->first; step < chunk->first + chunk->steps; step++, z += s.B * s.stack) {
    intptr_t t = time_of(s.T, q->reverse, step);
    float *h_after = h + step_state, *c_after = c + step_state;
    if (is_short(s))
      multiply_few(s, s.B, s.H, h, s.wide, q->Wh, q->WhRow, q->WhColumn, q->order, 0, 4, z, 1);
    else
      multiply(to - from, s.stack, s.H, (matrix){h + from * s.wide, s.wide, 1}, chunk->r.packed_h, z + from * s.stack, s.stack, 1);
    for (intptr_t b = from; b < to; b++) {
      intptr_t at = b * s.wide;
      if (IS_COMPUTED(q, t, b)) {
        lstm_row(q, s.wide, z + b * s.stack, chunk->r.bias, c + at, c_after + at, h_after + at);
      } else if (step_state) {
        copy(c_after + at, c + at, s.wide);
        copy(h_after + at, h + at, s.wide);
      }
      copy(q->y + t * q->yTime + b * q->yBatch, h_after + at, s.H);
    }
    h = h_after;
    c = c_after;
  }
}

static void lstm_forward(const struct lstm_forward *q) {
  sizes s = sizes_of(q->T, q->B, q->I, q->H, 4);
  scratch_rooms r = rooms_of(q->scratch, s);
  intptr_t state = s.B * s.wide, states = q->training ? (s.T + 1) * state : 0, step_state = q->training ? state : 0;
  float *gates = q->training ? q->workspace : r.chunk;
  float *c = q->training ? q->workspace + s.T * s.B * s.stack : r.c;
  float *h = q->training ? c + states : r.h;
  if (!is_short(s)) {
    pack(s.I, s.stack, canonical(s, q->Wx, q->WxRow, q->WxColumn, q->order, s.I, r.canonical), r.packed_x);
    pack(s.H, s.stack, canonical(s, q->Wh, q->WhRow, q->WhColumn, q->order, s.H, r.canonical), r.packed_h);
  }
  canonical_bias(s, q->bx, q->order, r.bias);
  canonical_bias(s, q->bh, q->order, r.bias + s.stack);
  for (intptr_t j = 0; j < s.stack; j++) r.bias[j] += r.bias[s.stack + j];
  for (intptr_t j = 0; j < s.H; j++) r.bias[s.wide + j] += q->forgetBias;
  take_state(s, q->c0, c);
  take_state(s, q->h0, h);
  for (intptr_t first = 0; first < s.T; first += s.steps) {
    intptr_t steps = smaller(s.steps, s.T - first);
    float *z = q->training ? gates + first * s.B * s.stack : gates;
    matrix x = rows_of(s, q->x, q->xTime, q->xBatch, q->reverse, first, steps, r.x);
    if (is_short(s))
      multiply_few(s, steps * s.B, s.I, x.at, x.row, q->Wx, q->WxRow, q->WxColumn, q->order, 0, 4, z, 0);
    else
      multiply_rows(steps * s.B, s.stack, s.I, x, r.packed_x, z, s.stack, 0);
    struct lstm_steps chunk = {q, s, r, z, h, c, first, steps};
    steps_in_parallel(s, steps, lstm_forward_steps, &chunk);
    h += steps * step_state;
    c += steps * step_state;
  }
  give_state(s, h, q->hLast, 0);
  give_state(s, c, q->cLast, 0);
}

INLINE void lstm_row_backward(const struct lstm_backward *q, intptr_t wide, float *z, const float *c_before, const float *c, float *dh,
                              float *dc, int keep_dh) {
  for (intptr_t j = 0; j < wide; j += LANES) {
    vec i = load(z + j), f = load(z + wide + j), g = load(z + 2 * wide + j), o = load(z + 3 * wide + j);
    vec squashed = activation_at(q->activation, load(c + j));
    vec d_h = without_dust(load(dh + j));
    vec d = fma_(d_h * o, activation_slope(q->activation, squashed), load(dc + j));
    store(z + j, d * g * gate_slope(q->gate, i));
    store(z + wide + j, d * load(c_before + j) * gate_slope(q->gate, f));
    store(z + 2 * wide + j, d * i * activation_slope(q->activation, g));
    store(z + 3 * wide + j, d_h * squashed * gate_slope(q->gate, o));
    store(dc + j, without_dust(d * f));
    if (keep_dh) store(dh + j, splat(0));
  }
}

/* The steps of a chunk backward, whose rows of the batch are taken in parts. */
struct lstm_steps_back {
  const struct lstm_backward *q;
  sizes s;
  scratch_rooms r;
  float *gates, *c, *dh, *dc;
  intptr_t first, end;
};
static void lstm_backward_steps(void *context, intptr_t part, intptr_t parts) {
  const struct lstm_steps_back *chunk = context;
  const struct lstm_backward *q = chunk->q;
  sizes s = chunk->s;
  intptr_t from = part_start(s.B, 1, part, parts), to = part_start(s.B, 1, part + 1, parts), state = s.B * s.wide;
  float *c = chunk->c, *dh = chunk->dh, *dc = chunk->dc;
  for (intptr_t step = chunk->end - 1; step >= chunk->first; step--) {
    intptr_t t = time_of(s.T, q->reverse, step);
    float *z = chunk->gates + step * s.B * s.stack;
    for (intptr_t b = from; b < to; b++) {
      intptr_t at = b * s.wide;
      if (q->dy) add_row(q->dy + t * q->dyTime + b * q->dyBatch, dh + at, s.H);
      if (IS_COMPUTED(q, t, b)) {
        lstm_row_backward(q, s.wide, z + b * s.stack, c + step * state + at, c + (step + 1) * state + at, dh + at, dc + at, q->mask != 0);
      } else {
        clear(z + b * s.stack, s.stack);
      }
    }
    if (step > 0 || q->dh0)
      multiply(to - from, s.H, s.stack, (matrix){z + from * s.stack, s.stack, 1}, chunk->r.packed_h, dh + from * s.wide, s.wide,
               q->mask != 0);
  }
}

static void lstm_backward(const struct lstm_backward *q) {
  sizes s = sizes_of(q->T, q->B, q->I, q->H, 4);
  scratch_rooms r = rooms_of(q->scratch, s);
  intptr_t state = s.B * s.wide, rows_of_step = s.B * s.stack;
  float *gates = q->workspace;
  float *c = gates + s.T * rows_of_step, *h = c + (s.T + 1) * state;
  float *dh = r.h, *dc = r.c;
  int any = 0;
  if (q->dx) pack(s.stack, s.I, transposed(canonical(s, q->Wx, q->WxRow, q->WxColumn, q->order, s.I, r.canonical)), r.packed_x);
  pack(s.stack, s.H, transposed(canonical(s, q->Wh, q->WhRow, q->WhColumn, q->order, s.H, r.canonical)), r.packed_h);
  take_state(s, q->dhLast, dh);
  take_state(s, q->dcLast, dc);
  clear(r.dWx, s.I * s.stack);
  clear(r.dWh, s.H * s.stack);
  clear(r.dbx, s.stack);
  for (intptr_t end = s.T; end > 0;) {
    intptr_t first = (end - 1) / s.steps * s.steps, steps = end - first;
    float *chunk = gates + first * rows_of_step;
    struct lstm_steps_back back = {q, s, r, gates, c, dh, dc, first, end};
    steps_in_parallel(s, steps, lstm_backward_steps, &back);
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
  give_state(s, dc, q->dc0, (int)q->accumulate);
}
