#ifndef _INSTALLED_H
#define _INSTALLED_H

#include <stdbool.h>
#include <stddef.h>

/* The path of a file of the tree that libroot-run is installed in, wherever
 * that is; relative is as seen from the tree's folder. */
bool installed_path(const char* relative, char* path, size_t size);

#endif	/* _INSTALLED_H */
