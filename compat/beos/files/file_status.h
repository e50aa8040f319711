/* What the host tells of files, as BeOS's programs see it. */
#ifndef _FILE_STATUS_H
#define _FILE_STATUS_H

#include <headers/legacy/beos/types.h>

struct beos_stat;
struct statx;

/* Fills *status, memory of ours, for the path from the folder on, or with
 * AT_EMPTY_PATH for the folder's descriptor. flags: AT_* of the host. 0, or -1
 * with errno set. */
int read_status(int folder, const char* path, int flags, struct statx* status);

/* The host's numbers of devices have 64 bits, but Linux uses 32 (major 12, minor
 * 20), and glibc keeps them in the lower half. */
beos_dev_t beos_device(unsigned int major, unsigned int minor);

#endif	/* _FILE_STATUS_H */
