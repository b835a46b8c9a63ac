/* The socket to whoever asks for pictures: descriptor 0. */
#ifndef CATALOG_PREVIEW_CHANNEL_H
#define CATALOG_PREVIEW_CHANNEL_H

#include <stddef.h>

#include "protocol.h"

/* Takes a request and the file that comes with it; -1 where none came. Answers 1, 0 at the end, -1 where the other
 * side does not keep to the protocol. */
int channel_receive(struct request *request, int *file);

/* Reads and writes all of something. Answer 0, or -1. */
int channel_read(void *bytes, size_t length);
int channel_write(const void *bytes, size_t length);

#endif
