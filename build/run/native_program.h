/* What kind of program a file is, and starting one of this platform. */
#ifndef _NATIVE_PROGRAM_H
#define _NATIVE_PROGRAM_H

enum program_kind {
	FOREIGN,			/* the kernel may know what to do with it */
	DAMAGED,			/* an ELF file that the kernel would start and crash */
	BEOS_PROGRAM,
	NATIVE_64,			/* needs libroot.so of x86-64 */
	NATIVE_32,			/* of i386 */
	HOST_PROGRAM,		/* an ELF file without libroot.so */
};

enum program_kind kind_of_program(int file);

/* Becomes the program, with the folder of its libroot.so first in
 * LD_LIBRARY_PATH if it needs it. Returns an exit status if that fails. */
int run_native_program(const char* path, enum program_kind kind,
	char** arguments);

#endif	/* _NATIVE_PROGRAM_H */
