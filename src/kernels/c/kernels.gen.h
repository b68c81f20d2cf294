/* Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit. */
#pragma once
#include <stdint.h>

enum unary_kind { UNARY_NEGATE, UNARY_ABS, UNARY_SQUARE, UNARY_SQRT, UNARY_RECIPROCAL, UNARY_EXP, UNARY_LOG, UNARY_SIGMOID, UNARY_HARD_SIGMOID, UNARY_HARD_SIGMOID_SIXTH, UNARY_TANH, UNARY_RELU, UNARY_SOFTPLUS, UNARY_SOFTSIGN, UNARY_SILU };
enum binary_kind { BINARY_ADD, BINARY_SUBTRACT, BINARY_MULTIPLY, BINARY_DIVIDE, BINARY_MAXIMUM, BINARY_MINIMUM };
enum averaging_kind { AVERAGING_TOWARDS, AVERAGING_SUM, AVERAGING_SQUARES_TOWARDS, AVERAGING_SQUARES_SUM, AVERAGING_SQUARES_SUM_FIRST };
enum gate_kind { GATE_SIGMOID, GATE_HARD_SIGMOID, GATE_HARD_SIGMOID_SIXTH };
enum activation_kind { ACTIVATION_TANH, ACTIVATION_RELU, ACTIVATION_LINEAR };

/* Runs an LSTM over a sequence: gates i f g o, c = f·c + i·g, h = o·activation(c). */
struct lstm_forward {
  intptr_t T;
  intptr_t B;
  intptr_t I;
  intptr_t H;
  const float *x;
  intptr_t xTime;
  intptr_t xBatch;
  float *y;
  intptr_t yTime;
  intptr_t yBatch;
  const float *h0;
  const float *c0;
  float *hLast;
  float *cLast;
  const float *Wx;
  intptr_t WxRow;
  intptr_t WxColumn;
  const float *Wh;
  intptr_t WhRow;
  intptr_t WhColumn;
  const int32_t *order;
  const float *bx;
  const float *bh;
  const uint8_t *mask;
  intptr_t maskTime;
  intptr_t maskBatch;
  intptr_t reverse;
  intptr_t gate;
  intptr_t activation;
  float forgetBias;
  intptr_t training;
  float *workspace;
  float *scratch;
};

/* Runs the gradient of lstmForward, whose workspace it takes, from dy, dhLast and dcLast to whatever is not null. */
struct lstm_backward {
  intptr_t T;
  intptr_t B;
  intptr_t I;
  intptr_t H;
  const float *x;
  intptr_t xTime;
  intptr_t xBatch;
  const float *y;
  intptr_t yTime;
  intptr_t yBatch;
  const float *h0;
  const float *c0;
  const float *Wx;
  intptr_t WxRow;
  intptr_t WxColumn;
  const float *Wh;
  intptr_t WhRow;
  intptr_t WhColumn;
  const int32_t *order;
  const uint8_t *mask;
  intptr_t maskTime;
  intptr_t maskBatch;
  intptr_t reverse;
  intptr_t gate;
  intptr_t activation;
  const float *dy;
  intptr_t dyTime;
  intptr_t dyBatch;
  const float *dhLast;
  const float *dcLast;
  float *dx;
  intptr_t dxTime;
  intptr_t dxBatch;
  float *dWx;
  float *dWh;
  float *dbx;
  float *dbh;
  float *dh0;
  float *dc0;
  intptr_t accumulate;
  float *workspace;
  float *scratch;
};

/* Runs a GRU over a sequence: gates r z n, h = (1 − z)·n + z·h; r before or after the product h·Wh of n. */
struct gru_forward {
  intptr_t T;
  intptr_t B;
  intptr_t I;
  intptr_t H;
  const float *x;
  intptr_t xTime;
  intptr_t xBatch;
  float *y;
  intptr_t yTime;
  intptr_t yBatch;
  const float *h0;
  float *hLast;
  const float *Wx;
  intptr_t WxRow;
  intptr_t WxColumn;
  const float *Wh;
  intptr_t WhRow;
  intptr_t WhColumn;
  const int32_t *order;
  const float *bx;
  const float *bh;
  const uint8_t *mask;
  intptr_t maskTime;
  intptr_t maskBatch;
  intptr_t reverse;
  intptr_t gate;
  intptr_t activation;
  intptr_t resetAfter;
  intptr_t training;
  float *workspace;
  float *scratch;
};

/* Runs the gradient of gruForward, whose workspace it takes, from dy and dhLast to whatever is not null. */
struct gru_backward {
  intptr_t T;
  intptr_t B;
  intptr_t I;
  intptr_t H;
  const float *x;
  intptr_t xTime;
  intptr_t xBatch;
  const float *y;
  intptr_t yTime;
  intptr_t yBatch;
  const float *h0;
  const float *Wx;
  intptr_t WxRow;
  intptr_t WxColumn;
  const float *Wh;
  intptr_t WhRow;
  intptr_t WhColumn;
  const int32_t *order;
  const uint8_t *mask;
  intptr_t maskTime;
  intptr_t maskBatch;
  intptr_t reverse;
  intptr_t gate;
  intptr_t activation;
  intptr_t resetAfter;
  const float *dy;
  intptr_t dyTime;
  intptr_t dyBatch;
  const float *dhLast;
  float *dx;
  intptr_t dxTime;
  intptr_t dxBatch;
  float *dWx;
  float *dWh;
  float *dbx;
  float *dbh;
  float *dh0;
  intptr_t accumulate;
  float *workspace;
  float *scratch;
};

/* Runs an Elman net over a sequence: h = activation(x·Wx + bx + h·Wh + bh). */
struct rnn_forward {
  intptr_t T;
  intptr_t B;
  intptr_t I;
  intptr_t H;
  const float *x;
  intptr_t xTime;
  intptr_t xBatch;
  float *y;
  intptr_t yTime;
  intptr_t yBatch;
  const float *h0;
  float *hLast;
  const float *Wx;
  intptr_t WxRow;
  intptr_t WxColumn;
  const float *Wh;
  intptr_t WhRow;
  intptr_t WhColumn;
  const int32_t *order;
  const float *bx;
  const float *bh;
  const uint8_t *mask;
  intptr_t maskTime;
  intptr_t maskBatch;
  intptr_t reverse;
  intptr_t activation;
  intptr_t training;
  float *workspace;
  float *scratch;
};

/* Runs the gradient of rnnForward, whose workspace it takes, from dy and dhLast to whatever is not null. */
struct rnn_backward {
  intptr_t T;
  intptr_t B;
  intptr_t I;
  intptr_t H;
  const float *x;
  intptr_t xTime;
  intptr_t xBatch;
  const float *y;
  intptr_t yTime;
  intptr_t yBatch;
  const float *h0;
  const float *Wx;
  intptr_t WxRow;
  intptr_t WxColumn;
  const float *Wh;
  intptr_t WhRow;
  intptr_t WhColumn;
  const int32_t *order;
  const uint8_t *mask;
  intptr_t maskTime;
  intptr_t maskBatch;
  intptr_t reverse;
  intptr_t activation;
  const float *dy;
  intptr_t dyTime;
  intptr_t dyBatch;
  const float *dhLast;
  float *dx;
  intptr_t dxTime;
  intptr_t dxBatch;
  float *dWx;
  float *dWh;
  float *dbx;
  float *dbh;
  float *dh0;
  intptr_t accumulate;
  float *workspace;
  float *scratch;
};

/* The kernels of one vector width. */
struct kernels {
  /* Computes C[m,n] = (accumulate ? C : 0) + A[m,k]·B[k,n]; element (r, c) of each stands at r·row + c·column. */
  void (*gemm)(intptr_t m, intptr_t n, intptr_t k, const float *a, intptr_t aRow, intptr_t aColumn, const float *b, intptr_t bRow, intptr_t bColumn, float *c, intptr_t cRow, intptr_t accumulate);
  /* Computes y = f(x), element by element; x and y may be one array. */
  void (*unary)(intptr_t kind, intptr_t n, const float *x, float *y);
  /* Computes dx = dy·f′(x), given y = f(x) too; dx may be dy. */
  void (*unary_gradient)(intptr_t kind, intptr_t n, const float *x, const float *y, const float *dy, float *dx);
  /* Computes out = a ∘ b, element by element; out may be a or b. */
  void (*binary)(intptr_t kind, intptr_t n, const float *a, const float *b, float *out);
  /* Computes out[r,c] = a[r,c] ∘ row[c]. */
  void (*binary_rows)(intptr_t kind, intptr_t rows, intptr_t columns, const float *a, const float *row, float *out);
  /* Computes out[c] = (accumulate ? out[c] : 0) + Σ_r x[r,c], rows in order. */
  void (*sum_rows)(intptr_t rows, intptr_t columns, const float *x, float *out, intptr_t accumulate);
  /* Gives Σ x² in float64, in a fixed order. */
  double (*sum_of_squares)(intptr_t n, const float *x);
  /* Computes x = x·factor. */
  void (*scale)(intptr_t n, float factor, float *x);
  /* Computes value = value − rate·gradient; fused: rounded once, by way of float64. */
  void (*descend)(intptr_t n, float rate, intptr_t fused, const float *gradient, float *value);
  /* Moves running averages: towards a + (g − a)·taken, sum kept·a + taken·g, and so for g²; fused: the last product and sum rounded once. */
  void (*average)(intptr_t kind, intptr_t n, float kept, float taken, intptr_t fused, const float *gradient, float *a);
  /* Computes value = value − size·m / (√squares / correction + epsilon). */
  void (*adam_step)(intptr_t n, float size, float correction, float epsilon, const float *m, const float *squares, float *value);
  /* Computes value = value − rate·gradient / √(squares + epsilon), or / (√squares + epsilon) where not inside. */
  void (*root_step)(intptr_t n, float rate, float epsilon, intptr_t inside, const float *gradient, const float *squares, float *value);
  /* Computes loss[r] = weights[r]·(log Σ_c exp logits[r,c] − logits[r,labels[r]]) and its gradient by the logits. */
  void (*softmax_cross_entropy)(intptr_t rows, intptr_t columns, const float *logits, const int32_t *labels, const float *weights, float *loss, float *gradient);
  /* Gives the floats of scratch that a sequence kernel of so many gates needs. */
  double (*recurrent_scratch)(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t gates);
  /* Gives the floats of workspace that lstmForward needs, and lstmBackward after it where training. */
  double (*lstm_workspace)(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training);
  void (*lstm_forward)(const struct lstm_forward *);
  void (*lstm_backward)(const struct lstm_backward *);
  /* Gives the floats of workspace that gruForward needs, and gruBackward after it where training. */
  double (*gru_workspace)(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training);
  void (*gru_forward)(const struct gru_forward *);
  void (*gru_backward)(const struct gru_backward *);
  /* Gives the floats of workspace that rnnForward needs, and rnnBackward after it where training. */
  double (*rnn_workspace)(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training);
  void (*rnn_forward)(const struct rnn_forward *);
  void (*rnn_backward)(const struct rnn_backward *);
  /* Fills out with PyTorch's uniforms of [low, high). */
  void (*torch_uniform32)(intptr_t n, float low, float high, intptr_t used, int32_t *state, float *out);
  /* Fills out with PyTorch's float64 uniforms of [low, high). */
  void (*torch_uniform64)(intptr_t n, double low, double high, intptr_t used, int32_t *state, double *out);
  /* Fills out, 16 numbers or more, with PyTorch's normals. */
  void (*torch_normal32)(intptr_t n, float mean, float stddev, intptr_t used, int32_t *state, float *out);
  /* Fills out, 16 numbers or more, with PyTorch's float64 normals. */
  void (*torch_normal64)(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, double *out);
  /* Draws what of out lies outside [low, high] anew as PyTorch's trunc_normal_ does, until nothing does; gives the words taken. */
  double (*torch_redraw32)(intptr_t n, float mean, float stddev, float low, float high, intptr_t used, int32_t *state, float *out);
  /* Draws what of out lies outside [low, high] anew likewise, in float64; gives the words taken. */
  double (*torch_redraw64)(intptr_t n, double mean, double stddev, double low, double high, intptr_t used, int32_t *state, const double *tables, double *out);
  /* Fills out, four numbers or more, with the first of every four of PyTorch's standard normals that lies within (-2, 2). */
  void (*torch_four_tries32)(intptr_t n, intptr_t used, int32_t *state, float *out);
  /* Fills out likewise, in float64. */
  void (*torch_four_tries64)(intptr_t n, intptr_t used, int32_t *state, const double *tables, double *out);
  /* Fills out with low + range·u, u of 53 bits of two words, as NumPy's RandomState and CPython do. */
  void (*mersenne_uniform)(intptr_t n, double low, double range, intptr_t used, int32_t *state, intptr_t single, void *out);
  /* Fills out, an even count, with the normals of NumPy's RandomState; gives the words taken. */
  double (*numpy_normal)(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, intptr_t single, void *out);
  /* Fills out, an even count, with CPython's normals. */
  void (*python_normal)(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, intptr_t single, void *out);
  /* Fills out with TensorFlow's uniforms: low + range·u. */
  void (*tensorflow_uniform32)(intptr_t n, float low, float range, const int32_t *engine, float *out);
  /* Fills out with TensorFlow's float64 uniforms: low + range·u. */
  void (*tensorflow_uniform64)(intptr_t n, double low, double range, const int32_t *engine, double *out);
  /* Fills out with TensorFlow's normals, their radius in double where there are tables. */
  void (*tensorflow_normal32)(intptr_t n, float mean, float stddev, const int32_t *engine, const double *tables, float *out);
  /* Fills out with TensorFlow's float64 normals. */
  void (*tensorflow_normal64)(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, double *out);
  /* Fills out with TensorFlow's normals within two deviations, their radius in double where there are tables. */
  void (*tensorflow_truncated32)(intptr_t n, float mean, float stddev, const int32_t *engine, const double *tables, float *out);
  /* Fills out with TensorFlow's float64 normals within two deviations. */
  void (*tensorflow_truncated64)(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, double *out);
  /* Fills out with the uniforms of gatewise's own stream: low + range·u. */
  void (*gatewise_uniform)(intptr_t n, double low, double range, const int32_t *engine, intptr_t single, void *out);
  /* Fills out with the normals of gatewise's own stream. */
  void (*gatewise_normal)(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, intptr_t single, void *out);
  /* Fills out with those within two deviations; gives the words taken. */
  double (*gatewise_truncated)(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, intptr_t single, void *out);
  /* Fills out with JAX's uniforms under a key: low + range·u. */
  void (*jax_uniform32)(intptr_t n, float low, float range, intptr_t k0, intptr_t k1, float *out);
  /* Fills out with mean + stddev·z, z = √2·erfinv(u) within ±most, u JAX's uniforms from low on. */
  void (*jax_normal32)(intptr_t n, float mean, float stddev, float low, float range, float most, intptr_t k0, intptr_t k1, float *out);
  /* Fills out with low + range·u, u of 53 bits of NumPy's default generator. */
  void (*pcg_uniform)(intptr_t n, double low, double range, int32_t *engine, intptr_t single, void *out);
  /* Fills out with low + range·u, u of 24 bits of half a word, as the generator's float32 uniforms are; gives the words taken. */
  double (*pcg_uniform32)(intptr_t n, float low, float range, int32_t *engine, float *out);
  /* Fills out with the normals of NumPy's default generator; gives the words taken. */
  double (*pcg_normal)(intptr_t n, double mean, double stddev, int32_t *engine, const double *ziggurat, intptr_t single, void *out);
  /* Fills out with the generator's float32 normals; gives the words taken. */
  double (*pcg_normal32)(intptr_t n, float mean, float stddev, int32_t *engine, const double *ziggurat, float *out);
  /* Gives the floats of workspace that orthonormalColumns needs. */
  double (*orthonormal_workspace)(intptr_t rows, intptr_t columns);
  /* Makes the columns of a [rows, columns] orthonormal, one after the other: Q of QR with R's diagonal positive. */
  void (*orthonormal_columns)(intptr_t rows, intptr_t columns, const double *a, double *out, float *workspace);
};

/* The table of a width; each object file defines one. */
#define KERNELS_TABLE \
  { WIDE(gemm), \
    WIDE(unary), \
    WIDE(unary_gradient), \
    WIDE(binary), \
    WIDE(binary_rows), \
    WIDE(sum_rows), \
    WIDE(sum_of_squares), \
    WIDE(scale), \
    WIDE(descend), \
    WIDE(average), \
    WIDE(adam_step), \
    WIDE(root_step), \
    WIDE(softmax_cross_entropy), \
    WIDE(recurrent_scratch), \
    WIDE(lstm_workspace), \
    WIDE(lstm_forward), \
    WIDE(lstm_backward), \
    WIDE(gru_workspace), \
    WIDE(gru_forward), \
    WIDE(gru_backward), \
    WIDE(rnn_workspace), \
    WIDE(rnn_forward), \
    WIDE(rnn_backward), \
    WIDE(torch_uniform32), \
    WIDE(torch_uniform64), \
    WIDE(torch_normal32), \
    WIDE(torch_normal64), \
    WIDE(torch_redraw32), \
    WIDE(torch_redraw64), \
    WIDE(torch_four_tries32), \
    WIDE(torch_four_tries64), \
    WIDE(mersenne_uniform), \
    WIDE(numpy_normal), \
    WIDE(python_normal), \
    WIDE(tensorflow_uniform32), \
    WIDE(tensorflow_uniform64), \
    WIDE(tensorflow_normal32), \
    WIDE(tensorflow_normal64), \
    WIDE(tensorflow_truncated32), \
    WIDE(tensorflow_truncated64), \
    WIDE(gatewise_uniform), \
    WIDE(gatewise_normal), \
    WIDE(gatewise_truncated), \
    WIDE(jax_uniform32), \
    WIDE(jax_normal32), \
    WIDE(pcg_uniform), \
    WIDE(pcg_uniform32), \
    WIDE(pcg_normal), \
    WIDE(pcg_normal32), \
    WIDE(orthonormal_workspace), \
    WIDE(orthonormal_columns) }
