/* Written by tools/kernels/generate.mjs from src/kernels/list.ts. Do not edit. */
#pragma once

static napi_value call_gemm(napi_env env, napi_callback_info info) {
  napi_value v[12];
  struct call call = begin(env, info, 12, v, "gemm");
  intptr_t m = int_of(&call, v[0], "m");
  intptr_t n = int_of(&call, v[1], "n");
  intptr_t k = int_of(&call, v[2], "k");
  const float *a = array_of(&call, v[3], napi_float32_array, 0, "a");
  intptr_t aRow = int_of(&call, v[4], "aRow");
  intptr_t aColumn = int_of(&call, v[5], "aColumn");
  const float *b = array_of(&call, v[6], napi_float32_array, 0, "b");
  intptr_t bRow = int_of(&call, v[7], "bRow");
  intptr_t bColumn = int_of(&call, v[8], "bColumn");
  float *c = array_of(&call, v[9], napi_float32_array, 0, "c");
  intptr_t cRow = int_of(&call, v[10], "cRow");
  intptr_t accumulate = int_of(&call, v[11], "accumulate");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
  restore_mode(mode);
  return NULL;
}

static napi_value call_unary(napi_env env, napi_callback_info info) {
  napi_value v[4];
  struct call call = begin(env, info, 4, v, "unary");
  intptr_t kind = int_of(&call, v[0], "kind");
  intptr_t n = int_of(&call, v[1], "n");
  const float *x = array_of(&call, v[2], napi_float32_array, 0, "x");
  float *y = array_of(&call, v[3], napi_float32_array, 0, "y");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->unary(kind, n, x, y);
  restore_mode(mode);
  return NULL;
}

static napi_value call_unary_gradient(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "unaryGradient");
  intptr_t kind = int_of(&call, v[0], "kind");
  intptr_t n = int_of(&call, v[1], "n");
  const float *x = array_of(&call, v[2], napi_float32_array, 0, "x");
  const float *y = array_of(&call, v[3], napi_float32_array, 0, "y");
  const float *dy = array_of(&call, v[4], napi_float32_array, 0, "dy");
  float *dx = array_of(&call, v[5], napi_float32_array, 0, "dx");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->unary_gradient(kind, n, x, y, dy, dx);
  restore_mode(mode);
  return NULL;
}

static napi_value call_binary(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "binary");
  intptr_t kind = int_of(&call, v[0], "kind");
  intptr_t n = int_of(&call, v[1], "n");
  const float *a = array_of(&call, v[2], napi_float32_array, 0, "a");
  const float *b = array_of(&call, v[3], napi_float32_array, 0, "b");
  float *out = array_of(&call, v[4], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->binary(kind, n, a, b, out);
  restore_mode(mode);
  return NULL;
}

static napi_value call_binary_rows(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "binaryRows");
  intptr_t kind = int_of(&call, v[0], "kind");
  intptr_t rows = int_of(&call, v[1], "rows");
  intptr_t columns = int_of(&call, v[2], "columns");
  const float *a = array_of(&call, v[3], napi_float32_array, 0, "a");
  const float *row = array_of(&call, v[4], napi_float32_array, 0, "row");
  float *out = array_of(&call, v[5], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->binary_rows(kind, rows, columns, a, row, out);
  restore_mode(mode);
  return NULL;
}

static napi_value call_sum_rows(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "sumRows");
  intptr_t rows = int_of(&call, v[0], "rows");
  intptr_t columns = int_of(&call, v[1], "columns");
  const float *x = array_of(&call, v[2], napi_float32_array, 0, "x");
  float *out = array_of(&call, v[3], napi_float32_array, 0, "out");
  intptr_t accumulate = int_of(&call, v[4], "accumulate");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->sum_rows(rows, columns, x, out, accumulate);
  restore_mode(mode);
  return NULL;
}

static napi_value call_sum_of_squares(napi_env env, napi_callback_info info) {
  napi_value v[2];
  struct call call = begin(env, info, 2, v, "sumOfSquares");
  intptr_t n = int_of(&call, v[0], "n");
  const float *x = array_of(&call, v[1], napi_float32_array, 0, "x");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  double result = table->sum_of_squares(n, x);
  restore_mode(mode);
  return number(env, result);
}

static napi_value call_scale(napi_env env, napi_callback_info info) {
  napi_value v[3];
  struct call call = begin(env, info, 3, v, "scale");
  intptr_t n = int_of(&call, v[0], "n");
  float factor = (float)double_of(&call, v[1], "factor");
  float *x = array_of(&call, v[2], napi_float32_array, 0, "x");
  if (call.failed) return NULL;
  table->scale(n, factor, x);
  return NULL;
}

static napi_value call_descend(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "descend");
  intptr_t n = int_of(&call, v[0], "n");
  float rate = (float)double_of(&call, v[1], "rate");
  intptr_t fused = int_of(&call, v[2], "fused");
  const float *gradient = array_of(&call, v[3], napi_float32_array, 0, "gradient");
  float *value = array_of(&call, v[4], napi_float32_array, 0, "value");
  if (call.failed) return NULL;
  table->descend(n, rate, fused, gradient, value);
  return NULL;
}

static napi_value call_average(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "average");
  intptr_t kind = int_of(&call, v[0], "kind");
  intptr_t n = int_of(&call, v[1], "n");
  float kept = (float)double_of(&call, v[2], "kept");
  float taken = (float)double_of(&call, v[3], "taken");
  intptr_t fused = int_of(&call, v[4], "fused");
  const float *gradient = array_of(&call, v[5], napi_float32_array, 0, "gradient");
  float *a = array_of(&call, v[6], napi_float32_array, 0, "a");
  if (call.failed) return NULL;
  table->average(kind, n, kept, taken, fused, gradient, a);
  return NULL;
}

static napi_value call_adam_step(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "adamStep");
  intptr_t n = int_of(&call, v[0], "n");
  float size = (float)double_of(&call, v[1], "size");
  float correction = (float)double_of(&call, v[2], "correction");
  float epsilon = (float)double_of(&call, v[3], "epsilon");
  const float *m = array_of(&call, v[4], napi_float32_array, 0, "m");
  const float *squares = array_of(&call, v[5], napi_float32_array, 0, "squares");
  float *value = array_of(&call, v[6], napi_float32_array, 0, "value");
  if (call.failed) return NULL;
  table->adam_step(n, size, correction, epsilon, m, squares, value);
  return NULL;
}

static napi_value call_root_step(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "rootStep");
  intptr_t n = int_of(&call, v[0], "n");
  float rate = (float)double_of(&call, v[1], "rate");
  float epsilon = (float)double_of(&call, v[2], "epsilon");
  intptr_t inside = int_of(&call, v[3], "inside");
  const float *gradient = array_of(&call, v[4], napi_float32_array, 0, "gradient");
  const float *squares = array_of(&call, v[5], napi_float32_array, 0, "squares");
  float *value = array_of(&call, v[6], napi_float32_array, 0, "value");
  if (call.failed) return NULL;
  table->root_step(n, rate, epsilon, inside, gradient, squares, value);
  return NULL;
}

static napi_value call_softmax_cross_entropy(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "softmaxCrossEntropy");
  intptr_t rows = int_of(&call, v[0], "rows");
  intptr_t columns = int_of(&call, v[1], "columns");
  const float *logits = array_of(&call, v[2], napi_float32_array, 0, "logits");
  const int32_t *labels = array_of(&call, v[3], napi_int32_array, 0, "labels");
  const float *weights = array_of(&call, v[4], napi_float32_array, 1, "weights");
  float *loss = array_of(&call, v[5], napi_float32_array, 0, "loss");
  float *gradient = array_of(&call, v[6], napi_float32_array, 1, "gradient");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->softmax_cross_entropy(rows, columns, logits, labels, weights, loss, gradient);
  restore_mode(mode);
  return NULL;
}

static napi_value call_recurrent_scratch(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "recurrentScratch");
  intptr_t T = int_of(&call, v[0], "T");
  intptr_t B = int_of(&call, v[1], "B");
  intptr_t I = int_of(&call, v[2], "I");
  intptr_t H = int_of(&call, v[3], "H");
  intptr_t gates = int_of(&call, v[4], "gates");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  double result = table->recurrent_scratch(T, B, I, H, gates);
  restore_mode(mode);
  return number(env, result);
}

static napi_value call_lstm_workspace(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "lstmWorkspace");
  intptr_t T = int_of(&call, v[0], "T");
  intptr_t B = int_of(&call, v[1], "B");
  intptr_t I = int_of(&call, v[2], "I");
  intptr_t H = int_of(&call, v[3], "H");
  intptr_t training = int_of(&call, v[4], "training");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  double result = table->lstm_workspace(T, B, I, H, training);
  restore_mode(mode);
  return number(env, result);
}

static napi_value call_lstm_forward(napi_env env, napi_callback_info info) {
  napi_value v[33];
  struct call call = begin(env, info, 33, v, "lstmForward");
  struct lstm_forward q;
  q.T = int_of(&call, v[0], "T");
  q.B = int_of(&call, v[1], "B");
  q.I = int_of(&call, v[2], "I");
  q.H = int_of(&call, v[3], "H");
  q.x = array_of(&call, v[4], napi_float32_array, 0, "x");
  q.xTime = int_of(&call, v[5], "xTime");
  q.xBatch = int_of(&call, v[6], "xBatch");
  q.y = array_of(&call, v[7], napi_float32_array, 0, "y");
  q.yTime = int_of(&call, v[8], "yTime");
  q.yBatch = int_of(&call, v[9], "yBatch");
  q.h0 = array_of(&call, v[10], napi_float32_array, 1, "h0");
  q.c0 = array_of(&call, v[11], napi_float32_array, 1, "c0");
  q.hLast = array_of(&call, v[12], napi_float32_array, 1, "hLast");
  q.cLast = array_of(&call, v[13], napi_float32_array, 1, "cLast");
  q.Wx = array_of(&call, v[14], napi_float32_array, 0, "Wx");
  q.WxRow = int_of(&call, v[15], "WxRow");
  q.WxColumn = int_of(&call, v[16], "WxColumn");
  q.Wh = array_of(&call, v[17], napi_float32_array, 0, "Wh");
  q.WhRow = int_of(&call, v[18], "WhRow");
  q.WhColumn = int_of(&call, v[19], "WhColumn");
  q.order = array_of(&call, v[20], napi_int32_array, 0, "order");
  q.bx = array_of(&call, v[21], napi_float32_array, 1, "bx");
  q.bh = array_of(&call, v[22], napi_float32_array, 1, "bh");
  q.mask = array_of(&call, v[23], napi_uint8_array, 1, "mask");
  q.maskTime = int_of(&call, v[24], "maskTime");
  q.maskBatch = int_of(&call, v[25], "maskBatch");
  q.reverse = int_of(&call, v[26], "reverse");
  q.gate = int_of(&call, v[27], "gate");
  q.activation = int_of(&call, v[28], "activation");
  q.forgetBias = (float)double_of(&call, v[29], "forgetBias");
  q.training = int_of(&call, v[30], "training");
  q.workspace = aligned_of(&call, v[31], "workspace");
  q.scratch = aligned_of(&call, v[32], "scratch");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->lstm_forward(&q);
  restore_mode(mode);
  return NULL;
}

static napi_value call_lstm_backward(napi_env env, napi_callback_info info) {
  napi_value v[42];
  struct call call = begin(env, info, 42, v, "lstmBackward");
  struct lstm_backward q;
  q.T = int_of(&call, v[0], "T");
  q.B = int_of(&call, v[1], "B");
  q.I = int_of(&call, v[2], "I");
  q.H = int_of(&call, v[3], "H");
  q.x = array_of(&call, v[4], napi_float32_array, 0, "x");
  q.xTime = int_of(&call, v[5], "xTime");
  q.xBatch = int_of(&call, v[6], "xBatch");
  q.y = array_of(&call, v[7], napi_float32_array, 0, "y");
  q.yTime = int_of(&call, v[8], "yTime");
  q.yBatch = int_of(&call, v[9], "yBatch");
  q.h0 = array_of(&call, v[10], napi_float32_array, 1, "h0");
  q.c0 = array_of(&call, v[11], napi_float32_array, 1, "c0");
  q.Wx = array_of(&call, v[12], napi_float32_array, 0, "Wx");
  q.WxRow = int_of(&call, v[13], "WxRow");
  q.WxColumn = int_of(&call, v[14], "WxColumn");
  q.Wh = array_of(&call, v[15], napi_float32_array, 0, "Wh");
  q.WhRow = int_of(&call, v[16], "WhRow");
  q.WhColumn = int_of(&call, v[17], "WhColumn");
  q.order = array_of(&call, v[18], napi_int32_array, 0, "order");
  q.mask = array_of(&call, v[19], napi_uint8_array, 1, "mask");
  q.maskTime = int_of(&call, v[20], "maskTime");
  q.maskBatch = int_of(&call, v[21], "maskBatch");
  q.reverse = int_of(&call, v[22], "reverse");
  q.gate = int_of(&call, v[23], "gate");
  q.activation = int_of(&call, v[24], "activation");
  q.dy = array_of(&call, v[25], napi_float32_array, 1, "dy");
  q.dyTime = int_of(&call, v[26], "dyTime");
  q.dyBatch = int_of(&call, v[27], "dyBatch");
  q.dhLast = array_of(&call, v[28], napi_float32_array, 1, "dhLast");
  q.dcLast = array_of(&call, v[29], napi_float32_array, 1, "dcLast");
  q.dx = array_of(&call, v[30], napi_float32_array, 1, "dx");
  q.dxTime = int_of(&call, v[31], "dxTime");
  q.dxBatch = int_of(&call, v[32], "dxBatch");
  q.dWx = array_of(&call, v[33], napi_float32_array, 1, "dWx");
  q.dWh = array_of(&call, v[34], napi_float32_array, 1, "dWh");
  q.dbx = array_of(&call, v[35], napi_float32_array, 1, "dbx");
  q.dbh = array_of(&call, v[36], napi_float32_array, 1, "dbh");
  q.dh0 = array_of(&call, v[37], napi_float32_array, 1, "dh0");
  q.dc0 = array_of(&call, v[38], napi_float32_array, 1, "dc0");
  q.accumulate = int_of(&call, v[39], "accumulate");
  q.workspace = aligned_of(&call, v[40], "workspace");
  q.scratch = aligned_of(&call, v[41], "scratch");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->lstm_backward(&q);
  restore_mode(mode);
  return NULL;
}

static napi_value call_gru_workspace(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "gruWorkspace");
  intptr_t T = int_of(&call, v[0], "T");
  intptr_t B = int_of(&call, v[1], "B");
  intptr_t I = int_of(&call, v[2], "I");
  intptr_t H = int_of(&call, v[3], "H");
  intptr_t training = int_of(&call, v[4], "training");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  double result = table->gru_workspace(T, B, I, H, training);
  restore_mode(mode);
  return number(env, result);
}

static napi_value call_gru_forward(napi_env env, napi_callback_info info) {
  napi_value v[31];
  struct call call = begin(env, info, 31, v, "gruForward");
  struct gru_forward q;
  q.T = int_of(&call, v[0], "T");
  q.B = int_of(&call, v[1], "B");
  q.I = int_of(&call, v[2], "I");
  q.H = int_of(&call, v[3], "H");
  q.x = array_of(&call, v[4], napi_float32_array, 0, "x");
  q.xTime = int_of(&call, v[5], "xTime");
  q.xBatch = int_of(&call, v[6], "xBatch");
  q.y = array_of(&call, v[7], napi_float32_array, 0, "y");
  q.yTime = int_of(&call, v[8], "yTime");
  q.yBatch = int_of(&call, v[9], "yBatch");
  q.h0 = array_of(&call, v[10], napi_float32_array, 1, "h0");
  q.hLast = array_of(&call, v[11], napi_float32_array, 1, "hLast");
  q.Wx = array_of(&call, v[12], napi_float32_array, 0, "Wx");
  q.WxRow = int_of(&call, v[13], "WxRow");
  q.WxColumn = int_of(&call, v[14], "WxColumn");
  q.Wh = array_of(&call, v[15], napi_float32_array, 0, "Wh");
  q.WhRow = int_of(&call, v[16], "WhRow");
  q.WhColumn = int_of(&call, v[17], "WhColumn");
  q.order = array_of(&call, v[18], napi_int32_array, 0, "order");
  q.bx = array_of(&call, v[19], napi_float32_array, 1, "bx");
  q.bh = array_of(&call, v[20], napi_float32_array, 1, "bh");
  q.mask = array_of(&call, v[21], napi_uint8_array, 1, "mask");
  q.maskTime = int_of(&call, v[22], "maskTime");
  q.maskBatch = int_of(&call, v[23], "maskBatch");
  q.reverse = int_of(&call, v[24], "reverse");
  q.gate = int_of(&call, v[25], "gate");
  q.activation = int_of(&call, v[26], "activation");
  q.resetAfter = int_of(&call, v[27], "resetAfter");
  q.training = int_of(&call, v[28], "training");
  q.workspace = aligned_of(&call, v[29], "workspace");
  q.scratch = aligned_of(&call, v[30], "scratch");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->gru_forward(&q);
  restore_mode(mode);
  return NULL;
}

static napi_value call_gru_backward(napi_env env, napi_callback_info info) {
  napi_value v[40];
  struct call call = begin(env, info, 40, v, "gruBackward");
  struct gru_backward q;
  q.T = int_of(&call, v[0], "T");
  q.B = int_of(&call, v[1], "B");
  q.I = int_of(&call, v[2], "I");
  q.H = int_of(&call, v[3], "H");
  q.x = array_of(&call, v[4], napi_float32_array, 0, "x");
  q.xTime = int_of(&call, v[5], "xTime");
  q.xBatch = int_of(&call, v[6], "xBatch");
  q.y = array_of(&call, v[7], napi_float32_array, 0, "y");
  q.yTime = int_of(&call, v[8], "yTime");
  q.yBatch = int_of(&call, v[9], "yBatch");
  q.h0 = array_of(&call, v[10], napi_float32_array, 1, "h0");
  q.Wx = array_of(&call, v[11], napi_float32_array, 0, "Wx");
  q.WxRow = int_of(&call, v[12], "WxRow");
  q.WxColumn = int_of(&call, v[13], "WxColumn");
  q.Wh = array_of(&call, v[14], napi_float32_array, 0, "Wh");
  q.WhRow = int_of(&call, v[15], "WhRow");
  q.WhColumn = int_of(&call, v[16], "WhColumn");
  q.order = array_of(&call, v[17], napi_int32_array, 0, "order");
  q.mask = array_of(&call, v[18], napi_uint8_array, 1, "mask");
  q.maskTime = int_of(&call, v[19], "maskTime");
  q.maskBatch = int_of(&call, v[20], "maskBatch");
  q.reverse = int_of(&call, v[21], "reverse");
  q.gate = int_of(&call, v[22], "gate");
  q.activation = int_of(&call, v[23], "activation");
  q.resetAfter = int_of(&call, v[24], "resetAfter");
  q.dy = array_of(&call, v[25], napi_float32_array, 1, "dy");
  q.dyTime = int_of(&call, v[26], "dyTime");
  q.dyBatch = int_of(&call, v[27], "dyBatch");
  q.dhLast = array_of(&call, v[28], napi_float32_array, 1, "dhLast");
  q.dx = array_of(&call, v[29], napi_float32_array, 1, "dx");
  q.dxTime = int_of(&call, v[30], "dxTime");
  q.dxBatch = int_of(&call, v[31], "dxBatch");
  q.dWx = array_of(&call, v[32], napi_float32_array, 1, "dWx");
  q.dWh = array_of(&call, v[33], napi_float32_array, 1, "dWh");
  q.dbx = array_of(&call, v[34], napi_float32_array, 1, "dbx");
  q.dbh = array_of(&call, v[35], napi_float32_array, 1, "dbh");
  q.dh0 = array_of(&call, v[36], napi_float32_array, 1, "dh0");
  q.accumulate = int_of(&call, v[37], "accumulate");
  q.workspace = aligned_of(&call, v[38], "workspace");
  q.scratch = aligned_of(&call, v[39], "scratch");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->gru_backward(&q);
  restore_mode(mode);
  return NULL;
}

static napi_value call_rnn_workspace(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "rnnWorkspace");
  intptr_t T = int_of(&call, v[0], "T");
  intptr_t B = int_of(&call, v[1], "B");
  intptr_t I = int_of(&call, v[2], "I");
  intptr_t H = int_of(&call, v[3], "H");
  intptr_t training = int_of(&call, v[4], "training");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  double result = table->rnn_workspace(T, B, I, H, training);
  restore_mode(mode);
  return number(env, result);
}

static napi_value call_rnn_forward(napi_env env, napi_callback_info info) {
  napi_value v[29];
  struct call call = begin(env, info, 29, v, "rnnForward");
  struct rnn_forward q;
  q.T = int_of(&call, v[0], "T");
  q.B = int_of(&call, v[1], "B");
  q.I = int_of(&call, v[2], "I");
  q.H = int_of(&call, v[3], "H");
  q.x = array_of(&call, v[4], napi_float32_array, 0, "x");
  q.xTime = int_of(&call, v[5], "xTime");
  q.xBatch = int_of(&call, v[6], "xBatch");
  q.y = array_of(&call, v[7], napi_float32_array, 0, "y");
  q.yTime = int_of(&call, v[8], "yTime");
  q.yBatch = int_of(&call, v[9], "yBatch");
  q.h0 = array_of(&call, v[10], napi_float32_array, 1, "h0");
  q.hLast = array_of(&call, v[11], napi_float32_array, 1, "hLast");
  q.Wx = array_of(&call, v[12], napi_float32_array, 0, "Wx");
  q.WxRow = int_of(&call, v[13], "WxRow");
  q.WxColumn = int_of(&call, v[14], "WxColumn");
  q.Wh = array_of(&call, v[15], napi_float32_array, 0, "Wh");
  q.WhRow = int_of(&call, v[16], "WhRow");
  q.WhColumn = int_of(&call, v[17], "WhColumn");
  q.order = array_of(&call, v[18], napi_int32_array, 0, "order");
  q.bx = array_of(&call, v[19], napi_float32_array, 1, "bx");
  q.bh = array_of(&call, v[20], napi_float32_array, 1, "bh");
  q.mask = array_of(&call, v[21], napi_uint8_array, 1, "mask");
  q.maskTime = int_of(&call, v[22], "maskTime");
  q.maskBatch = int_of(&call, v[23], "maskBatch");
  q.reverse = int_of(&call, v[24], "reverse");
  q.activation = int_of(&call, v[25], "activation");
  q.training = int_of(&call, v[26], "training");
  q.workspace = aligned_of(&call, v[27], "workspace");
  q.scratch = aligned_of(&call, v[28], "scratch");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->rnn_forward(&q);
  restore_mode(mode);
  return NULL;
}

static napi_value call_rnn_backward(napi_env env, napi_callback_info info) {
  napi_value v[38];
  struct call call = begin(env, info, 38, v, "rnnBackward");
  struct rnn_backward q;
  q.T = int_of(&call, v[0], "T");
  q.B = int_of(&call, v[1], "B");
  q.I = int_of(&call, v[2], "I");
  q.H = int_of(&call, v[3], "H");
  q.x = array_of(&call, v[4], napi_float32_array, 0, "x");
  q.xTime = int_of(&call, v[5], "xTime");
  q.xBatch = int_of(&call, v[6], "xBatch");
  q.y = array_of(&call, v[7], napi_float32_array, 0, "y");
  q.yTime = int_of(&call, v[8], "yTime");
  q.yBatch = int_of(&call, v[9], "yBatch");
  q.h0 = array_of(&call, v[10], napi_float32_array, 1, "h0");
  q.Wx = array_of(&call, v[11], napi_float32_array, 0, "Wx");
  q.WxRow = int_of(&call, v[12], "WxRow");
  q.WxColumn = int_of(&call, v[13], "WxColumn");
  q.Wh = array_of(&call, v[14], napi_float32_array, 0, "Wh");
  q.WhRow = int_of(&call, v[15], "WhRow");
  q.WhColumn = int_of(&call, v[16], "WhColumn");
  q.order = array_of(&call, v[17], napi_int32_array, 0, "order");
  q.mask = array_of(&call, v[18], napi_uint8_array, 1, "mask");
  q.maskTime = int_of(&call, v[19], "maskTime");
  q.maskBatch = int_of(&call, v[20], "maskBatch");
  q.reverse = int_of(&call, v[21], "reverse");
  q.activation = int_of(&call, v[22], "activation");
  q.dy = array_of(&call, v[23], napi_float32_array, 1, "dy");
  q.dyTime = int_of(&call, v[24], "dyTime");
  q.dyBatch = int_of(&call, v[25], "dyBatch");
  q.dhLast = array_of(&call, v[26], napi_float32_array, 1, "dhLast");
  q.dx = array_of(&call, v[27], napi_float32_array, 1, "dx");
  q.dxTime = int_of(&call, v[28], "dxTime");
  q.dxBatch = int_of(&call, v[29], "dxBatch");
  q.dWx = array_of(&call, v[30], napi_float32_array, 1, "dWx");
  q.dWh = array_of(&call, v[31], napi_float32_array, 1, "dWh");
  q.dbx = array_of(&call, v[32], napi_float32_array, 1, "dbx");
  q.dbh = array_of(&call, v[33], napi_float32_array, 1, "dbh");
  q.dh0 = array_of(&call, v[34], napi_float32_array, 1, "dh0");
  q.accumulate = int_of(&call, v[35], "accumulate");
  q.workspace = aligned_of(&call, v[36], "workspace");
  q.scratch = aligned_of(&call, v[37], "scratch");
  if (call.failed) return NULL;
  uint32_t mode = flush_dust();
  table->rnn_backward(&q);
  restore_mode(mode);
  return NULL;
}

static napi_value call_torch_uniform32(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "torchUniform32");
  intptr_t n = int_of(&call, v[0], "n");
  float low = (float)double_of(&call, v[1], "low");
  float high = (float)double_of(&call, v[2], "high");
  intptr_t used = int_of(&call, v[3], "used");
  int32_t *state = array_of(&call, v[4], napi_int32_array, 0, "state");
  float *out = array_of(&call, v[5], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->torch_uniform32(n, low, high, used, state, out);
  return NULL;
}

static napi_value call_torch_uniform64(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "torchUniform64");
  intptr_t n = int_of(&call, v[0], "n");
  double low = double_of(&call, v[1], "low");
  double high = double_of(&call, v[2], "high");
  intptr_t used = int_of(&call, v[3], "used");
  int32_t *state = array_of(&call, v[4], napi_int32_array, 0, "state");
  double *out = array_of(&call, v[5], napi_float64_array, 0, "out");
  if (call.failed) return NULL;
  table->torch_uniform64(n, low, high, used, state, out);
  return NULL;
}

static napi_value call_torch_normal32(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "torchNormal32");
  intptr_t n = int_of(&call, v[0], "n");
  float mean = (float)double_of(&call, v[1], "mean");
  float stddev = (float)double_of(&call, v[2], "stddev");
  intptr_t used = int_of(&call, v[3], "used");
  int32_t *state = array_of(&call, v[4], napi_int32_array, 0, "state");
  float *out = array_of(&call, v[5], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->torch_normal32(n, mean, stddev, used, state, out);
  return NULL;
}

static napi_value call_torch_normal64(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "torchNormal64");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  intptr_t used = int_of(&call, v[3], "used");
  int32_t *state = array_of(&call, v[4], napi_int32_array, 0, "state");
  const double *tables = array_of(&call, v[5], napi_float64_array, 0, "tables");
  double *out = array_of(&call, v[6], napi_float64_array, 0, "out");
  if (call.failed) return NULL;
  table->torch_normal64(n, mean, stddev, used, state, tables, out);
  return NULL;
}

static napi_value call_torch_redraw32(napi_env env, napi_callback_info info) {
  napi_value v[8];
  struct call call = begin(env, info, 8, v, "torchRedraw32");
  intptr_t n = int_of(&call, v[0], "n");
  float mean = (float)double_of(&call, v[1], "mean");
  float stddev = (float)double_of(&call, v[2], "stddev");
  float low = (float)double_of(&call, v[3], "low");
  float high = (float)double_of(&call, v[4], "high");
  intptr_t used = int_of(&call, v[5], "used");
  int32_t *state = array_of(&call, v[6], napi_int32_array, 0, "state");
  float *out = array_of(&call, v[7], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  double result = table->torch_redraw32(n, mean, stddev, low, high, used, state, out);
  return number(env, result);
}

static napi_value call_torch_redraw64(napi_env env, napi_callback_info info) {
  napi_value v[9];
  struct call call = begin(env, info, 9, v, "torchRedraw64");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  double low = double_of(&call, v[3], "low");
  double high = double_of(&call, v[4], "high");
  intptr_t used = int_of(&call, v[5], "used");
  int32_t *state = array_of(&call, v[6], napi_int32_array, 0, "state");
  const double *tables = array_of(&call, v[7], napi_float64_array, 0, "tables");
  double *out = array_of(&call, v[8], napi_float64_array, 0, "out");
  if (call.failed) return NULL;
  double result = table->torch_redraw64(n, mean, stddev, low, high, used, state, tables, out);
  return number(env, result);
}

static napi_value call_torch_four_tries32(napi_env env, napi_callback_info info) {
  napi_value v[4];
  struct call call = begin(env, info, 4, v, "torchFourTries32");
  intptr_t n = int_of(&call, v[0], "n");
  intptr_t used = int_of(&call, v[1], "used");
  int32_t *state = array_of(&call, v[2], napi_int32_array, 0, "state");
  float *out = array_of(&call, v[3], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->torch_four_tries32(n, used, state, out);
  return NULL;
}

static napi_value call_torch_four_tries64(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "torchFourTries64");
  intptr_t n = int_of(&call, v[0], "n");
  intptr_t used = int_of(&call, v[1], "used");
  int32_t *state = array_of(&call, v[2], napi_int32_array, 0, "state");
  const double *tables = array_of(&call, v[3], napi_float64_array, 0, "tables");
  double *out = array_of(&call, v[4], napi_float64_array, 0, "out");
  if (call.failed) return NULL;
  table->torch_four_tries64(n, used, state, tables, out);
  return NULL;
}

static napi_value call_mersenne_uniform(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "mersenneUniform");
  intptr_t n = int_of(&call, v[0], "n");
  double low = double_of(&call, v[1], "low");
  double range = double_of(&call, v[2], "range");
  intptr_t used = int_of(&call, v[3], "used");
  int32_t *state = array_of(&call, v[4], napi_int32_array, 0, "state");
  intptr_t single = int_of(&call, v[5], "single");
  void *out = array_of(&call, v[6], REALS, 0, "out");
  if (call.failed) return NULL;
  table->mersenne_uniform(n, low, range, used, state, single, out);
  return NULL;
}

static napi_value call_numpy_normal(napi_env env, napi_callback_info info) {
  napi_value v[8];
  struct call call = begin(env, info, 8, v, "numpyNormal");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  intptr_t used = int_of(&call, v[3], "used");
  int32_t *state = array_of(&call, v[4], napi_int32_array, 0, "state");
  const double *tables = array_of(&call, v[5], napi_float64_array, 0, "tables");
  intptr_t single = int_of(&call, v[6], "single");
  void *out = array_of(&call, v[7], REALS, 0, "out");
  if (call.failed) return NULL;
  double result = table->numpy_normal(n, mean, stddev, used, state, tables, single, out);
  return number(env, result);
}

static napi_value call_python_normal(napi_env env, napi_callback_info info) {
  napi_value v[8];
  struct call call = begin(env, info, 8, v, "pythonNormal");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  intptr_t used = int_of(&call, v[3], "used");
  int32_t *state = array_of(&call, v[4], napi_int32_array, 0, "state");
  const double *tables = array_of(&call, v[5], napi_float64_array, 0, "tables");
  intptr_t single = int_of(&call, v[6], "single");
  void *out = array_of(&call, v[7], REALS, 0, "out");
  if (call.failed) return NULL;
  table->python_normal(n, mean, stddev, used, state, tables, single, out);
  return NULL;
}

static napi_value call_tensorflow_uniform32(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "tensorflowUniform32");
  intptr_t n = int_of(&call, v[0], "n");
  float low = (float)double_of(&call, v[1], "low");
  float range = (float)double_of(&call, v[2], "range");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  float *out = array_of(&call, v[4], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->tensorflow_uniform32(n, low, range, engine, out);
  return NULL;
}

static napi_value call_tensorflow_uniform64(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "tensorflowUniform64");
  intptr_t n = int_of(&call, v[0], "n");
  double low = double_of(&call, v[1], "low");
  double range = double_of(&call, v[2], "range");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  double *out = array_of(&call, v[4], napi_float64_array, 0, "out");
  if (call.failed) return NULL;
  table->tensorflow_uniform64(n, low, range, engine, out);
  return NULL;
}

static napi_value call_tensorflow_normal32(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "tensorflowNormal32");
  intptr_t n = int_of(&call, v[0], "n");
  float mean = (float)double_of(&call, v[1], "mean");
  float stddev = (float)double_of(&call, v[2], "stddev");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *tables = array_of(&call, v[4], napi_float64_array, 1, "tables");
  float *out = array_of(&call, v[5], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->tensorflow_normal32(n, mean, stddev, engine, tables, out);
  return NULL;
}

static napi_value call_tensorflow_normal64(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "tensorflowNormal64");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *tables = array_of(&call, v[4], napi_float64_array, 0, "tables");
  double *out = array_of(&call, v[5], napi_float64_array, 0, "out");
  if (call.failed) return NULL;
  table->tensorflow_normal64(n, mean, stddev, engine, tables, out);
  return NULL;
}

static napi_value call_tensorflow_truncated32(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "tensorflowTruncated32");
  intptr_t n = int_of(&call, v[0], "n");
  float mean = (float)double_of(&call, v[1], "mean");
  float stddev = (float)double_of(&call, v[2], "stddev");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *tables = array_of(&call, v[4], napi_float64_array, 1, "tables");
  float *out = array_of(&call, v[5], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->tensorflow_truncated32(n, mean, stddev, engine, tables, out);
  return NULL;
}

static napi_value call_tensorflow_truncated64(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "tensorflowTruncated64");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *tables = array_of(&call, v[4], napi_float64_array, 0, "tables");
  double *out = array_of(&call, v[5], napi_float64_array, 0, "out");
  if (call.failed) return NULL;
  table->tensorflow_truncated64(n, mean, stddev, engine, tables, out);
  return NULL;
}

static napi_value call_gatewise_uniform(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "gatewiseUniform");
  intptr_t n = int_of(&call, v[0], "n");
  double low = double_of(&call, v[1], "low");
  double range = double_of(&call, v[2], "range");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  intptr_t single = int_of(&call, v[4], "single");
  void *out = array_of(&call, v[5], REALS, 0, "out");
  if (call.failed) return NULL;
  table->gatewise_uniform(n, low, range, engine, single, out);
  return NULL;
}

static napi_value call_gatewise_normal(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "gatewiseNormal");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *tables = array_of(&call, v[4], napi_float64_array, 0, "tables");
  intptr_t single = int_of(&call, v[5], "single");
  void *out = array_of(&call, v[6], REALS, 0, "out");
  if (call.failed) return NULL;
  table->gatewise_normal(n, mean, stddev, engine, tables, single, out);
  return NULL;
}

static napi_value call_gatewise_truncated(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "gatewiseTruncated");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  const int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *tables = array_of(&call, v[4], napi_float64_array, 0, "tables");
  intptr_t single = int_of(&call, v[5], "single");
  void *out = array_of(&call, v[6], REALS, 0, "out");
  if (call.failed) return NULL;
  double result = table->gatewise_truncated(n, mean, stddev, engine, tables, single, out);
  return number(env, result);
}

static napi_value call_jax_uniform32(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "jaxUniform32");
  intptr_t n = int_of(&call, v[0], "n");
  float low = (float)double_of(&call, v[1], "low");
  float range = (float)double_of(&call, v[2], "range");
  intptr_t k0 = int_of(&call, v[3], "k0");
  intptr_t k1 = int_of(&call, v[4], "k1");
  float *out = array_of(&call, v[5], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->jax_uniform32(n, low, range, k0, k1, out);
  return NULL;
}

static napi_value call_jax_normal32(napi_env env, napi_callback_info info) {
  napi_value v[9];
  struct call call = begin(env, info, 9, v, "jaxNormal32");
  intptr_t n = int_of(&call, v[0], "n");
  float mean = (float)double_of(&call, v[1], "mean");
  float stddev = (float)double_of(&call, v[2], "stddev");
  float low = (float)double_of(&call, v[3], "low");
  float range = (float)double_of(&call, v[4], "range");
  float most = (float)double_of(&call, v[5], "most");
  intptr_t k0 = int_of(&call, v[6], "k0");
  intptr_t k1 = int_of(&call, v[7], "k1");
  float *out = array_of(&call, v[8], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  table->jax_normal32(n, mean, stddev, low, range, most, k0, k1, out);
  return NULL;
}

static napi_value call_pcg_uniform(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "pcgUniform");
  intptr_t n = int_of(&call, v[0], "n");
  double low = double_of(&call, v[1], "low");
  double range = double_of(&call, v[2], "range");
  int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  intptr_t single = int_of(&call, v[4], "single");
  void *out = array_of(&call, v[5], REALS, 0, "out");
  if (call.failed) return NULL;
  table->pcg_uniform(n, low, range, engine, single, out);
  return NULL;
}

static napi_value call_pcg_uniform32(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "pcgUniform32");
  intptr_t n = int_of(&call, v[0], "n");
  float low = (float)double_of(&call, v[1], "low");
  float range = (float)double_of(&call, v[2], "range");
  int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  float *out = array_of(&call, v[4], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  double result = table->pcg_uniform32(n, low, range, engine, out);
  return number(env, result);
}

static napi_value call_pcg_normal(napi_env env, napi_callback_info info) {
  napi_value v[7];
  struct call call = begin(env, info, 7, v, "pcgNormal");
  intptr_t n = int_of(&call, v[0], "n");
  double mean = double_of(&call, v[1], "mean");
  double stddev = double_of(&call, v[2], "stddev");
  int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *ziggurat = array_of(&call, v[4], napi_float64_array, 0, "ziggurat");
  intptr_t single = int_of(&call, v[5], "single");
  void *out = array_of(&call, v[6], REALS, 0, "out");
  if (call.failed) return NULL;
  double result = table->pcg_normal(n, mean, stddev, engine, ziggurat, single, out);
  return number(env, result);
}

static napi_value call_pcg_normal32(napi_env env, napi_callback_info info) {
  napi_value v[6];
  struct call call = begin(env, info, 6, v, "pcgNormal32");
  intptr_t n = int_of(&call, v[0], "n");
  float mean = (float)double_of(&call, v[1], "mean");
  float stddev = (float)double_of(&call, v[2], "stddev");
  int32_t *engine = array_of(&call, v[3], napi_int32_array, 0, "engine");
  const double *ziggurat = array_of(&call, v[4], napi_float64_array, 0, "ziggurat");
  float *out = array_of(&call, v[5], napi_float32_array, 0, "out");
  if (call.failed) return NULL;
  double result = table->pcg_normal32(n, mean, stddev, engine, ziggurat, out);
  return number(env, result);
}

static napi_value call_orthonormal_workspace(napi_env env, napi_callback_info info) {
  napi_value v[2];
  struct call call = begin(env, info, 2, v, "orthonormalWorkspace");
  intptr_t rows = int_of(&call, v[0], "rows");
  intptr_t columns = int_of(&call, v[1], "columns");
  if (call.failed) return NULL;
  double result = table->orthonormal_workspace(rows, columns);
  return number(env, result);
}

static napi_value call_orthonormal_columns(napi_env env, napi_callback_info info) {
  napi_value v[5];
  struct call call = begin(env, info, 5, v, "orthonormalColumns");
  intptr_t rows = int_of(&call, v[0], "rows");
  intptr_t columns = int_of(&call, v[1], "columns");
  const double *a = array_of(&call, v[2], napi_float64_array, 0, "a");
  double *out = array_of(&call, v[3], napi_float64_array, 0, "out");
  float *workspace = aligned_of(&call, v[4], "workspace");
  if (call.failed) return NULL;
  table->orthonormal_columns(rows, columns, a, out, workspace);
  return NULL;
}

static const struct { const char *name; napi_callback call; } calls[] = {
    {"gemm", call_gemm},
    {"unary", call_unary},
    {"unaryGradient", call_unary_gradient},
    {"binary", call_binary},
    {"binaryRows", call_binary_rows},
    {"sumRows", call_sum_rows},
    {"sumOfSquares", call_sum_of_squares},
    {"scale", call_scale},
    {"descend", call_descend},
    {"average", call_average},
    {"adamStep", call_adam_step},
    {"rootStep", call_root_step},
    {"softmaxCrossEntropy", call_softmax_cross_entropy},
    {"recurrentScratch", call_recurrent_scratch},
    {"lstmWorkspace", call_lstm_workspace},
    {"lstmForward", call_lstm_forward},
    {"lstmBackward", call_lstm_backward},
    {"gruWorkspace", call_gru_workspace},
    {"gruForward", call_gru_forward},
    {"gruBackward", call_gru_backward},
    {"rnnWorkspace", call_rnn_workspace},
    {"rnnForward", call_rnn_forward},
    {"rnnBackward", call_rnn_backward},
    {"torchUniform32", call_torch_uniform32},
    {"torchUniform64", call_torch_uniform64},
    {"torchNormal32", call_torch_normal32},
    {"torchNormal64", call_torch_normal64},
    {"torchRedraw32", call_torch_redraw32},
    {"torchRedraw64", call_torch_redraw64},
    {"torchFourTries32", call_torch_four_tries32},
    {"torchFourTries64", call_torch_four_tries64},
    {"mersenneUniform", call_mersenne_uniform},
    {"numpyNormal", call_numpy_normal},
    {"pythonNormal", call_python_normal},
    {"tensorflowUniform32", call_tensorflow_uniform32},
    {"tensorflowUniform64", call_tensorflow_uniform64},
    {"tensorflowNormal32", call_tensorflow_normal32},
    {"tensorflowNormal64", call_tensorflow_normal64},
    {"tensorflowTruncated32", call_tensorflow_truncated32},
    {"tensorflowTruncated64", call_tensorflow_truncated64},
    {"gatewiseUniform", call_gatewise_uniform},
    {"gatewiseNormal", call_gatewise_normal},
    {"gatewiseTruncated", call_gatewise_truncated},
    {"jaxUniform32", call_jax_uniform32},
    {"jaxNormal32", call_jax_normal32},
    {"pcgUniform", call_pcg_uniform},
    {"pcgUniform32", call_pcg_uniform32},
    {"pcgNormal", call_pcg_normal},
    {"pcgNormal32", call_pcg_normal32},
    {"orthonormalWorkspace", call_orthonormal_workspace},
    {"orthonormalColumns", call_orthonormal_columns},
};
