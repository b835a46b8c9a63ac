/* Pixels to the bytes of a picture. */
#ifndef CATALOG_PREVIEW_ENCODE_H
#define CATALOG_PREVIEW_ENCODE_H

#include <stddef.h>
#include <vips/vips.h>

#include "protocol.h"

/* Encodes a picture; bytes are freed with g_free. Answers 0, or -1. */
int encode(VipsImage *picture, const struct size *size, void **bytes, size_t *length);

#endif
