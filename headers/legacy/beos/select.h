/* fd_set of BeOS R5: the host's, cut off at 256 descriptors. */
#ifndef _BEOS_SELECT_H
#define _BEOS_SELECT_H

#include "types.h"

#define BEOS_FD_SETSIZE		256

struct beos_fd_set {
	unsigned int	bits[BEOS_FD_SETSIZE / 32];
};

BEOS_SIZE(struct beos_fd_set, 32);

#endif	/* _BEOS_SELECT_H */
