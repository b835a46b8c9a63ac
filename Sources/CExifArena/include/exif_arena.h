/* Memory for libexif while it reads one block: handed out piece by piece and taken back all at once. Each thread has its own.
 *
 * The functions are what exif_mem_new(3) asks for. Pieces are aligned for any type. */
#ifndef CATALOG_EXIF_ARENA_H
#define CATALOG_EXIF_ARENA_H

#include <stdint.h>

/* As calloc(3): all bytes are zero. NULL where the system has no memory. */
void *exif_arena_allocate(uint32_t size);

/* As realloc(3). Bytes that are added are not always zero, as there. */
void *exif_arena_reallocate(void *piece, uint32_t size);

/* Does nothing: exif_arena_reset takes all pieces back. */
void exif_arena_free(void *piece);

/* Takes back all pieces of this thread. Nothing may use them any more. */
void exif_arena_reset(void);

#endif
