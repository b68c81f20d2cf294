/* Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit. */
#pragma once

EXPORT("gemm") void export_gemm(intptr_t m, intptr_t n, intptr_t k, const float *a, intptr_t aRow, intptr_t aColumn, const float *b, intptr_t bRow, intptr_t bColumn, float *c, intptr_t cRow, intptr_t accumulate) {
  gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
}

EXPORT("unary") void export_unary(intptr_t kind, intptr_t n, const float *x, float *y) {
  unary(kind, n, x, y);
}

EXPORT("unaryGradient") void export_unary_gradient(intptr_t kind, intptr_t n, const float *x, const float *y, const float *dy, float *dx) {
  unary_gradient(kind, n, x, y, dy, dx);
}

EXPORT("binary") void export_binary(intptr_t kind, intptr_t n, const float *a, const float *b, float *out) {
  binary(kind, n, a, b, out);
}

EXPORT("binaryRows") void export_binary_rows(intptr_t kind, intptr_t rows, intptr_t columns, const float *a, const float *row, float *out) {
  binary_rows(kind, rows, columns, a, row, out);
}

EXPORT("sumRows") void export_sum_rows(intptr_t rows, intptr_t columns, const float *x, float *out, intptr_t accumulate) {
  sum_rows(rows, columns, x, out, accumulate);
}

EXPORT("sumOfSquares") double export_sum_of_squares(intptr_t n, const float *x) {
  return sum_of_squares(n, x);
}

EXPORT("scale") void export_scale(intptr_t n, float factor, float *x) {
  scale(n, factor, x);
}

EXPORT("descend") void export_descend(intptr_t n, float rate, intptr_t fused, const float *gradient, float *value) {
  descend(n, rate, fused, gradient, value);
}

EXPORT("average") void export_average(intptr_t kind, intptr_t n, float kept, float taken, intptr_t fused, const float *gradient, float *a) {
  average(kind, n, kept, taken, fused, gradient, a);
}

EXPORT("adamStep") void export_adam_step(intptr_t n, float size, float correction, float epsilon, const float *m, const float *squares, float *value) {
  adam_step(n, size, correction, epsilon, m, squares, value);
}

EXPORT("rootStep") void export_root_step(intptr_t n, float rate, float epsilon, intptr_t inside, const float *gradient, const float *squares, float *value) {
  root_step(n, rate, epsilon, inside, gradient, squares, value);
}

EXPORT("softmaxCrossEntropy") void export_softmax_cross_entropy(intptr_t rows, intptr_t columns, const float *logits, const int32_t *labels, const float *weights, float *loss, float *gradient) {
  softmax_cross_entropy(rows, columns, logits, labels, weights, loss, gradient);
}

EXPORT("recurrentScratch") double export_recurrent_scratch(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t gates) {
  return recurrent_scratch(T, B, I, H, gates);
}

EXPORT("lstmWorkspace") double export_lstm_workspace(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training) {
  return lstm_workspace(T, B, I, H, training);
}

EXPORT("lstmForward") void export_lstm_forward(const struct lstm_forward *q) {
  lstm_forward(q);
}

EXPORT("lstmBackward") void export_lstm_backward(const struct lstm_backward *q) {
  lstm_backward(q);
}

EXPORT("gruWorkspace") double export_gru_workspace(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training) {
  return gru_workspace(T, B, I, H, training);
}

EXPORT("gruForward") void export_gru_forward(const struct gru_forward *q) {
  gru_forward(q);
}

EXPORT("gruBackward") void export_gru_backward(const struct gru_backward *q) {
  gru_backward(q);
}

EXPORT("rnnWorkspace") double export_rnn_workspace(intptr_t T, intptr_t B, intptr_t I, intptr_t H, intptr_t training) {
  return rnn_workspace(T, B, I, H, training);
}

EXPORT("rnnForward") void export_rnn_forward(const struct rnn_forward *q) {
  rnn_forward(q);
}

EXPORT("rnnBackward") void export_rnn_backward(const struct rnn_backward *q) {
  rnn_backward(q);
}

EXPORT("torchUniform32") void export_torch_uniform32(intptr_t n, float low, float high, intptr_t used, int32_t *state, float *out) {
  torch_uniform32(n, low, high, used, state, out);
}

EXPORT("torchUniform64") void export_torch_uniform64(intptr_t n, double low, double high, intptr_t used, int32_t *state, double *out) {
  torch_uniform64(n, low, high, used, state, out);
}

EXPORT("torchNormal32") void export_torch_normal32(intptr_t n, float mean, float stddev, intptr_t used, int32_t *state, float *out) {
  torch_normal32(n, mean, stddev, used, state, out);
}

EXPORT("torchNormal64") void export_torch_normal64(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, double *out) {
  torch_normal64(n, mean, stddev, used, state, tables, out);
}

EXPORT("torchRedraw32") double export_torch_redraw32(intptr_t n, float mean, float stddev, float low, float high, intptr_t used, int32_t *state, float *out) {
  return torch_redraw32(n, mean, stddev, low, high, used, state, out);
}

EXPORT("torchRedraw64") double export_torch_redraw64(intptr_t n, double mean, double stddev, double low, double high, intptr_t used, int32_t *state, const double *tables, double *out) {
  return torch_redraw64(n, mean, stddev, low, high, used, state, tables, out);
}

EXPORT("torchFourTries32") void export_torch_four_tries32(intptr_t n, intptr_t used, int32_t *state, float *out) {
  torch_four_tries32(n, used, state, out);
}

EXPORT("torchFourTries64") void export_torch_four_tries64(intptr_t n, intptr_t used, int32_t *state, const double *tables, double *out) {
  torch_four_tries64(n, used, state, tables, out);
}

EXPORT("mersenneUniform") void export_mersenne_uniform(intptr_t n, double low, double range, intptr_t used, int32_t *state, intptr_t single, void *out) {
  mersenne_uniform(n, low, range, used, state, single, out);
}

EXPORT("numpyNormal") double export_numpy_normal(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, intptr_t single, void *out) {
  return numpy_normal(n, mean, stddev, used, state, tables, single, out);
}

EXPORT("pythonNormal") void export_python_normal(intptr_t n, double mean, double stddev, intptr_t used, int32_t *state, const double *tables, intptr_t single, void *out) {
  python_normal(n, mean, stddev, used, state, tables, single, out);
}

EXPORT("tensorflowUniform32") void export_tensorflow_uniform32(intptr_t n, float low, float range, const int32_t *engine, float *out) {
  tensorflow_uniform32(n, low, range, engine, out);
}

EXPORT("tensorflowUniform64") void export_tensorflow_uniform64(intptr_t n, double low, double range, const int32_t *engine, double *out) {
  tensorflow_uniform64(n, low, range, engine, out);
}

EXPORT("tensorflowNormal32") void export_tensorflow_normal32(intptr_t n, float mean, float stddev, const int32_t *engine, const double *tables, float *out) {
  tensorflow_normal32(n, mean, stddev, engine, tables, out);
}

EXPORT("tensorflowNormal64") void export_tensorflow_normal64(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, double *out) {
  tensorflow_normal64(n, mean, stddev, engine, tables, out);
}

EXPORT("tensorflowTruncated32") void export_tensorflow_truncated32(intptr_t n, float mean, float stddev, const int32_t *engine, const double *tables, float *out) {
  tensorflow_truncated32(n, mean, stddev, engine, tables, out);
}

EXPORT("tensorflowTruncated64") void export_tensorflow_truncated64(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, double *out) {
  tensorflow_truncated64(n, mean, stddev, engine, tables, out);
}

EXPORT("gatewiseUniform") void export_gatewise_uniform(intptr_t n, double low, double range, const int32_t *engine, intptr_t single, void *out) {
  gatewise_uniform(n, low, range, engine, single, out);
}

EXPORT("gatewiseNormal") void export_gatewise_normal(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, intptr_t single, void *out) {
  gatewise_normal(n, mean, stddev, engine, tables, single, out);
}

EXPORT("gatewiseTruncated") double export_gatewise_truncated(intptr_t n, double mean, double stddev, const int32_t *engine, const double *tables, intptr_t single, void *out) {
  return gatewise_truncated(n, mean, stddev, engine, tables, single, out);
}

EXPORT("jaxUniform32") void export_jax_uniform32(intptr_t n, float low, float range, intptr_t k0, intptr_t k1, float *out) {
  jax_uniform32(n, low, range, k0, k1, out);
}

EXPORT("jaxNormal32") void export_jax_normal32(intptr_t n, float mean, float stddev, float low, float range, float most, intptr_t k0, intptr_t k1, float *out) {
  jax_normal32(n, mean, stddev, low, range, most, k0, k1, out);
}

EXPORT("pcgUniform") void export_pcg_uniform(intptr_t n, double low, double range, int32_t *engine, intptr_t single, void *out) {
  pcg_uniform(n, low, range, engine, single, out);
}

EXPORT("pcgUniform32") double export_pcg_uniform32(intptr_t n, float low, float range, int32_t *engine, float *out) {
  return pcg_uniform32(n, low, range, engine, out);
}

EXPORT("pcgNormal") double export_pcg_normal(intptr_t n, double mean, double stddev, int32_t *engine, const double *ziggurat, intptr_t single, void *out) {
  return pcg_normal(n, mean, stddev, engine, ziggurat, single, out);
}

EXPORT("pcgNormal32") double export_pcg_normal32(intptr_t n, float mean, float stddev, int32_t *engine, const double *ziggurat, float *out) {
  return pcg_normal32(n, mean, stddev, engine, ziggurat, out);
}

EXPORT("orthonormalWorkspace") double export_orthonormal_workspace(intptr_t rows, intptr_t columns) {
  return orthonormal_workspace(rows, columns);
}

EXPORT("orthonormalColumns") void export_orthonormal_columns(intptr_t rows, intptr_t columns, const double *a, double *out, float *workspace) {
  orthonormal_columns(rows, columns, a, out, workspace);
}
