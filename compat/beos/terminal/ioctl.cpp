#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <errno_result.h>
#include <headers/legacy/beos/ioctl.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

#include "terminal_settings.h"

/* EINVAL for an option that is -1. */
template<typename Call>
static int
with_option(int option, Call call)
{
	return option < 0 ? errno_result(-EINVAL) : call(option);
}

/* The lines that the modem has raised. */
static int
modem_lines(int file)
{
	int host;
	if (ioctl(file, TIOCMGET, &host) != 0)
		return -1;
	return ((host & TIOCM_CTS) != 0 ? BEOS_TCGB_CTS : 0)
		| ((host & TIOCM_DSR) != 0 ? BEOS_TCGB_DSR : 0)
		| ((host & TIOCM_RI) != 0 ? BEOS_TCGB_RI : 0)
		| ((host & TIOCM_CD) != 0 ? BEOS_TCGB_DCD : 0);
}

/* Raises or lowers one of our own lines: *raise is BeOS's bool, or a number that
 * is 0 or 1. */
static int
set_modem_line(int file, int line, const uint8_t* raise)
{
	const int error = _kern_check_user_memory(raise, sizeof(*raise), false);
	if (error != 0)
		return errno_result(error);
	return ioctl(file, *raise != 0 ? TIOCMBIS : TIOCMBIC, &line);
}

static int
set_blocking(int file, bool blocks)
{
	const int flags = fcntl(file, F_GETFL);
	return flags < 0 ? -1
		: fcntl(file, F_SETFL,
			blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

/* Whether a read or write would not wait: *ready is BeOS's bool. */
static int
get_readiness(int file, short events, uint8_t* ready)
{
	const int error = _kern_check_user_memory(ready, sizeof(*ready), true);
	if (error != 0)
		return errno_result(error);
	/* poll() passes over negative numbers. */
	if (file < 0)
		return errno_result(-EBADF);
	struct pollfd descriptor = { file, events, 0 };
	const int count = poll(&descriptor, 1, 0);
	if (count < 0)
		return -1;
	if ((descriptor.revents & POLLNVAL) != 0)
		return errno_result(-EBADF);
	*ready = count > 0;
	return 0;
}

/* The size of a disk or partition; one that does not fit shows as the largest. */
static int
get_device_size(int file, uint32_t* size)
{
	const int error = _kern_check_user_memory(size, sizeof(*size), true);
	if (error != 0)
		return errno_result(error);
	uint64_t bytes;
	if (ioctl(file, BLKGETSIZE64, &bytes) != 0)
		return errno == ENOTTY ? errno_result(-EINVAL) : -1;
	*size = bytes < UINT_MAX ? bytes : UINT_MAX;
	return 0;
}

/* BeOS's ioctl(). EINVAL: a code that nobody here knows; ENOTTY: one of
 * terminals for something else. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__ioctl_beos(int file, unsigned long code, ...)
{
	va_list arguments;
	va_start(arguments, code);
	void* argument = va_arg(arguments, void*);
	va_end(arguments);
	const int number = (intptr_t)argument;

	switch (code) {
		case BEOS_TCGETA:
			return get_terminal_settings(file, (beos_termios*)argument);
		case BEOS_TCSETA:
			return set_terminal_settings(file, TCSANOW,
				(const beos_termios*)argument);
		case BEOS_TCSETAW:
			return set_terminal_settings(file, TCSADRAIN,
				(const beos_termios*)argument);
		case BEOS_TCSETAF:
			return set_terminal_settings(file, TCSAFLUSH,
				(const beos_termios*)argument);
		case BEOS_TCSBRK:
			return number == 0 ? tcsendbreak(file, 0) : tcdrain(file);
		case BEOS_TCFLSH:
			return with_option(host_flush_queue(number), [=](int queue) {
				return tcflush(file, queue);
			});
		case BEOS_TCXONC:
			return with_option(host_flow_action(number), [=](int action) {
				return tcflow(file, action);
			});
		case BEOS_TCGETBITS:
			return modem_lines(file);
		case BEOS_TCSETDTR:
			return set_modem_line(file, TIOCM_DTR, (const uint8_t*)argument);
		case BEOS_TCSETRTS:
			return set_modem_line(file, TIOCM_RTS, (const uint8_t*)argument);
		case BEOS_TIOCGWINSZ:
			return ioctl(file, TIOCGWINSZ, argument);
		case BEOS_TIOCSWINSZ:
			return ioctl(file, TIOCSWINSZ, argument);
		case BEOS_B_SET_NONBLOCKING_IO:
			return set_blocking(file, false);
		case BEOS_B_SET_BLOCKING_IO:
			return set_blocking(file, true);
		case BEOS_B_GET_READ_STATUS:
			return get_readiness(file, POLLIN, (uint8_t*)argument);
		case BEOS_B_GET_WRITE_STATUS:
			return get_readiness(file, POLLOUT, (uint8_t*)argument);
		case BEOS_B_GET_DEVICE_SIZE:
			return get_device_size(file, (uint32_t*)argument);
		case BEOS_B_FLUSH_DRIVE_CACHE:
			return fsync(file);
		default:
			/* Is it a file at all? */
			return fcntl(file, F_GETFD) < 0 ? -1 : errno_result(-EINVAL);
	}
}

LEGACY_VERSION(__ioctl_beos, ioctl);
