#include "channel.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CHANNEL 0

int channel_receive(struct request *request, int *file) {
  char control[CMSG_SPACE(sizeof(int))];
  struct iovec part = {request, sizeof *request};
  struct msghdr message = {0};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  *file = -1;
  ssize_t count;
  do count = recvmsg(CHANNEL, &message, 0);
  while (count < 0 && errno == EINTR);
  if (count == 0) return 0;
  if (count < 0) return -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
    memcpy(file, CMSG_DATA(header), sizeof *file);
  size_t rest = sizeof *request - (size_t)count;
  if (rest > 0 && channel_read((char *)request + count, rest) != 0) return -1;
  return 1;
}

int channel_read(void *bytes, size_t length) {
  char *next = bytes;
  while (length > 0) {
    ssize_t count = read(CHANNEL, next, length);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return -1;
    next += count;
    length -= (size_t)count;
  }
  return 0;
}

int channel_write(const void *bytes, size_t length) {
  const char *next = bytes;
  while (length > 0) {
    ssize_t count = write(CHANNEL, next, length);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return -1;
    next += count;
    length -= (size_t)count;
  }
  return 0;
}
