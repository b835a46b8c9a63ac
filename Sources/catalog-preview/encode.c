#include "encode.h"

int encode(VipsImage *picture, const struct size *size, void **bytes, size_t *length) {
  int quality = (int)size->quality;
  switch (size->format) {
  case OUTPUT_WEBP:
    /* With the usual effort of 4 a photo takes an eighth longer, and its picture is 4 % smaller. */
    return vips_webpsave_buffer(picture, bytes, length, "Q", quality, "strip", TRUE, "effort", 2, NULL);
  case OUTPUT_JPEG:
    return vips_jpegsave_buffer(picture, bytes, length, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, NULL);
  default:
    return -1;
  }
}
