/* The kernels as WebAssembly: 128-bit vectors, one memory, no imports. Copying and filling are instructions of their own. */
#define THREAD_LOCAL
#include "all.h"

extern unsigned char __heap_base;

#define EXPORT(name) __attribute__((export_name(name)))

/* Where free memory begins. */
EXPORT("heap") intptr_t heap(void) { return (intptr_t)&__heap_base; }

#include "wasm.gen.h"
