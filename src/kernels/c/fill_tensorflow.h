/* TensorFlow's float32 samplers. The twins are src/random/philox-tensorflow.ts and glibc-logf-sincosf.ts. */
#pragma once
#include "elementary64.h"
#include "philox.h"

/* Words and groups at once. */
#define TF_CHUNK 1024
#define TF_GROUPS 256
/* Blocks that a group of four truncated normals has for itself. */
#define TF_STRETCH 256

static const double tf_inverse[16] = {
    1.398907162146528,  1.3403141896637998, 1.286432210124115,  1.2367150214269895, 1.1906977166711752, 1.1479821020556429,
    1.1082251448272158, 1.0711297413057381, 1.036437278977283,  1.0,                0.9492859795739057, 0.8951049428609004,
    0.8476821620351103, 0.8050314851692001, 0.7664671008843108, 0.731428603316328,
};
static const double tf_logarithm[16] = {
    -0.33569133332882284, -0.2929040563774074,  -0.2518726580937369,  -0.21245868807117255, -0.17453945183745634, -0.1380057072319758,
    -0.10275976698545139, -0.06871392447020525, -0.0357891387398228,  0.0,                  0.05204517742929496,  0.11081431298787942,
    0.1652495223695143,   0.21687389031699977,  0.2659635028121397,   0.3127556664073557,
};

/* log of a positive normal float32. */
INLINE float tf_log(float x) {
  int32_t ix;
  __builtin_memcpy(&ix, &x, 4);
  int32_t t = ix - 0x3f330000, i = (t >> 19) & 15, k = t >> 23, iz = ix - (int32_t)((uint32_t)t & 0xff800000u);
  float z;
  __builtin_memcpy(&z, &iz, 4);
  double r = (double)z * tf_inverse[i] - 1.0;
  double y0 = tf_logarithm[i] + k * 0.6931471805599453;
  double r2 = r * r;
  double y = -0.25089342214237154 * r2 + (0.333456765744066 * r + -0.4999997485802103);
  return (float)(y * r2 + (y0 + r));
}

/* sin and cos of a float32 of [0, 2π). Below 2^-12 the polynomials round to the argument and to 1. */
INLINE void tf_sincos(float v, float *sin, float *cos) {
  int32_t n = ((int32_t)((double)v * 10680707.430881744) + 0x800000) >> 24;
  double x = (double)v - n * 1.5707963267948966;
  double scaled = ((n + 1) & 2) ? -x : x, e = (n & 2) ? -1.0 : 1.0;
  double q = scaled * scaled, qx = q * scaled;
  float sine = (float)(scaled + qx * -0.16666654943701084 + qx * q * (0.008332178146138854 + q * -0.00019517298981385725));
  float cosine = (float)(e * 1 + q * (e * -0.49999999725108224) + q * q * (e * 0.041666623324344516) +
                         q * q * q * (e * -0.001388676379437604 + q * (e * 2.4390450703564542e-5)));
  *sin = (n & 1) ? cosine : sine;
  *cos = (n & 1) ? sine : cosine;
}

INLINE float tf_unit(uint32_t word) { return (float)(int32_t)(word & 0x7fffff) * 0x1p-23f; }

/* The standard normals of pairs of words; their radius is computed in double where there are tables of the logarithm. */
static void tf_normals(const double *tables, intptr_t pairs, const uint32_t *restrict words, float *restrict out) {
  float radius[TF_CHUNK / 2];
  for (intptr_t i = 0; i < pairs; i++) {
    float u = tf_unit(words[2 * i]);
    radius[i] = u < 1e-7f ? 1e-7f : u;
  }
  if (!tables)
    for (intptr_t i = 0; i < pairs; i++) radius[i] = __builtin_sqrtf(-2.0f * tf_log(radius[i]));
  else
    for (intptr_t i = 0; i < pairs; i++) radius[i] = (float)__builtin_sqrt(-2 * log64(tables, (double)radius[i]));
  for (intptr_t i = 0; i < pairs; i++) {
    float sin, cos, r = radius[i];
    tf_sincos((float)(6.283185307179586 * (double)tf_unit(words[2 * i + 1])), &sin, &cos);
    out[2 * i] = sin * r;
    out[2 * i + 1] = cos * r;
  }
}

static void tensorflow_uniform32(intptr_t n, float low, float range, const int32_t *engine, float *restrict out) {
  struct philox p = philox_of(engine);
  uint32_t words[TF_CHUNK];
  for (intptr_t at = 0; at < n; at += TF_CHUNK) {
    intptr_t count = n - at < TF_CHUNK ? n - at : TF_CHUNK;
    philox_words(&p, 1, count, words);
    for (intptr_t i = 0; i < count; i++) out[at + i] = tf_unit(words[i]) * range + low;
  }
}

static void tensorflow_normal32(intptr_t n, float mean, float stddev, const int32_t *engine, const double *tables, float *restrict out) {
  struct philox p = philox_of(engine);
  uint32_t words[TF_CHUNK];
  float z[TF_CHUNK];
  for (intptr_t at = 0; at < n; at += TF_CHUNK) {
    intptr_t count = n - at < TF_CHUNK ? n - at : TF_CHUNK;
    philox_words(&p, 1, count, words);
    tf_normals(tables, (count + 1) / 2, words, z);
    for (intptr_t i = 0; i < count; i++) out[at + i] = z[i] * stddev + mean;
  }
}

static void tensorflow_truncated32(intptr_t n, float mean, float stddev, const int32_t *engine, const double *tables, float *restrict out) {
  struct philox p = philox_of(engine);
  uint32_t words[4 * TF_GROUPS];
  float z[4 * TF_GROUPS], kept[8];
  intptr_t groups = (n + 3) / 4;
  for (intptr_t from = 0; from < groups; from += TF_GROUPS) {
    intptr_t most = groups - from < TF_GROUPS ? groups - from : TF_GROUPS;
    philox_words(&p, TF_STRETCH, 4 * most, words);
    tf_normals(tables, 2 * most, words, z);
    for (intptr_t k = 0; k < most; k++) {
      int have = 0;
      /* Written whether kept or not: no branch to guess. */
      for (int i = 0; i < 4; i++) kept[have] = z[4 * k + i], have += __builtin_fabsf(z[4 * k + i]) < 2.0f;
      if (have < 4) {
        struct philox walker = philox_of(engine);
        philox_skip(&walker, (uint64_t)(from + k) * TF_STRETCH + 1);
        while (have < 4) {
          uint32_t block[4];
          float next[4];
          philox_block(&walker, 1, block);
          tf_normals(tables, 2, block, next);
          for (int i = 0; i < 4 && have < 4; i++) kept[have] = next[i], have += __builtin_fabsf(next[i]) < 2.0f;
        }
      }
      intptr_t at = 4 * (from + k);
      for (int i = 0; i < 4 && at + i < n; i++) out[at + i] = kept[i] * stddev + mean;
    }
  }
}
