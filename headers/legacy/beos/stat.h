/* <sys/stat.h> of BeOS R5. The bits of st_mode that the host has are equal. */
#ifndef _BEOS_STAT_H
#define _BEOS_STAT_H

#include "types.h"

struct beos_stat {
	beos_dev_t		st_dev;
	beos_ino_t		st_ino;
	beos_mode_t		st_mode;
	beos_nlink_t	st_nlink;
	beos_uid_t		st_uid;
	beos_gid_t		st_gid;
	beos_off_t		st_size;
	beos_dev_t		st_rdev;
	int				st_blksize;
	beos_time_t		st_accessed;	/* st_atime: a macro of the host */
	beos_time_t		st_modified;
	beos_time_t		st_changed;
	beos_time_t		st_created;		/* st_crtime */
};

BEOS_SIZE(struct beos_stat, 60);
BEOS_OFFSET(struct beos_stat, st_ino, 4);
BEOS_OFFSET(struct beos_stat, st_mode, 12);
BEOS_OFFSET(struct beos_stat, st_size, 28);
BEOS_OFFSET(struct beos_stat, st_accessed, 44);
BEOS_OFFSET(struct beos_stat, st_created, 56);

#endif	/* _BEOS_STAT_H */
