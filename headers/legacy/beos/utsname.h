/* <sys/utsname.h> of BeOS R5. */
#ifndef _BEOS_UTSNAME_H
#define _BEOS_UTSNAME_H

#include "types.h"

#define BEOS_UTSNAME_LENGTH	32

struct beos_utsname {
	char	sysname[BEOS_UTSNAME_LENGTH];
	char	nodename[BEOS_UTSNAME_LENGTH];
	char	release[BEOS_UTSNAME_LENGTH];
	char	version[BEOS_UTSNAME_LENGTH];
	char	machine[BEOS_UTSNAME_LENGTH];
};

BEOS_SIZE(struct beos_utsname, 160);

#endif	/* _BEOS_UTSNAME_H */
