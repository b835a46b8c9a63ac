/* A picture of any format that is known, decoded: upright, in sRGB, eight bits, nothing but pixels. */
#ifndef CATALOG_PREVIEW_DECODE_H
#define CATALOG_PREVIEW_DECODE_H

#include <stddef.h>
#include <vips/vips.h>

#include "protocol.h"

/* Makes libvips ready and loads all that it would otherwise load with the first pictures. Answers 0, or -1. */
int decode_start(const char *program);

/* Names and versions of the libraries. */
void decode_versions(char *text, size_t size);

/* Decodes a picture.
 *
 * bytes, length: the picture as its file has it.
 * edge: the longer side of the result, at most.
 * result: takes it; the caller unreferences it. Three bands of eight bits in memory, without metadata. */
enum status decode(const void *bytes, size_t length, uint32_t format, uint32_t orientation, uint32_t edge,
                   VipsImage **result);

/* Makes a decoded picture smaller; one that is small enough stays as it is. Answers 0, or -1. */
int decode_reduce(VipsImage *picture, uint32_t edge, VipsImage **result);

#endif
