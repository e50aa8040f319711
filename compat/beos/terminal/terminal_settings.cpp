#include "terminal_settings.h"

#include <stdint.h>
#include <string.h>
#include <termios.h>

#include <errno_result.h>
#include <headers/legacy/beos/termios.h>
#include <kernel_contract.h>

static_assert(BEOS_CSTOPB == CSTOPB && BEOS_CREAD == CREAD
	&& BEOS_PARENB == PARENB && BEOS_PARODD == PARODD && BEOS_HUPCL == HUPCL
	&& BEOS_CLOCAL == CLOCAL);
static_assert(BEOS_B38400 == B38400);

/* Bits of c_cflag and c_lflag that are the same. */
constexpr tcflag_t SAME_CONTROL = CSTOPB | CREAD | PARENB | PARODD | HUPCL
	| CLOCAL;
constexpr tcflag_t SAME_LOCAL = BEOS_LFLAGS & ~BEOS_IEXTEN;
constexpr tcflag_t FLOW_CONTROL = BEOS_CTSFLOW | BEOS_RTSFLOW;

/* Where the host keeps each of BeOS's control characters. VEOF and VEOL have
 * their places in canonical input; see host_place(). */
static constexpr uint8_t places[BEOS_NCCS] = {
	VINTR, VQUIT, VERASE, VKILL, VEOF, VEOL, VEOL2, VSWTC, VSTART, VSTOP, VSUSP
};

struct speed_pair {
	beos_speed_t	beos;
	speed_t			host;
};

/* Those beyond B38400, up to which the numbers are the same. */
static constexpr speed_pair speeds[] = {
	{ BEOS_B57600, B57600 },
	{ BEOS_B115200, B115200 },
	{ BEOS_B230400, B230400 }
};

/* A speed that BeOS did not know shows as the fastest. */
static beos_tcflag_t
beos_speed(speed_t host)
{
	if (host <= B38400)
		return host;
	for (const speed_pair& pair : speeds) {
		if (pair.host == host)
			return pair.beos;
	}
	return BEOS_B230400;
}

static bool
host_speed(beos_tcflag_t beos, speed_t& host)
{
	if (beos <= BEOS_B38400) {
		host = beos;
		return true;
	}
	for (const speed_pair& pair : speeds) {
		if (pair.beos == beos) {
			host = pair.host;
			return true;
		}
	}
	return false;
}

/* Outside of canonical input, BeOS has the least count and the time of a read
 * where it has VEOF and VEOL else, as System V did. */
static int
host_place(int index, bool canonical)
{
	if (!canonical && index == BEOS_VMIN)
		return VMIN;
	if (!canonical && index == BEOS_VTIME)
		return VTIME;
	return places[index];
}

static bool
is_canonical(tcflag_t localFlags)
{
	return (localFlags & ICANON) != 0;
}

beos_termios
beos_terminal_settings(const struct termios& host)
{
	beos_termios settings = {};
	settings.c_iflag = host.c_iflag & BEOS_IFLAGS;
	settings.c_oflag = host.c_oflag & BEOS_OFLAGS;
	settings.c_cflag = (host.c_cflag & SAME_CONTROL)
		| beos_speed(cfgetospeed(&host))
		| ((host.c_cflag & CSIZE) == CS8 ? BEOS_CS8 : BEOS_CS7)
		| ((host.c_cflag & CRTSCTS) != 0 ? FLOW_CONTROL : 0);
	settings.c_lflag = (host.c_lflag & SAME_LOCAL)
		| ((host.c_lflag & IEXTEN) != 0 ? BEOS_IEXTEN : 0);
	settings.c_line = host.c_line;
	for (int i = 0; i < BEOS_NCCS; i++) {
		settings.c_cc[i]
			= host.c_cc[host_place(i, is_canonical(host.c_lflag))];
	}
	return settings;
}

static void
change_bits(tcflag_t& host, tcflag_t mask, bool set)
{
	host = set ? host | mask : host & ~mask;
}

int
change_terminal_settings(struct termios& host, const beos_termios& settings)
{
	const beos_termios old = beos_terminal_settings(host);
	host.c_iflag = (host.c_iflag & ~BEOS_IFLAGS)
		| (settings.c_iflag & BEOS_IFLAGS);
	host.c_oflag = (host.c_oflag & ~BEOS_OFLAGS)
		| (settings.c_oflag & BEOS_OFLAGS);

	const beos_tcflag_t changed = settings.c_cflag ^ old.c_cflag;
	if ((changed & BEOS_CBAUD) != 0) {
		speed_t speed;
		if (!host_speed(settings.c_cflag & BEOS_CBAUD, speed)
			|| cfsetospeed(&host, speed) != 0 || cfsetispeed(&host, speed) != 0)
			return -EINVAL;
	}
	host.c_cflag = (host.c_cflag & ~SAME_CONTROL)
		| (settings.c_cflag & SAME_CONTROL);
	if ((changed & BEOS_CSIZE) != 0) {
		host.c_cflag = (host.c_cflag & ~CSIZE)
			| ((settings.c_cflag & BEOS_CSIZE) == BEOS_CS8 ? CS8 : CS7);
	}
	if ((changed & FLOW_CONTROL) != 0) {
		change_bits(host.c_cflag, CRTSCTS,
			(settings.c_cflag & FLOW_CONTROL) != 0);
	}

	host.c_lflag = (host.c_lflag & ~SAME_LOCAL)
		| (settings.c_lflag & SAME_LOCAL);
	change_bits(host.c_lflag, IEXTEN, (settings.c_lflag & BEOS_IEXTEN) != 0);
	host.c_line = settings.c_line;

	const bool canonical = is_canonical(settings.c_lflag);
	for (int i = 0; i < BEOS_NCCS; i++) {
		const int place = host_place(i, canonical);
		const bool isCharacter = place != VMIN && place != VTIME;
		host.c_cc[place] = isCharacter && settings.c_cc[i] != old.c_cc[i]
			&& settings.c_cc[i] == BEOS_POSIX_VDISABLE
			? _POSIX_VDISABLE : settings.c_cc[i];
	}
	return 0;
}

int
host_change_option(int option)
{
	switch (option) {
		case BEOS_TCSANOW:
			return TCSANOW;
		case BEOS_TCSADRAIN:
			return TCSADRAIN;
		case BEOS_TCSAFLUSH:
			return TCSAFLUSH;
		default:
			return -1;
	}
}

int
host_flush_queue(int queue)
{
	switch (queue) {
		case BEOS_TCIFLUSH:
			return TCIFLUSH;
		case BEOS_TCOFLUSH:
			return TCOFLUSH;
		case BEOS_TCIOFLUSH:
			return TCIOFLUSH;
		default:
			return -1;
	}
}

int
host_flow_action(int action)
{
	switch (action) {
		case BEOS_TCOOFF:
			return TCOOFF;
		case BEOS_TCOON:
			return TCOON;
		case BEOS_TCIOFF:
			return TCIOFF;
		case BEOS_TCION:
			return TCION;
		default:
			return -1;
	}
}

int
get_terminal_settings(int file, beos_termios* settings)
{
	struct termios host;
	if (tcgetattr(file, &host) != 0)
		return -1;
	const int error
		= _kern_check_user_memory(settings, sizeof(*settings), true);
	if (error != 0)
		return errno_result(error);
	*settings = beos_terminal_settings(host);
	return 0;
}

int
set_terminal_settings(int file, int hostOption, const beos_termios* settings)
{
	struct termios host;
	if (tcgetattr(file, &host) != 0)
		return -1;
	int error = _kern_check_user_memory(settings, sizeof(*settings), false);
	if (error == 0)
		error = change_terminal_settings(host, *settings);
	if (error != 0)
		return errno_result(error);
	return tcsetattr(file, hostOption, &host);
}
