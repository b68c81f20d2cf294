/* The addon: the widest kernels that the processor has, as functions of Node-API. Names a width by GATEWISE_WIDTH in its environment
 * to have a narrower one. */
#include <node_api.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "kernels.gen.h"

#if defined(__x86_64__)
#include <immintrin.h>
extern const struct kernels kernels_avx512, kernels_avx2, kernels_sse2;
extern const int kernels_avx512_fused, kernels_avx2_fused, kernels_sse2_fused;
#else
extern const struct kernels kernels_vector128;
extern const int kernels_vector128_fused;
#endif

static const struct kernels *table;
static const char *width;
static int fused;

/* Subnormal numbers are taken for zero and not made while a kernel runs: gradients that vanish would slow it down manifold. */
static inline uint32_t flush_dust(void) {
#if defined(__x86_64__)
  uint32_t mode = _mm_getcsr();
  _mm_setcsr(mode | 0x8040);
  return mode;
#elif defined(__aarch64__)
  uint64_t mode;
  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  __asm__ volatile("msr fpcr, %0" : : "r"(mode | (1u << 24)));
  return (uint32_t)mode;
#else
  return 0;
#endif
}
static inline void restore_mode(uint32_t mode) {
#if defined(__x86_64__)
  _mm_setcsr(mode);
#elif defined(__aarch64__)
  uint64_t wide = mode;
  __asm__ volatile("msr fpcr, %0" : : "r"(wide));
#else
  (void)mode;
#endif
}

struct call {
  napi_env env;
  const char *name;
  int failed;
};

static void fail(struct call *call, const char *argument) {
  if (call->failed) return;
  call->failed = 1;
  char text[128] = "gatewise: wrong argument ";
  strncat(text, argument, 40);
  strcat(text, " of kernel ");
  strncat(text, call->name, 40);
  napi_throw_type_error(call->env, NULL, text);
}

static struct call begin(napi_env env, napi_callback_info info, size_t count, napi_value *values, const char *name) {
  napi_get_cb_info(env, info, &count, values, NULL, NULL);
  return (struct call){env, name, 0};
}
static intptr_t int_of(struct call *call, napi_value value, const char *argument) {
  int64_t result = 0;
  if (napi_get_value_int64(call->env, value, &result) != napi_ok) fail(call, argument);
  return (intptr_t)result;
}
static double double_of(struct call *call, napi_value value, const char *argument) {
  double result = 0;
  if (napi_get_value_double(call->env, value, &result) != napi_ok) fail(call, argument);
  return result;
}
static void *array_of(struct call *call, napi_value value, napi_typedarray_type type, int nullable, const char *argument) {
  napi_typedarray_type found;
  void *data = NULL;
  if (napi_get_typedarray_info(call->env, value, &found, NULL, &data, NULL, NULL) == napi_ok) {
    if (found != type) fail(call, argument);
    return data;
  }
  napi_valuetype kind;
  if (!nullable || napi_typeof(call->env, value, &kind) != napi_ok || kind != napi_null) fail(call, argument);
  return NULL;
}
/* Workspaces are 16 floats longer than asked for, so that they can begin at a cache line. */
static float *aligned_of(struct call *call, napi_value value, const char *argument) {
  uintptr_t address = (uintptr_t)array_of(call, value, napi_float32_array, 0, argument);
  return (float *)((address + 63) & ~(uintptr_t)63);
}
static napi_value number(napi_env env, double value) {
  napi_value result;
  return napi_create_double(env, value, &result) == napi_ok ? result : NULL;
}

#include "addon.gen.h"

static void choose_width(void) {
#if defined(__x86_64__)
  const char *asked = getenv("GATEWISE_WIDTH");
  __builtin_cpu_init();
  int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  int has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  int narrower = asked && strcmp(asked, "avx512") != 0;
  int narrowest = asked && strcmp(asked, "sse2") == 0;
  if (has_avx512 && !narrower) {
    table = &kernels_avx512, width = "avx512", fused = kernels_avx512_fused;
  } else if (has_avx2 && !narrowest) {
    table = &kernels_avx2, width = "avx2", fused = kernels_avx2_fused;
  } else {
    table = &kernels_sse2, width = "sse2", fused = kernels_sse2_fused;
  }
#else
  table = &kernels_vector128, width = "vector128", fused = kernels_vector128_fused;
#endif
}

NAPI_MODULE_INIT() {
  choose_width();
  napi_value value;
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    if (napi_create_function(env, calls[i].name, NAPI_AUTO_LENGTH, calls[i].call, NULL, &value) != napi_ok) return NULL;
    napi_set_named_property(env, exports, calls[i].name, value);
  }
  napi_create_string_utf8(env, width, NAPI_AUTO_LENGTH, &value);
  napi_set_named_property(env, exports, "width", value);
  napi_get_boolean(env, fused, &value);
  napi_set_named_property(env, exports, "fused", value);
  return exports;
}
