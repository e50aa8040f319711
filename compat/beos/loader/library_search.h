/* Where the file of a needed library or of an add-on is. */
#ifndef _BEOS_LIBRARY_SEARCH_H
#define _BEOS_LIBRARY_SEARCH_H

#include <stddef.h>

#include "image_file.h"

/* Opens a library of BeOS's by the name that an image uses: the entries of
 * LIBRARY_PATH, in which %A is the program's folder; then lib in that folder, and
 * the folder. A name with a slash is a path. Returns the file
 * and fills path, or returns -1. program may be null. */
int open_library(const char* name, const char* program, char* path,
	size_t pathSize);

/* A library of the platform's own that stands for one of BeOS's: the host's
 * handle (for libroot.so LIBROOT_HANDLE), or null. */
void* open_native_library(const char* name);

/* Whether a file of this name, in the folder that is meant, is such a one. */
bool is_native_library(const char* name);

#endif	/* _BEOS_LIBRARY_SEARCH_H */
