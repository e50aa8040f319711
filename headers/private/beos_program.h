/* Running a program of BeOS's in this process: what libroot-run asks of
 * libroot. i386 only; version node LIBROOT_PRIVATE. */
#ifndef _LIBROOT_BEOS_PROGRAM_H
#define _LIBROOT_BEOS_PROGRAM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Loads the program at path and starts it, with these arguments and this
 * environment. Returns only if it cannot be started, having said why on
 * standard error: 127 if it or something that it needs is not there, 126 if it
 * is no program of BeOS's. To be called once, in the main thread, before there
 * is another. */
int _run_beos_program(const char* path, int argumentCount, char** arguments,
	char** environment);

/* Loads an image and binds its references, as far as possible without running
 * any of it, and unloads it again. B_OK, or a code of <Errors.h> with the reason
 * for the user. */
int _check_beos_image(const char* path, char* reason, size_t size);

/* Whether the file is an executable of BeOS's. */
int _is_beos_program(int file);

#ifdef __cplusplus
}
#endif

#endif	/* _LIBROOT_BEOS_PROGRAM_H */
