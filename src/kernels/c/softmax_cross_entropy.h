/* The cross-entropy of a row's softmax with its label, and its gradient by the logits. */
#pragma once
#include "functions.h"

static void softmax_cross_entropy(intptr_t rows, intptr_t columns, const float *logits, const int32_t *labels, const float *weights,
                                  float *loss, float *gradient) {
  for (intptr_t r = 0; r < rows; r++) {
    const float *x = logits + r * columns;
    float *out = gradient ? gradient + r * columns : 0;
    intptr_t label = labels[r];
    int exists = label >= 0 && label < columns;
    float weight = !exists ? __builtin_nanf("") : weights ? weights[r] : 1;
    float highest = -__builtin_inff();
    for (intptr_t c = 0; c < columns; c++) highest = x[c] > highest || x[c] != x[c] ? x[c] : highest;
    /* Sixteen sums, added in pairs: the same order on every width. */
    double sums[16] = {0};
    for (intptr_t c = 0; c < columns; c += LANES) {
      intptr_t left = smaller(LANES, columns - c);
      vec e = exponential((left == LANES ? load(x + c) : load_some(x + c, left)) - splat(highest));
      for (intptr_t l = 0; l < left; l++) sums[(c + l) % 16] += (double)e[l];
      if (out) store_some(out + c, e, left);
    }
    for (int half = 8; half > 0; half /= 2)
      for (int l = 0; l < half; l++) sums[l] += sums[l + half];
    vec log_sum = logarithm(splat((float)sums[0]));
    loss[r] = exists ? weight * (log_sum[0] + (highest - x[label])) : weight;
    if (!out) continue;
    float factor = (float)((double)weight / sums[0]);
    for (intptr_t c = 0; c < columns; c++) out[c] *= factor;
    if (exists) out[label] = out[label] - weight;
  }
}
