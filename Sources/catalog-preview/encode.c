#include "encode.h"

int encode(VipsImage *picture, const struct size *size, void **bytes, size_t *length) {
  int quality = (int)size->quality;
  switch (size->format) {
  case OUTPUT_WEBP:
    return vips_webpsave_buffer(picture, bytes, length, "Q", quality, "strip", TRUE, NULL);
  case OUTPUT_JPEG:
    return vips_jpegsave_buffer(picture, bytes, length, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, NULL);
  default:
    return -1;
  }
}
