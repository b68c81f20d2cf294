/* The kernels as WebAssembly: 128-bit vectors, one memory, no imports. */
#define THREAD_LOCAL
typedef __SIZE_TYPE__ size_t;
void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memset(void *to, int value, size_t n);

#include "all.h"

void *memcpy(void *restrict to, const void *restrict from, size_t n) { return __builtin_memcpy_inline_(to, from, n); }

#define EXPORT(name) __attribute__((export_name(name)))
#include "wasm.gen.h"
