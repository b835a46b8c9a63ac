/*
 * A folder seen through a slow drive: slowfs SOURCE MOUNTPOINT [--latency=MICROSECONDS] [--spindle] [FUSE OPTIONS].
 *
 * Every call that a program makes waits for the latency; any number of calls wait at the same time. With --spindle they are served one
 * after the other, as by a single arm: a call waits for the latency times the square root of how far its file is from the last one,
 * by inode number, as a share of the numbers seen so far. Nothing is kept by the kernel, so that a second scan is as slow as the first.
 * Read only.
 *
 *   cc -O2 -Wall -Wextra slowfs.c -o slowfs $(pkg-config --cflags --libs fuse3) -lm
 */
#define FUSE_USE_VERSION 312
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <math.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct options {
  unsigned int latency;
  int spindle;
} options = {0, 0};

static int root = -1;
static pthread_mutex_t arm = PTHREAD_MUTEX_INITIALIZER;
static double arm_at, lowest, farthest;

static const char *below(const char *path) { return path[1] ? path + 1 : "."; }

static void pause_for(double microseconds) {
  if (microseconds < 1) return;
  struct timespec time = {(time_t)(microseconds / 1e6), (long)fmod(microseconds * 1e3, 1e9)};
  while (nanosleep(&time, &time) == -1 && errno == EINTR) continue;
}

/* Waits as a call for an inode would; 0 is wherever the arm is. */
static void wait_for(ino_t inode) {
  if (options.latency == 0) return;
  if (!options.spindle) {
    pause_for(options.latency);
    return;
  }
  pthread_mutex_lock(&arm);
  /* Where it is before the first call nobody knows. */
  double at = inode ? (double)inode : arm_at;
  if (arm_at == 0) arm_at = at;
  if (lowest == 0 || at < lowest) lowest = at;
  if (at > farthest) farthest = at;
  double width = farthest > lowest ? farthest - lowest : 1;
  /* An arm that stays where it is still waits for the platter, a tenth of a seek. */
  pause_for(options.latency * (0.1 + 0.9 * sqrt(fabs(at - arm_at) / width)));
  arm_at = at;
  pthread_mutex_unlock(&arm);
}

static int slow_getattr(const char *path, struct stat *status, struct fuse_file_info *file) {
  int result = file ? fstat((int)file->fh, status) : fstatat(root, below(path), status, AT_SYMLINK_NOFOLLOW);
  if (result == -1) result = -errno;
  wait_for(result == 0 ? status->st_ino : 0);
  return result;
}

static int slow_readlink(const char *path, char *buffer, size_t size) {
  ssize_t length = readlinkat(root, below(path), buffer, size - 1);
  if (length < 0) return -errno;
  buffer[length] = 0;
  return 0;
}

static int slow_open(const char *path, struct fuse_file_info *file) {
  int descriptor = openat(root, below(path), file->flags & ~(O_CREAT | O_TRUNC | O_NOFOLLOW));
  if (descriptor == -1) return -errno;
  struct stat status;
  if (fstat(descriptor, &status) == 0) wait_for(status.st_ino);
  file->fh = (uint64_t)descriptor;
  file->direct_io = 1;
  return 0;
}

static int slow_read(const char *path, char *buffer, size_t size, off_t offset, struct fuse_file_info *file) {
  (void)path;
  struct stat status;
  if (fstat((int)file->fh, &status) == 0) wait_for(status.st_ino);
  ssize_t count = pread((int)file->fh, buffer, size, offset);
  return count < 0 ? -errno : (int)count;
}

static int slow_release(const char *path, struct fuse_file_info *file) {
  (void)path;
  close((int)file->fh);
  return 0;
}

static int slow_readdir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *file,
                        enum fuse_readdir_flags flags) {
  (void)offset, (void)file, (void)flags;
  int descriptor = openat(root, below(path), O_RDONLY | O_DIRECTORY);
  if (descriptor == -1) return -errno;
  struct stat status;
  if (fstat(descriptor, &status) == 0) wait_for(status.st_ino);
  DIR *folder = fdopendir(descriptor);
  if (!folder) {
    close(descriptor);
    return -ENOMEM;
  }
  struct dirent *entry;
  while ((entry = readdir(folder))) {
    struct stat kind = {.st_ino = entry->d_ino, .st_mode = (mode_t)DTTOIF(entry->d_type)};
    if (fill(buffer, entry->d_name, &kind, 0, 0)) break;
  }
  closedir(folder);
  return 0;
}

static void *slow_init(struct fuse_conn_info *connection, struct fuse_config *config) {
  /* Else the kernel may look names of one folder up one after the other. */
  connection->want |= connection->capable & FUSE_CAP_PARALLEL_DIROPS;
  config->use_ino = 1;
  config->attr_timeout = config->entry_timeout = config->negative_timeout = 0;
  config->kernel_cache = 0;
  return NULL;
}

static const struct fuse_operations operations = {
    .init = slow_init,
    .getattr = slow_getattr,
    .readlink = slow_readlink,
    .open = slow_open,
    .read = slow_read,
    .release = slow_release,
    .readdir = slow_readdir,
};

int main(int count, char **arguments) {
  static const struct fuse_opt known[] = {
      {"--latency=%u", offsetof(struct options, latency), 0},
      {"--spindle", offsetof(struct options, spindle), 1},
      FUSE_OPT_END,
  };
  if (count < 3 || arguments[1][0] == '-') {
    fprintf(stderr, "usage: slowfs SOURCE MOUNTPOINT [--latency=MICROSECONDS] [--spindle] [FUSE OPTIONS]\n");
    return 64;
  }
  root = open(arguments[1], O_RDONLY | O_DIRECTORY);
  if (root == -1) {
    perror(arguments[1]);
    return 66;
  }
  arguments[1] = arguments[0];
  struct fuse_args rest = FUSE_ARGS_INIT(count - 1, arguments + 1);
  if (fuse_opt_parse(&rest, &options, known, NULL) == -1) return 64;
  /* As many calls at once as any number of readers makes. */
  fuse_opt_add_arg(&rest, "-omax_threads=600,max_idle_threads=600,ro");
  return fuse_main(rest.argc, rest.argv, &operations, NULL);
}
