/* <fcntl.h> of BeOS R5, as far as it differs from the host's. */
#ifndef _BEOS_FCNTL_H
#define _BEOS_FCNTL_H

#include "types.h"

/* Flags of open(). The access modes are the host's. */
#define BEOS_O_ACCMODE		0x0003
#define BEOS_O_CLOEXEC		0x0040
#define BEOS_O_NONBLOCK		0x0080
#define BEOS_O_EXCL			0x0100
#define BEOS_O_CREAT		0x0200
#define BEOS_O_TRUNC		0x0400
#define BEOS_O_APPEND		0x0800
#define BEOS_O_NOCTTY		0x1000
#define BEOS_O_NOTRAVERSE	0x2000	/* a symbolic link itself */
#define BEOS_O_TEXT			0x4000	/* no meaning */
#define BEOS_O_BINARY		0x8000	/* no meaning */

/* Commands of fcntl(). FD_CLOEXEC is the host's. */
#define BEOS_F_DUPFD		0x0001
#define BEOS_F_GETFD		0x0002
#define BEOS_F_SETFD		0x0004
#define BEOS_F_GETFL		0x0008
#define BEOS_F_SETFL		0x0010
#define BEOS_F_GETLK		0x0020
#define BEOS_F_SETLK		0x0080
#define BEOS_F_SETLKW		0x0100

/* l_type. l_whence is the host's. */
#define BEOS_F_RDLCK		0x0040
#define BEOS_F_UNLCK		0x0200
#define BEOS_F_WRLCK		0x0400

struct beos_flock {
	short		l_type;
	short		l_whence;
	beos_off_t	l_start;
	beos_off_t	l_len;
	int			l_pid;
};

BEOS_SIZE(struct beos_flock, 24);
BEOS_OFFSET(struct beos_flock, l_start, 4);
BEOS_OFFSET(struct beos_flock, l_pid, 20);

#endif	/* _BEOS_FCNTL_H */
