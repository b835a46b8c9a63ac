/* What catalog and catalog-preview say to each other, over one Unix socket. Both run on the same machine, so numbers
 * have its byte order; every structure is a multiple of eight bytes without holes. PreviewProtocol.swift is the other side.
 *
 *   preview  → hello, once it has given up its rights
 *   catalog  → request with one open file, sizes, patches
 *   preview  → response, then for each picture a header and its bytes; or the reason as text
 *
 * and so on, until catalog closes the socket. */
#ifndef CATALOG_PREVIEW_PROTOCOL_H
#define CATALOG_PREVIEW_PROTOCOL_H

#include <stdint.h>

#define PROTOCOL_VERSION 1
#define SIZE_LIMIT 4
/* Places of a file that are read as something else; a HEIC of a phone has about ten references. */
#define PATCH_LIMIT 4096
/* Longest edge of a picture that is made. */
#define EDGE_LIMIT 4096
/* Pixels of a picture that is decoded. */
#define PIXEL_LIMIT 200000000LL

enum input_format { INPUT_JPEG = 1, INPUT_PNG, INPUT_WEBP, INPUT_TIFF, INPUT_HEIF, INPUT_JPEG_XL };

enum output_format { OUTPUT_WEBP = 1, OUTPUT_JPEG };

/* What keeps the program from doing harm. */
enum confinement { CONFINED_BY_SECCOMP = 1, CONFINED_BY_LANDLOCK = 2 };

struct hello {
  uint32_t version;
  uint32_t confinement;
  /* Names and versions of the libraries that decode, ended by NUL. */
  char decoder[120];
};

struct request {
  uint32_t format;
  /* 1 to 8, as TIFF 6.0 counts; what the picture itself says of it is not looked at. */
  uint32_t orientation;
  uint64_t offset;
  uint64_t length;
  uint32_t size_count;
  uint32_t patch_count;
  /* The longer side of the picture that all others are made of, if none of them is larger: so that a picture is the same
   * whichever are asked for along with it. */
  uint32_t base_edge;
  uint32_t reserved;
};

/* A picture that is wanted. */
struct size {
  /* Pixels of the longer side; a smaller picture is not made larger. */
  uint32_t edge;
  uint32_t format;
  /* 1 to 100. */
  uint32_t quality;
  uint32_t reserved;
};

/* Four bytes that stand in place of those of the file. */
struct patch {
  /* From the beginning of the picture. */
  uint64_t offset;
  uint8_t bytes[4];
  uint32_t reserved;
};

enum status {
  STATUS_DONE = 0,
  /* The picture is damaged, or of a kind that the libraries do not know. */
  STATUS_UNREADABLE,
  /* More than PIXEL_LIMIT. */
  STATUS_TOO_LARGE,
  /* The request makes no sense. */
  STATUS_BAD_REQUEST,
};

struct response {
  uint32_t status;
  /* Pictures, in the order in which they were asked for; none where the status is not STATUS_DONE. */
  uint32_t count;
  /* Bytes of a reason in English. */
  uint64_t reason_length;
};

struct picture {
  uint32_t width;
  uint32_t height;
  uint64_t length;
};

#endif
