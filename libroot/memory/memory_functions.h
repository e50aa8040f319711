/* The implementations that other files of this folder call; all are
 * async-signal-safe. */
#ifndef _LIBROOT_MEMORY_FUNCTIONS_H
#define _LIBROOT_MEMORY_FUNCTIONS_H

#include <stddef.h>

extern "C" {

void* __malloc(size_t size);
void __free(void* memory);
void* __realloc(void* memory, size_t size);

}

#endif	/* _LIBROOT_MEMORY_FUNCTIONS_H */
