/* struct passwd of BeOS R5. R4's ended before pw_gecos. */
#ifndef _BEOS_PWD_H
#define _BEOS_PWD_H

#include "types.h"

struct beos_passwd {
	char*		pw_name;
	char*		pw_passwd;
	beos_uid_t	pw_uid;
	beos_gid_t	pw_gid;
	char*		pw_dir;
	char*		pw_shell;
	char*		pw_gecos;
};

BEOS_SIZE(struct beos_passwd, 28);
BEOS_OFFSET(struct beos_passwd, pw_dir, 16);
BEOS_OFFSET(struct beos_passwd, pw_gecos, 24);

#endif	/* _BEOS_PWD_H */
