/*
 * The calls of a scan, by threads and by io_uring: uring FOLDER threads|uring NUMBER
 *
 * For each file of the folder and of those below it: its status, its first 16 KB, and nothing more. `threads` makes the calls on NUMBER
 * threads; `uring` keeps NUMBER files under way, each a chain of statx, openat into a slot, read, and close, with one io_uring_enter(2)
 * for all that are ready. Prints the files, the seconds, and the seconds of processor time.
 *
 *   cc -O2 -Wall -Wextra uring.c -o uring -lpthread
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { HEAD = 16384 };

static char **names;
static size_t count, room;
static atomic_size_t next_name, failures;

static void fail(const char *what) {
  perror(what);
  exit(74);
}

static void list(const char *folder) {
  DIR *open_folder = opendir(folder);
  if (!open_folder) fail(folder);
  struct dirent *entry;
  while ((entry = readdir(open_folder))) {
    if (entry->d_name[0] == '.') continue;
    char *path;
    if (asprintf(&path, "%s/%s", folder, entry->d_name) == -1) fail("memory");
    if (entry->d_type == DT_DIR) {
      list(path);
      free(path);
      continue;
    }
    if (count == room) {
      room = room ? 2 * room : 1024;
      names = realloc(names, room * sizeof *names);
      if (!names) fail("memory");
    }
    names[count++] = path;
  }
  closedir(open_folder);
}

static void *work(void *unused) {
  char *buffer = malloc(HEAD);
  size_t number;
  while ((number = atomic_fetch_add(&next_name, 1)) < count) {
    int descriptor = open(names[number], O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (descriptor == -1 || fstat(descriptor, &status) == -1 || pread(descriptor, buffer, HEAD, 0) < 0) atomic_fetch_add(&failures, 1);
    if (descriptor != -1) close(descriptor);
  }
  free(buffer);
  return unused;
}

static void by_threads(int number) {
  pthread_t *threads = calloc((size_t)number, sizeof *threads);
  for (int one = 0; one < number; one++)
    if (pthread_create(&threads[one], NULL, work, NULL)) fail("pthread_create");
  for (int one = 0; one < number; one++) pthread_join(threads[one], NULL);
  free(threads);
}

static void by_uring(unsigned depth) {
  struct io_uring_params setup = {.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN};
  unsigned entries = 4;
  while (entries < 4 * depth) entries *= 2;
  int ring = (int)syscall(SYS_io_uring_setup, entries, &setup);
  if (ring == -1) fail("io_uring_setup");
  size_t size = setup.sq_off.array + setup.sq_entries * sizeof(unsigned);
  size_t other = setup.cq_off.cqes + setup.cq_entries * sizeof(struct io_uring_cqe);
  if (other > size) size = other;
  char *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQ_RING);
  struct io_uring_sqe *wishes = mmap(NULL, setup.sq_entries * sizeof *wishes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring,
                                     IORING_OFF_SQES);
  if (shared == MAP_FAILED || wishes == MAP_FAILED) fail("mmap");
  struct io_uring_rsrc_register slots = {.nr = depth, .flags = IORING_RSRC_REGISTER_SPARSE};
  if (syscall(SYS_io_uring_register, ring, IORING_REGISTER_FILES2, &slots, sizeof slots) == -1) fail("io_uring_register");
  /* Else the kernel waits with four threads a core for drives that cannot be asked without waiting. */
  unsigned most[2] = {depth, depth};
  if (syscall(SYS_io_uring_register, ring, IORING_REGISTER_IOWQ_MAX_WORKERS, most, 2) == -1) fail("io_uring_register");
  _Atomic unsigned *tail = (_Atomic unsigned *)(shared + setup.sq_off.tail);
  unsigned mask = *(unsigned *)(shared + setup.sq_off.ring_mask), *array = (unsigned *)(shared + setup.sq_off.array);
  _Atomic unsigned *done = (_Atomic unsigned *)(shared + setup.cq_off.head), *ready = (_Atomic unsigned *)(shared + setup.cq_off.tail);
  unsigned done_mask = *(unsigned *)(shared + setup.cq_off.ring_mask);
  struct io_uring_cqe *results = (struct io_uring_cqe *)(shared + setup.cq_off.cqes);
  struct statx *status = calloc(depth, sizeof *status);
  char *buffers = malloc((size_t)depth * HEAD);
  unsigned *free_slots = malloc(depth * sizeof *free_slots), *left = calloc(depth, sizeof *left), free_count = depth;
  for (unsigned slot = 0; slot < depth; slot++) free_slots[slot] = slot;
  size_t started = 0, ended = 0;
  while (ended < count) {
    unsigned at = *tail, first = at;
    while (free_count && started < count) {
      unsigned slot = free_slots[--free_count];
      const char *name = names[started++];
      struct io_uring_sqe chain[4] = {
          {.opcode = IORING_OP_STATX, .fd = AT_FDCWD, .addr = (uintptr_t)name, .len = STATX_BASIC_STATS, .off = (uintptr_t)&status[slot]},
          {.opcode = IORING_OP_OPENAT, .fd = AT_FDCWD, .addr = (uintptr_t)name, .open_flags = O_RDONLY, .file_index = slot + 1,
           .flags = IOSQE_IO_LINK},
          {.opcode = IORING_OP_READ, .fd = (int)slot, .addr = (uintptr_t)(buffers + (size_t)slot * HEAD), .len = HEAD,
           .flags = IOSQE_FIXED_FILE | IOSQE_IO_HARDLINK},
          {.opcode = IORING_OP_CLOSE, .file_index = slot + 1},
      };
      left[slot] = 4;
      for (int step = 0; step < 4; step++, at++) {
        chain[step].user_data = slot;
        wishes[at & mask] = chain[step];
        array[at & mask] = at & mask;
      }
    }
    atomic_store_explicit(tail, at, memory_order_release);
    if (syscall(SYS_io_uring_enter, ring, at - first, 1, IORING_ENTER_GETEVENTS, NULL, 0) == -1 && errno != EINTR) fail("io_uring_enter");
    unsigned head = *done, end = atomic_load_explicit(ready, memory_order_acquire);
    for (; head != end; head++) {
      struct io_uring_cqe *result = &results[head & done_mask];
      if (result->res < 0) atomic_fetch_add(&failures, 1);
      unsigned slot = (unsigned)result->user_data;
      if (--left[slot] == 0) free_slots[free_count++] = slot, ended++;
    }
    atomic_store_explicit(done, head, memory_order_release);
  }
  close(ring);
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int argc, char **argv) {
  int number = argc == 4 ? atoi(argv[3]) : 0;
  if (number < 1 || number > 1024 || (strcmp(argv[2], "threads") && strcmp(argv[2], "uring"))) {
    fprintf(stderr, "usage: uring FOLDER threads|uring NUMBER\n");
    return 64;
  }
  list(argv[1]);
  struct timespec began, ended;
  clock_gettime(CLOCK_MONOTONIC, &began);
  if (argv[2][0] == 't') by_threads(number);
  else by_uring((unsigned)number);
  clock_gettime(CLOCK_MONOTONIC, &ended);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%s %d: %zu files, %zu failures, %.3f s, user %.3f s, system %.3f s\n", argv[2], number, count, atomic_load(&failures),
         (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9, seconds(usage.ru_utime),
         seconds(usage.ru_stime));
  return 0;
}
