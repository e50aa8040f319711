#include "open_flags.h"

#include <fcntl.h>

#include <headers/legacy/beos/fcntl.h>

static_assert(BEOS_O_ACCMODE == O_ACCMODE);

struct flag_pair {
	int	beos;
	int	host;
};

static constexpr flag_pair pairs[] = {
	{ BEOS_O_CLOEXEC, O_CLOEXEC },
	{ BEOS_O_NONBLOCK, O_NONBLOCK },
	{ BEOS_O_EXCL, O_EXCL },
	{ BEOS_O_CREAT, O_CREAT },
	{ BEOS_O_TRUNC, O_TRUNC },
	{ BEOS_O_APPEND, O_APPEND },
	{ BEOS_O_NOCTTY, O_NOCTTY },
	{ BEOS_O_NOTRAVERSE, O_NOFOLLOW }
};

int
host_open_flags(int flags)
{
	int hostFlags = flags & O_ACCMODE;
	for (const flag_pair& pair : pairs) {
		if ((flags & pair.beos) != 0)
			hostFlags |= pair.host;
	}
	return hostFlags;
}

int
beos_open_flags(int hostFlags)
{
	int flags = hostFlags & O_ACCMODE;
	for (const flag_pair& pair : pairs) {
		if ((hostFlags & pair.host) != 0)
			flags |= pair.beos;
	}
	return flags;
}
