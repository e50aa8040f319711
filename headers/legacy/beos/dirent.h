/* <dirent.h> of BeOS R5. The calls that read attributes and indices as
 * directories use the same types. */
#ifndef _BEOS_DIRENT_H
#define _BEOS_DIRENT_H

#include "types.h"

#define BEOS_FILE_NAME_LENGTH	256		/* with the zero at the end */

struct beos_dirent {
	beos_dev_t		d_dev;
	beos_dev_t		d_pdev;			/* of the folder that was read */
	beos_ino_t		d_ino;
	beos_ino_t		d_pino;
	unsigned short	d_reclen;
	char			d_name[1];		/* as long as it needs to be */
};

BEOS_SIZE(struct beos_dirent, 28);
BEOS_OFFSET(struct beos_dirent, d_ino, 8);
BEOS_OFFSET(struct beos_dirent, d_pino, 16);
BEOS_OFFSET(struct beos_dirent, d_reclen, 24);
BEOS_OFFSET(struct beos_dirent, d_name, 26);

/* Programs may look into it: the last entry that was read is in there. */
struct beos_DIR {
	int					fd;
	struct beos_dirent	ent;
};

BEOS_SIZE(struct beos_DIR, 32);
BEOS_OFFSET(struct beos_DIR, ent, 4);

#endif	/* _BEOS_DIRENT_H */
