/* Functions of one and two numbers, element by element; sums of columns and squares. */
#pragma once
#include "functions.h"

INLINE vec unary_at(intptr_t kind, vec x) {
  switch (kind) {
    case UNARY_NEGATE: return -x;
    case UNARY_ABS: return absolute(x);
    case UNARY_SQUARE: return x * x;
    case UNARY_SQRT: return root(x);
    case UNARY_RECIPROCAL: return splat(1) / x;
    case UNARY_EXP: return exponential(x);
    case UNARY_LOG: return logarithm(x);
    case UNARY_SIGMOID: return sigmoid(x);
    case UNARY_HARD_SIGMOID: return hard_sigmoid(x, 0.2f);
    case UNARY_HARD_SIGMOID_SIXTH: return hard_sigmoid(x, 1.0f / 6);
    case UNARY_TANH: return hyperbolic_tangent(x);
    case UNARY_RELU: return positive(x);
    case UNARY_SOFTPLUS: return positive(x) + log_one_plus(exponential(-absolute(x)));
    case UNARY_SOFTSIGN: return x / (splat(1) + absolute(x));
    default: return x / (splat(1) + exponential(-x));
  }
}

INLINE vec unary_slope(intptr_t kind, vec x, vec y) {
  vec one = splat(1), zero = splat(0);
  switch (kind) {
    case UNARY_NEGATE: return splat(-1);
    case UNARY_ABS: return choose(x > zero, one, choose(x < zero, splat(-1), zero));
    case UNARY_SQUARE: return x + x;
    case UNARY_SQRT: return splat(0.5f) / y;
    case UNARY_RECIPROCAL: return -(y * y);
    case UNARY_EXP: return y;
    case UNARY_LOG: return one / x;
    case UNARY_SIGMOID: return gate_slope(GATE_SIGMOID, y);
    case UNARY_HARD_SIGMOID: return gate_slope(GATE_HARD_SIGMOID, y);
    case UNARY_HARD_SIGMOID_SIXTH: return gate_slope(GATE_HARD_SIGMOID_SIXTH, y);
    case UNARY_TANH: return activation_slope(ACTIVATION_TANH, y);
    case UNARY_RELU: return choose(x > zero, one, zero);
    case UNARY_SOFTPLUS: return sigmoid(x);
    case UNARY_SOFTSIGN: {
      vec part = one / (one + absolute(x));
      return part * part;
    }
    default: return sigmoid(x) * fma_(x, sigmoid(-x), one);
  }
}

INLINE vec binary_at(intptr_t kind, vec a, vec b) {
  switch (kind) {
    case BINARY_ADD: return a + b;
    case BINARY_SUBTRACT: return a - b;
    case BINARY_MULTIPLY: return a * b;
    case BINARY_DIVIDE: return a / b;
    case BINARY_MAXIMUM: return choose((a >= b) | (a != a), a, b);
    default: return choose((a <= b) | (a != a), a, b);
  }
}

/* A loop over vectors with a tail; `AT` computes from the index of the vector through the given loads. */
#define EACH_VECTOR(n, WHOLE_VECTOR, SOME)   \
  do {                                       \
    intptr_t i = 0;                          \
    for (; i + LANES <= (n); i += LANES) {   \
      WHOLE_VECTOR;                          \
    }                                        \
    intptr_t left = (n) - i;                 \
    if (left > 0) {                          \
      SOME;                                  \
    }                                        \
  } while (0)

#define UNARY_LOOP(K)                                                                                                     \
  EACH_VECTOR(n, store(y + i, unary_at(K, load(x + i))), store_some(y + i, unary_at(K, load_some(x + i, left)), left));   \
  break
#define SLOPE_LOOP(K)                                                                                                             \
  EACH_VECTOR(n, store(dx + i, load(dy + i) * unary_slope(K, load(x + i), load(y + i))),                                          \
              store_some(dx + i, load_some(dy + i, left) * unary_slope(K, load_some(x + i, left), load_some(y + i, left)), left)); \
  break
#define BINARY_LOOP(K)                                                       \
  EACH_VECTOR(n, store(out + i, binary_at(K, load(a + i), load(b + i))),     \
              store_some(out + i, binary_at(K, load_some(a + i, left), load_some(b + i, left)), left)); \
  break
/* Each kind has a loop of its own, in which it is a constant. */
#define EACH_UNARY(LOOP)                                                \
  switch (kind) {                                                       \
    case UNARY_NEGATE: LOOP(UNARY_NEGATE);                              \
    case UNARY_ABS: LOOP(UNARY_ABS);                                    \
    case UNARY_SQUARE: LOOP(UNARY_SQUARE);                              \
    case UNARY_SQRT: LOOP(UNARY_SQRT);                                  \
    case UNARY_RECIPROCAL: LOOP(UNARY_RECIPROCAL);                      \
    case UNARY_EXP: LOOP(UNARY_EXP);                                    \
    case UNARY_LOG: LOOP(UNARY_LOG);                                    \
    case UNARY_SIGMOID: LOOP(UNARY_SIGMOID);                            \
    case UNARY_HARD_SIGMOID: LOOP(UNARY_HARD_SIGMOID);                  \
    case UNARY_HARD_SIGMOID_SIXTH: LOOP(UNARY_HARD_SIGMOID_SIXTH);      \
    case UNARY_TANH: LOOP(UNARY_TANH);                                  \
    case UNARY_RELU: LOOP(UNARY_RELU);                                  \
    case UNARY_SOFTPLUS: LOOP(UNARY_SOFTPLUS);                          \
    case UNARY_SOFTSIGN: LOOP(UNARY_SOFTSIGN);                          \
    default: LOOP(UNARY_SILU);                                          \
  }

static void unary(intptr_t kind, intptr_t n, const float *x, float *y) { EACH_UNARY(UNARY_LOOP) }

static void unary_gradient(intptr_t kind, intptr_t n, const float *x, const float *y, const float *dy, float *dx) {
  EACH_UNARY(SLOPE_LOOP)
}

APART void binary(intptr_t kind, intptr_t n, const float *a, const float *b, float *out) {
  switch (kind) {
    case BINARY_ADD: BINARY_LOOP(BINARY_ADD);
    case BINARY_SUBTRACT: BINARY_LOOP(BINARY_SUBTRACT);
    case BINARY_MULTIPLY: BINARY_LOOP(BINARY_MULTIPLY);
    case BINARY_DIVIDE: BINARY_LOOP(BINARY_DIVIDE);
    case BINARY_MAXIMUM: BINARY_LOOP(BINARY_MAXIMUM);
    default: BINARY_LOOP(BINARY_MINIMUM);
  }
}

static void binary_rows(intptr_t kind, intptr_t rows, intptr_t columns, const float *a, const float *row, float *out) {
  for (intptr_t r = 0; r < rows; r++) binary(kind, columns, a + r * columns, row, out + r * columns);
}

/* Sums of up to 256 rows, each added to the ones before: the error grows with the root of their number, not of the rows'. */
APART void sum_rows(intptr_t rows, intptr_t columns, const float *x, float *out, intptr_t accumulate) {
  if (!accumulate) clear(out, columns);
  for (intptr_t first = 0; first < rows; first += 256) {
    intptr_t last = smaller(rows, first + 256);
    EACH_VECTOR(
        columns,
        {
          vec sum = splat(0);
          for (intptr_t r = first; r < last; r++) sum += load(x + r * columns + i);
          store(out + i, load(out + i) + sum);
        },
        {
          vec sum = splat(0);
          for (intptr_t r = first; r < last; r++) sum += load_some(x + r * columns + i, left);
          store_some(out + i, load_some(out + i, left) + sum, left);
        });
  }
}

/* Sixteen sums in float64, added in pairs: the same order on every width. */
static double sum_of_squares(intptr_t n, const float *x) {
  double sums[16] = {0};
  intptr_t i = 0;
  for (; i + 16 <= n; i += 16)
    for (int l = 0; l < 16; l++) sums[l] += (double)x[i + l] * (double)x[i + l];
  for (int l = 0; i < n; i++, l++) sums[l] += (double)x[i] * (double)x[i];
  for (int half = 8; half > 0; half /= 2)
    for (int l = 0; l < half; l++) sums[l] += sums[l + half];
  return sums[0];
}
