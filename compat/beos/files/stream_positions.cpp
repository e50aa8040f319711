/* Positions of 64 bits in streams. BeOS's fseek() and ftell() have a long and are
 * the host's. */
#include <stdio.h>

#include <errno_result.h>
#include <headers/legacy/beos/types.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT int
__fseek_beos(FILE* stream, beos_off_t offset, int whence)
{
	return fseeko64(stream, offset, whence);
}

extern "C" LIBROOT_EXPORT beos_off_t
__ftell_beos(FILE* stream)
{
	return ftello64(stream);
}

LEGACY_VERSION(__fseek_beos, _fseek);
LEGACY_VERSION(__ftell_beos, _ftell);

/* fpos_t is a number; the host's remembers an incomplete wide character too,
 * which BeOS's streams had none of. */
extern "C" LIBROOT_EXPORT int
__fgetpos_beos(FILE* stream, beos_off_t* position)
{
	const int error
		= _kern_check_user_memory(position, sizeof(*position), true);
	if (error != 0)
		return errno_result(error);
	const beos_off_t current = ftello64(stream);
	if (current < 0)
		return -1;
	*position = current;
	return 0;
}

extern "C" LIBROOT_EXPORT int
__fsetpos_beos(FILE* stream, const beos_off_t* position)
{
	const int error
		= _kern_check_user_memory(position, sizeof(*position), false);
	if (error != 0)
		return errno_result(error);
	return fseeko64(stream, *position, SEEK_SET);
}

LEGACY_VERSION(__fgetpos_beos, fgetpos);
LEGACY_VERSION(__fsetpos_beos, fsetpos);
