#include <errno.h>
#include <stdio.h>

#include <symbol_versions.h>

#include "error_text.h"

/* BeOS's perror(): errno may hold a code of BeOS or a number of the host. */
extern "C" LIBROOT_EXPORT void
__perror_beos(const char* message)
{
	const int error = errno;
	const bool hasMessage = message != nullptr && message[0] != '\0';
	fprintf(stderr, "%s%s%s\n", hasMessage ? message : "",
		hasMessage ? ": " : "", error_text(error));
	errno = error;
}

LEGACY_VERSION(__perror_beos, perror);
