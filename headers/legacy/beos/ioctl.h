/* The codes of BeOS R5's ioctl(): those of terminals (<termios.h>) and those
 * that any device may have (<Drivers.h>). struct winsize is the host's. */
#ifndef _BEOS_IOCTL_H
#define _BEOS_IOCTL_H

#define BEOS_TCGETA				0x8000	/* struct beos_termios* */
#define BEOS_TCSETA				0x8001
#define BEOS_TCSETAF			0x8002
#define BEOS_TCSETAW			0x8003
#define BEOS_TCWAITEVENT		0x8004
#define BEOS_TCSBRK				0x8005	/* int */
#define BEOS_TCFLSH				0x8006	/* int */
#define BEOS_TCXONC				0x8007	/* int */
#define BEOS_TCQUERYCONNECTED	0x8008
#define BEOS_TCGETBITS			0x8009	/* returns BEOS_TCGB_* */
#define BEOS_TCSETDTR			0x800A
#define BEOS_TCSETRTS			0x800B
#define BEOS_TIOCGWINSZ			0x800C	/* struct winsize* */
#define BEOS_TIOCSWINSZ			0x800D
#define BEOS_TCVTIME			0x800E

#define BEOS_TCGB_CTS			0x01
#define BEOS_TCGB_DSR			0x02
#define BEOS_TCGB_RI			0x04
#define BEOS_TCGB_DCD			0x08

#define BEOS_B_GET_DEVICE_SIZE		1	/* unsigned int* */
#define BEOS_B_SET_NONBLOCKING_IO	3
#define BEOS_B_SET_BLOCKING_IO		4
#define BEOS_B_GET_READ_STATUS		5	/* 8-bit bool* */
#define BEOS_B_GET_WRITE_STATUS		6	/* 8-bit bool* */
#define BEOS_B_FLUSH_DRIVE_CACHE	20

#endif	/* _BEOS_IOCTL_H */
