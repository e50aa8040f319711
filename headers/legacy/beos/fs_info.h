/* <fs_info.h> of BeOS R5: volumes. */
#ifndef _BEOS_FS_INFO_H
#define _BEOS_FS_INFO_H

#include "types.h"

#define BEOS_FS_IS_READONLY		0x00000001
#define BEOS_FS_IS_REMOVABLE	0x00000002
#define BEOS_FS_IS_PERSISTENT	0x00000004
#define BEOS_FS_IS_SHARED		0x00000008
#define BEOS_FS_HAS_MIME		0x00010000
#define BEOS_FS_HAS_ATTR		0x00020000
#define BEOS_FS_HAS_QUERY		0x00040000

struct beos_fs_info {
	beos_dev_t		dev;
	beos_ino_t		root;
	unsigned int	flags;
	beos_off_t		block_size;
	beos_off_t		io_size;
	beos_off_t		total_blocks;
	beos_off_t		free_blocks;
	beos_off_t		total_nodes;
	beos_off_t		free_nodes;
	char			device_name[128];
	char			volume_name[256];
	char			fsh_name[32];
};

BEOS_SIZE(struct beos_fs_info, 480);
BEOS_OFFSET(struct beos_fs_info, flags, 12);
BEOS_OFFSET(struct beos_fs_info, block_size, 16);
BEOS_OFFSET(struct beos_fs_info, device_name, 64);
BEOS_OFFSET(struct beos_fs_info, volume_name, 192);
BEOS_OFFSET(struct beos_fs_info, fsh_name, 448);

#endif	/* _BEOS_FS_INFO_H */
