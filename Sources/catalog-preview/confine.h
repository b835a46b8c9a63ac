/* Gives up what a decoder of pictures has no use for, so that one that a picture has taken over can do little. */
#ifndef CATALOG_PREVIEW_CONFINE_H
#define CATALOG_PREVIEW_CONFINE_H

#include <stdint.h>

/* Limits of memory, files and core dumps: setrlimit(2). Before anything is loaded. */
void confine_resources(void);

/* No files, no network, no other programs, for all of the process from here on. Nothing can be loaded any more.
 * Answers what of enum confinement this system has. */
uint32_t confine_rights(void);

#endif
