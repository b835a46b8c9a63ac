#include "confine.h"

#include <sys/resource.h>

static void limit(int resource, rlim_t value) {
  struct rlimit limits = {value, value};
  /* A limit that is lower already stays. */
  setrlimit(resource, &limits);
}

void confine_resources(void) {
  /* Whoever asked watches what is really used; this is for what grows faster than they look. With less than this,
   * decoders of HEIC wait for ever for a thread that found no memory. */
  limit(RLIMIT_AS, (rlim_t)2 << 30);
  /* A core would hold the picture. */
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
}

#ifdef __linux__

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "protocol.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* Landlock's numbers are written out: the kernel that it runs on may be newer than the headers that it was built with. */
#define LANDLOCK_CREATE_RULESET 444
#define LANDLOCK_RESTRICT_SELF 446

/* linux/landlock.h, struct landlock_ruleset_attr, with the sizes that it had. */
struct landlock_rules {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

static int close_file_system(void) {
  long version = syscall(LANDLOCK_CREATE_RULESET, NULL, 0, 1);
  if (version < 1) return 0;
  /* Each version knows more to forbid: links between folders, truncating, devices; TCP; other processes. */
  int rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
  struct landlock_rules rules = {(1ULL << rights) - 1, version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
  size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  long set = syscall(LANDLOCK_CREATE_RULESET, &rules, size, 0);
  if (set < 0) return 0;
  int result = (int)syscall(LANDLOCK_RESTRICT_SELF, set, 0);
  close((int)set);
  return result == 0;
}

#ifdef ARCHITECTURE

#define ARGUMENT(number) offsetof(struct seccomp_data, args[number])
#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, action)
#define DENY ANSWER(SECCOMP_RET_ERRNO | EPERM)
/* Allows a call; the number of the call is loaded. */
#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), ANSWER(SECCOMP_RET_ALLOW)
/* Allows a call where none of some bits of an argument is set. */
#define ALLOW_WITHOUT(call, number, bits)                                                                       \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 4), LOAD(ARGUMENT(number)),                              \
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0), ANSWER(SECCOMP_RET_ALLOW), DENY
/* Allows a call where an argument has a value. */
#define ALLOW_WITH(call, number, value)                                                                         \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 4), LOAD(ARGUMENT(number)),                              \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1), ANSWER(SECCOMP_RET_ALLOW), DENY

/* What decoding needs: memory, threads, clocks, and the socket that is open already. */
static struct sock_filter calls[] = {
  LOAD(offsetof(struct seccomp_data, arch)),
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
  ANSWER(SECCOMP_RET_KILL_PROCESS),
  LOAD(offsetof(struct seccomp_data, nr)),
  ALLOW(futex),
  ALLOW(read),
  ALLOW(write),
  ALLOW(munmap),
  ALLOW(madvise),
  ALLOW(brk),
  ALLOW(mremap),
  /* Memory that can be run is not to be had. */
  ALLOW_WITHOUT(mmap, 2, PROT_EXEC),
  ALLOW_WITHOUT(mprotect, 2, PROT_EXEC),
  ALLOW(recvmsg),
  ALLOW(close),
  /* Threads, and no processes. */
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 4),
  LOAD(ARGUMENT(0)),
  BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x00010000 /* CLONE_THREAD */, 0, 1),
  ANSWER(SECCOMP_RET_ALLOW),
  DENY,
  /* Its flags cannot be seen from here. Without it the C library takes clone. */
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1),
  ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
  ALLOW(set_robust_list),
  ALLOW(rseq),
  ALLOW(gettid),
  ALLOW(getpid),
  ALLOW(exit),
  ALLOW(exit_group),
  ALLOW(sched_yield),
  ALLOW(sched_getaffinity),
  ALLOW(rt_sigprocmask),
  ALLOW(rt_sigreturn),
  ALLOW(restart_syscall),
  ALLOW(clock_gettime),
  ALLOW(clock_nanosleep),
  ALLOW(gettimeofday),
  ALLOW(getrandom),
  ALLOW(sysinfo),
  ALLOW(setitimer),
  /* A thread's name. */
  ALLOW_WITH(prctl, 0, PR_SET_NAME),
  /* A thread asks for the size of its stack, and changes no limit. */
  ALLOW_WITH(prlimit64, 2, 0),
  DENY,
};

static int close_calls(void) {
  struct sock_fprog program = {sizeof calls / sizeof calls[0], calls};
  /* For all threads, whichever there are. */
  return syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

#else

static int close_calls(void) { return 0; }

#endif

uint32_t confine_rights(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  uint32_t confinement = close_file_system() ? CONFINED_BY_LANDLOCK : 0;
  return confinement | (close_calls() ? CONFINED_BY_SECCOMP : 0);
}

#else

uint32_t confine_rights(void) { return 0; }

#endif
