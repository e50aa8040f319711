/* <fs_attr.h> of BeOS R5: attributes of files. */
#ifndef _BEOS_FS_ATTR_H
#define _BEOS_FS_ATTR_H

#include "types.h"

#define BEOS_ATTR_NAME_LENGTH	255

struct beos_attr_info {
	unsigned int	type;
	beos_off_t		size;
};

BEOS_SIZE(struct beos_attr_info, 12);
BEOS_OFFSET(struct beos_attr_info, size, 4);

#endif	/* _BEOS_FS_ATTR_H */
