/* A pool of threads for the whole process: made at the first call that is worth it, asleep when there is nothing to do, ended before
 * the addon is unloaded. Where it is at work for one thread of Node already, another computes alone: the bits are the same.
 *
 * What libuv offers is declared here, since Node-API's headers do not have it: Node exports it on every platform, and the addon needs
 * no library of threads. A semaphore has more room than any platform's. */
#include "threads.h"
#include <stdatomic.h>
#include <stdlib.h>
#include "dust.h"

typedef union {
  char room[128];
  void *aligned;
} semaphore;
typedef uintptr_t thread;
int uv_thread_create(thread *thread, void (*entry)(void *), void *argument);
int uv_thread_join(thread *thread);
int uv_sem_init(semaphore *semaphore, unsigned value);
void uv_sem_destroy(semaphore *semaphore);
void uv_sem_post(semaphore *semaphore);
void uv_sem_wait(semaphore *semaphore);
unsigned uv_available_parallelism(void);

enum { MOST = 64 };
/* So many multiply-adds are worth a part: some 20 microseconds. */
static const double worth_a_part = 1e6;
/* Turns of waiting before a thread sleeps: some tens of microseconds, about what a wake costs. */
enum { PATIENCE = 2000 };

enum { IDLE, ASLEEP, CALLED, DISMISSED };
static struct {
  _Alignas(64) atomic_int state;
  semaphore wake;
  thread thread;
} helpers[MOST];
static int running; /* helpers[0, running) live */
static atomic_int wanted, users;
static atomic_flag busy = ATOMIC_FLAG_INIT;
static int has_semaphores;

/* The call at work. */
static part_function *task;
static void *task_context;
static intptr_t task_parts;
static atomic_intptr_t unfinished;
/* Of the caller, when it has nothing left to do: IDLE, ASLEEP, or CALLED when all is done. */
static atomic_int caller;
static semaphore caller_wake;

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* Waits until the state is neither IDLE nor ASLEEP: turns first, then sleep. */
static int await_call(atomic_int *state, semaphore *wake) {
  for (int turn = 0; turn < PATIENCE; turn++) {
    int now = atomic_load_explicit(state, memory_order_acquire);
    if (now != IDLE) return now;
    relax();
  }
  int expected = IDLE;
  if (atomic_compare_exchange_strong(state, &expected, ASLEEP)) uv_sem_wait(wake);
  return atomic_load(state);
}

static void call_to(atomic_int *state, semaphore *wake, int what) {
  if (atomic_exchange(state, what) == ASLEEP) uv_sem_post(wake);
}

static void help(void *place) {
  intptr_t index = (intptr_t)place;
  flush_dust();
  while (await_call(&helpers[index].state, &helpers[index].wake) == CALLED) {
    task(task_context, index + 1, task_parts);
    /* Ready before it is counted: the next call comes only when all are. */
    atomic_store(&helpers[index].state, IDLE);
    if (atomic_fetch_sub(&unfinished, 1) == 1) call_to(&caller, &caller_wake, CALLED);
  }
}

/* Has so many helpers live; gives how many do. Only with `busy` taken. */
static int have_helpers(int count) {
  if (!has_semaphores) {
    if (uv_sem_init(&caller_wake, 0) != 0) return 0;
    has_semaphores = 1;
  }
  while (running < count) {
    atomic_store(&helpers[running].state, IDLE);
    if (uv_sem_init(&helpers[running].wake, 0) != 0) break;
    if (uv_thread_create(&helpers[running].thread, help, (void *)(intptr_t)running) != 0) {
      uv_sem_destroy(&helpers[running].wake);
      break;
    }
    running++;
  }
  return running < count ? running : count;
}

void in_parallel(double work, intptr_t most, part_function *run, void *context) {
  intptr_t parts = atomic_load(&wanted);
  if (parts > most) parts = most;
  if (work < worth_a_part * (double)parts) parts = (intptr_t)(work / worth_a_part);
  if (parts > 1 && !atomic_flag_test_and_set(&busy)) {
    parts = have_helpers((int)parts - 1) + 1;
    task = run, task_context = context, task_parts = parts;
    atomic_store(&unfinished, parts - 1);
    atomic_store(&caller, IDLE);
    for (intptr_t i = 0; i < parts - 1; i++) call_to(&helpers[i].state, &helpers[i].wake, CALLED);
    run(context, 0, parts);
    if (parts > 1) await_call(&caller, &caller_wake);
    atomic_flag_clear(&busy);
    return;
  }
  run(context, 0, 1);
}

int threads_wanted(void) { return atomic_load(&wanted); }

void want_threads(int count) { atomic_store(&wanted, count < 1 ? 1 : count > MOST ? MOST : count); }

void begin_threads(void) {
  if (atomic_fetch_add(&users, 1) > 0) return;
  const char *asked = getenv("GATEWISE_THREADS");
  int count = asked ? atoi(asked) : 0;
  want_threads(count > 0 ? count : (int)uv_available_parallelism());
}

void end_threads(void) {
  if (atomic_fetch_sub(&users, 1) > 1) return;
  for (; running > 0; running--) {
    call_to(&helpers[running - 1].state, &helpers[running - 1].wake, DISMISSED);
    uv_thread_join(&helpers[running - 1].thread);
    uv_sem_destroy(&helpers[running - 1].wake);
  }
}
