#include <termios.h>

#include <errno_result.h>
#include <headers/legacy/beos/termios.h>
#include <symbol_versions.h>

#include "terminal_settings.h"

/* BeOS's tcgetattr() is a macro for ioctl(); its successors call it by name. */
extern "C" LIBROOT_EXPORT int
__tcgetattr_beos(int file, beos_termios* settings)
{
	return get_terminal_settings(file, settings);
}

LEGACY_VERSION(__tcgetattr_beos, tcgetattr);

/* BeOS's tcsetattr(), tcflush() and tcflow(): other options. EINVAL: no such
 * option. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__tcsetattr_beos(int file, int option, const beos_termios* settings)
{
	const int hostOption = host_change_option(option);
	return hostOption < 0 ? errno_result(-EINVAL)
		: set_terminal_settings(file, hostOption, settings);
}

LEGACY_VERSION(__tcsetattr_beos, tcsetattr);

extern "C" LIBROOT_EXPORT int
__tcflush_beos(int file, int queue)
{
	const int hostQueue = host_flush_queue(queue);
	return hostQueue < 0 ? errno_result(-EINVAL) : tcflush(file, hostQueue);
}

LEGACY_VERSION(__tcflush_beos, tcflush);

extern "C" LIBROOT_EXPORT int
__tcflow_beos(int file, int action)
{
	const int hostAction = host_flow_action(action);
	return hostAction < 0 ? errno_result(-EINVAL) : tcflow(file, hostAction);
}

LEGACY_VERSION(__tcflow_beos, tcflow);

/* The line has one speed, in c_cflag, for both directions. */
static int
set_speed(beos_termios* settings, beos_speed_t speed)
{
	if (speed > BEOS_CBAUD)
		return errno_result(-EINVAL);
	settings->c_cflag = (settings->c_cflag & ~BEOS_CBAUD) | speed;
	return 0;
}

extern "C" LIBROOT_EXPORT beos_speed_t
__cfgetospeed_beos(const beos_termios* settings)
{
	return settings->c_cflag & BEOS_CBAUD;
}

extern "C" LIBROOT_EXPORT beos_speed_t
__cfgetispeed_beos(const beos_termios* settings)
{
	return settings->c_cflag & BEOS_CBAUD;
}

extern "C" LIBROOT_EXPORT int
__cfsetospeed_beos(beos_termios* settings, beos_speed_t speed)
{
	return set_speed(settings, speed);
}

/* A speed of 0 means that of the output (POSIX). */
extern "C" LIBROOT_EXPORT int
__cfsetispeed_beos(beos_termios* settings, beos_speed_t speed)
{
	return speed == 0 ? 0 : set_speed(settings, speed);
}

LEGACY_VERSION(__cfgetospeed_beos, cfgetospeed);
LEGACY_VERSION(__cfgetispeed_beos, cfgetispeed);
LEGACY_VERSION(__cfsetospeed_beos, cfsetospeed);
LEGACY_VERSION(__cfsetispeed_beos, cfsetispeed);
