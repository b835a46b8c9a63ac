#include "exif_arena.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The unit in which memory is handed out. One comes first in each piece, and says how long the piece is. */
struct unit {
  _Alignas(16) struct unit *next; /* of a piece that came from the system: the one before it */
  uint32_t size;                  /* bytes that were asked for */
};

_Static_assert(sizeof(struct unit) == 16, "pieces are aligned to 16 bytes");

/* A position of six fields takes less than 2 KB. What does not fit comes from the system.
 * The address sanitizer is to see each piece by itself, so all do there. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CAPACITY 0
#endif
#endif
#ifndef CAPACITY
#define CAPACITY 256
#endif

static _Thread_local struct {
  size_t used;           /* Units; those behind them are zero. */
  struct unit *overflow; /* The last piece that came from the system. */
  struct unit units[CAPACITY + 1];
} arena;

void *exif_arena_allocate(uint32_t size) {
  /* Cannot overflow: also 32 bits hold a sixteenth of any 32-bit number. */
  size_t count = 1 + (size_t)size / sizeof(struct unit) + (size % sizeof(struct unit) != 0);
  struct unit *piece;
  if (count <= CAPACITY - arena.used) {
    piece = &arena.units[arena.used];
    arena.used += count;
  } else {
    piece = calloc(count, sizeof(struct unit));
    if (piece == NULL) return NULL;
    piece->next = arena.overflow;
    arena.overflow = piece;
  }
  piece->size = size;
  return piece + 1;
}

void *exif_arena_reallocate(void *old, uint32_t size) {
  if (old == NULL) return exif_arena_allocate(size);
  uint32_t old_size = ((struct unit *)old - 1)->size;
  if (size <= old_size) return old;
  void *piece = exif_arena_allocate(size);
  if (piece != NULL) memcpy(piece, old, old_size);
  return piece;
}

void exif_arena_free(void *piece) { (void)piece; }

void exif_arena_reset(void) {
  memset(arena.units, 0, arena.used * sizeof(struct unit));
  arena.used = 0;
  while (arena.overflow != NULL) {
    struct unit *piece = arena.overflow;
    arena.overflow = piece->next;
    free(piece);
  }
}
