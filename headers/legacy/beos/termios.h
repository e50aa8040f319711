/* <termios.h> of BeOS R5. The bits of c_iflag and c_oflag, and those of c_lflag
 * and c_cflag that are not here, are the host's. */
#ifndef _BEOS_TERMIOS_H
#define _BEOS_TERMIOS_H

#include "types.h"

#define BEOS_NCCS			11

struct beos_termios {
	beos_tcflag_t	c_iflag;
	beos_tcflag_t	c_oflag;
	beos_tcflag_t	c_cflag;
	beos_tcflag_t	c_lflag;
	char			c_line;
	beos_cc_t		c_unused[2];
	beos_cc_t		c_cc[BEOS_NCCS];
};

BEOS_SIZE(struct beos_termios, 32);
BEOS_OFFSET(struct beos_termios, c_line, 16);
BEOS_OFFSET(struct beos_termios, c_cc, 19);

/* c_cc. Outside of canonical input two of them have another meaning. */
#define BEOS_VINTR			0
#define BEOS_VQUIT			1
#define BEOS_VERASE			2
#define BEOS_VKILL			3
#define BEOS_VEOF			4
#define BEOS_VMIN			4
#define BEOS_VEOL			5
#define BEOS_VTIME			5
#define BEOS_VEOL2			6
#define BEOS_VSWTCH			7
#define BEOS_VSTART			8
#define BEOS_VSTOP			9
#define BEOS_VSUSP			10

#define BEOS_POSIX_VDISABLE	254		/* no such character */

/* All bits there are. */
#define BEOS_IFLAGS			0x1FFF
#define BEOS_OFLAGS			0xFFFF
#define BEOS_LFLAGS			0x03FF

/* c_lflag */
#define BEOS_IEXTEN			0x0200

/* c_cflag */
#define BEOS_CBAUD			0x001F
#define BEOS_B38400			0x000F	/* the last that is the host's */
#define BEOS_B57600			0x0010
#define BEOS_B115200		0x0011
#define BEOS_B230400		0x0012
#define BEOS_B31250			0x0013
#define BEOS_CSIZE			0x0020
#define BEOS_CS7			0x0000	/* and whatever is shorter */
#define BEOS_CS8			0x0020
#define BEOS_CSTOPB			0x0040
#define BEOS_CREAD			0x0080
#define BEOS_PARENB			0x0100
#define BEOS_PARODD			0x0200
#define BEOS_HUPCL			0x0400
#define BEOS_CLOCAL			0x0800
#define BEOS_XLOBLK			0x1000
#define BEOS_CTSFLOW		0x2000
#define BEOS_RTSFLOW		0x4000

/* tcsetattr(), tcflush(), tcflow() */
#define BEOS_TCSANOW		1
#define BEOS_TCSADRAIN		2
#define BEOS_TCSAFLUSH		4
#define BEOS_TCIFLUSH		1
#define BEOS_TCOFLUSH		2
#define BEOS_TCIOFLUSH		3
#define BEOS_TCOOFF			1
#define BEOS_TCOON			2
#define BEOS_TCIOFF			4
#define BEOS_TCION			8

#endif	/* _BEOS_TERMIOS_H */
