/* The kernels of one vector width in a table: compiled once a width, with TABLE the table's name. */
#define THREAD_LOCAL _Thread_local
#include "all.h"

#define CONCAT_(a, b) a##b
#define CONCAT(a, b) CONCAT_(a, b)
#define WIDE(name) name
const struct kernels TABLE = KERNELS_TABLE;
const int CONCAT(TABLE, _fused) = FUSED;
