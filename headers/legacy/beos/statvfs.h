/* <sys/statvfs.h> of BeOS R5. ST_RDONLY and ST_NOSUID are the host's. */
#ifndef _BEOS_STATVFS_H
#define _BEOS_STATVFS_H

#include "types.h"

struct beos_statvfs {
	unsigned int	f_bsize;
	unsigned int	f_frsize;
	beos_fsblkcnt_t	f_blocks;
	beos_fsblkcnt_t	f_bfree;
	beos_fsblkcnt_t	f_bavail;
	beos_fsblkcnt_t	f_files;
	beos_fsblkcnt_t	f_ffree;
	beos_fsblkcnt_t	f_favail;
	unsigned int	f_fsid;			/* the device */
	unsigned int	f_flag;
	unsigned int	f_namemax;
};

BEOS_SIZE(struct beos_statvfs, 68);
BEOS_OFFSET(struct beos_statvfs, f_blocks, 8);
BEOS_OFFSET(struct beos_statvfs, f_fsid, 56);

#endif	/* _BEOS_STATVFS_H */
