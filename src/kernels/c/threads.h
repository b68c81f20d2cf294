/* The threads that the addon has for itself. */
#pragma once
#include "parallel.h"

int threads_wanted(void);
/* Takes so many threads from the next call on, the caller's included; at least 1 and at most 64. */
void want_threads(int count);
/* A thread of Node begins and ends to use the addon; with the last one the threads end. */
void begin_threads(void);
void end_threads(void);
