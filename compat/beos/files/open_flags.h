/* Between BeOS's flags of open() and the host's. */
#ifndef _OPEN_FLAGS_H
#define _OPEN_FLAGS_H

/* What BeOS has no flag for stays away, what the host has none for is dropped:
 * all files are of the same kind, and large. */
int host_open_flags(int flags);
int beos_open_flags(int hostFlags);

#endif	/* _OPEN_FLAGS_H */
