/* The addon: the widest kernels that the processor has, as functions of Node-API. GATEWISE_WIDTH in the environment
 * (avx512, avx2 or sse2) asks for a narrower one. */
#include <node_api.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "dust.h"
#include "kernels.gen.h"
#include "threads.h"

#if defined(__x86_64__)
extern const struct kernels kernels_avx512, kernels_avx2, kernels_sse2;
extern const int kernels_avx512_fused, kernels_avx2_fused, kernels_sse2_fused;
#else
extern const struct kernels kernels_vector128;
extern const int kernels_vector128_fused;
#endif

static const struct kernels *table;
static const char *width;
static int fused;

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
/* An array of floats or of doubles, as another argument says. */
#define REALS ((napi_typedarray_type)-1)
static void *array_of(struct call *call, napi_value value, napi_typedarray_type type, int nullable, const char *argument) {
  napi_typedarray_type found;
  void *data = NULL;
  if (napi_get_typedarray_info(call->env, value, &found, NULL, &data, NULL, NULL) == napi_ok) {
    if (found != type && !(type == REALS && (found == napi_float32_array || found == napi_float64_array))) fail(call, argument);
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

struct choice {
  const char *width;
  const struct kernels *table;
  int fused, there;
};

/* Takes the widest kernels that the processor has, or the asked ones. Changes nothing and gives 0 where these are not there. */
static int choose_width(const char *asked) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  int has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  const struct choice choices[] = {{"avx512", &kernels_avx512, kernels_avx512_fused, has_avx512},
                                   {"avx2", &kernels_avx2, kernels_avx2_fused, has_avx2},
                                   {"sse2", &kernels_sse2, kernels_sse2_fused, 1}};
#else
  const struct choice choices[] = {{"vector128", &kernels_vector128, kernels_vector128_fused, 1}};
#endif
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
    if (!choices[i].there || (asked && strcmp(asked, choices[i].width) != 0)) continue;
    table = choices[i].table, width = choices[i].width, fused = choices[i].fused;
    return 1;
  }
  return 0;
}

/* Takes the kernels of the named width for the whole process; gives false where the processor lacks it. */
static napi_value use_width(napi_env env, napi_callback_info info) {
  size_t count = 1;
  char asked[16] = "";
  napi_value value;
  if (napi_get_cb_info(env, info, &count, &value, NULL, NULL) != napi_ok || count != 1 ||
      napi_get_value_string_utf8(env, value, asked, sizeof asked, NULL) != napi_ok)
    return NULL;
  napi_get_boolean(env, choose_width(asked), &value);
  return value;
}

/* Takes so many threads, for the whole process. */
static napi_value use_threads(napi_env env, napi_callback_info info) {
  size_t count = 1;
  int64_t asked = 0;
  napi_value value;
  if (napi_get_cb_info(env, info, &count, &value, NULL, NULL) != napi_ok || count != 1 ||
      napi_get_value_int64(env, value, &asked) != napi_ok)
    return NULL;
  want_threads(asked > 64 ? 64 : (int)asked);
  return NULL;
}

static napi_value facts(napi_env env, napi_callback_info info) {
  (void)info;
  napi_value result, value;
  napi_create_object(env, &result);
  napi_create_string_utf8(env, width, NAPI_AUTO_LENGTH, &value);
  napi_set_named_property(env, result, "width", value);
  napi_get_boolean(env, fused, &value);
  napi_set_named_property(env, result, "fused", value);
  napi_create_int32(env, threads_wanted(), &value);
  napi_set_named_property(env, result, "threads", value);
  return result;
}

static void leave(void *nothing) {
  (void)nothing;
  end_threads();
}

static void offer(napi_env env, napi_value exports, const char *name, napi_callback call) {
  napi_value value;
  if (napi_create_function(env, name, NAPI_AUTO_LENGTH, call, NULL, &value) == napi_ok)
    napi_set_named_property(env, exports, name, value);
}

NAPI_MODULE_INIT() {
  /* Once a process: a worker that loads the addon later finds the width that is in use. */
  if (!table && !choose_width(getenv("GATEWISE_WIDTH"))) choose_width(NULL);
  if (napi_add_env_cleanup_hook(env, leave, NULL) == napi_ok) begin_threads();
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) offer(env, exports, calls[i].name, calls[i].call);
  offer(env, exports, "useWidth", use_width);
  offer(env, exports, "useThreads", use_threads);
  offer(env, exports, "facts", facts);
  return exports;
}
