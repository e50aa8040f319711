/* Tells the settings of the terminal that is its input, makes it raw, waits for a
 * byte, and puts the settings back. */
#include "r5_library.h"

#define ICANON	2
#define ECHO	8

int
main(void)
{
	struct {
		struct beos_termios	settings;
		int					behind;
	} saved = { { 0 }, 0x12345678 };
	CHECK(isatty(0) == 1);
	CHECK(ioctl(0, BEOS_TCGETA, &saved.settings) == 0);
	CHECK(saved.behind == 0x12345678);
	printf("%x %x %x %x", saved.settings.c_iflag, saved.settings.c_oflag,
		saved.settings.c_cflag, saved.settings.c_lflag);
	for (int i = 0; i < BEOS_NCCS; i++)
		printf(" %d", saved.settings.c_cc[i]);
	unsigned short size[4];
	CHECK(ioctl(0, BEOS_TIOCGWINSZ, size) == 0);
	printf(" %dx%d\n", size[0], size[1]);

	struct beos_termios raw = saved.settings;
	raw.c_lflag &= ~(ICANON | ECHO);
	raw.c_cc[BEOS_VMIN] = 1;
	raw.c_cc[BEOS_VTIME] = 0;
	CHECK(cfsetospeed(&raw, BEOS_B115200) == 0);
	CHECK(cfgetospeed(&raw) == BEOS_B115200);
	CHECK(tcsetattr(0, BEOS_TCSAFLUSH, &raw) == 0);
	puts("raw");
	fflush(stdout);
	char byte = 0;
	CHECK(read(0, &byte, 1) == 1);
	CHECK(byte == 'x');
	CHECK_ERROR(tcsetattr(0, 0, &raw), BEOS_EINVAL);
	CHECK(tcsetattr(0, BEOS_TCSANOW, &saved.settings) == 0);
	CHECK(tcflush(0, BEOS_TCIOFLUSH) == 0);
	CHECK_ERROR(ioctl(1, BEOS_TCGETA, &raw), BEOS_ENOTTY);
	puts("done");
	return failures;
}
