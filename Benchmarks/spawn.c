// Runs commands in turns and tells how long each took.
//
//   spawn ROUNDS OUTPUT REMOVED COMMAND... [--then COMMAND...]...
//
// Each round runs every command once: A B C, A B C, and so on. Standard output and error of command number i go to OUTPUT.i.out
// and OUTPUT.i.err, opened anew before the clock starts. The file REMOVED, where the name is not empty, is removed before each round.
// For each run one line: command number, nanoseconds, peak memory in KB, exit code (128 and more: a signal).
//
// It is C because a large parent makes starting slow and noisy, and because a child's peak memory begins with its parent's.

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { COMMAND_LIMIT = 16 };

static void fail(const char *what) {
  fprintf(stderr, "spawn: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int open_output(const char *prefix, int number, const char *suffix) {
  char path[4096];
  snprintf(path, sizeof path, "%s.%d.%s", prefix, number, suffix);
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail(path);
  return file;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void run(char **command, int number, const char *prefix) {
  int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  int output = open_output(prefix, number, "out");
  int errors = open_output(prefix, number, "err");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_adddup2(&actions, errors, 2);
  pid_t child;
  int status;
  struct rusage usage;
  long long start = now();
  errno = posix_spawnp(&child, command[0], &actions, NULL, command, environ);
  if (errno != 0) fail(command[0]);
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR) fail("wait4");
  long long end = now();
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("%d %lld %ld %d\n", number, end - start, usage.ru_maxrss, code);
  posix_spawn_file_actions_destroy(&actions);
  close(input);
  close(output);
  close(errors);
}

int main(int count, char **arguments) {
  if (count < 5) {
    fprintf(stderr, "usage: spawn ROUNDS OUTPUT REMOVED COMMAND... [--then COMMAND...]...\n");
    return 64;
  }
  long rounds = strtol(arguments[1], NULL, 10);
  const char *prefix = arguments[2], *removed = arguments[3];
  char **commands[COMMAND_LIMIT] = {arguments + 4};
  int commandCount = 1;
  for (int i = 4; i < count; i++) {
    if (strcmp(arguments[i], "--then") != 0) continue;
    arguments[i] = NULL;
    if (commandCount == COMMAND_LIMIT) return 64;
    commands[commandCount++] = arguments + i + 1;
  }
  for (long round = 0; round < rounds; round++) {
    if (*removed && unlink(removed) < 0 && errno != ENOENT) fail(removed);
    for (int i = 0; i < commandCount; i++) run(commands[i], i, prefix);
  }
  return 0;
}
