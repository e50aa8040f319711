/* BeOS's executables, which the host's kernel would start as if they were
 * static programs: unrelocated, and with another stack than they expect. */
#ifndef _LIBROOT_BEOS_EXECUTABLE_H
#define _LIBROOT_BEOS_EXECUTABLE_H

#include <stddef.h>

#pragma GCC visibility push(hidden)

/* An i386 shared object with an entry point that names no loader (or Haiku's),
 * and lacks what every linker for Linux writes into a program. False if the
 * file cannot be read. Async-signal-safe; errno is left alone. */
bool is_beos_executable(int file);

/* Set once, before a program of BeOS's is started in this process. */
extern bool runs_beos_program;

/* The path of a file that is installed with libroot; relative is as seen from
 * the folder of libroot.so. False: unknown, or longer than size.
 * Async-signal-safe; errno is left alone. */
bool path_beside_libroot(const char* relative, char* path, size_t size);

#pragma GCC visibility pop

#endif	/* _LIBROOT_BEOS_EXECUTABLE_H */
