#include <sys/time.h>

#include <errno_result.h>
#include <headers/legacy/beos/select.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

/* BeOS's select(). Its sets end after 256 descriptors, so that a higher count
 * (of getdtablesize(), say) must not reach the host, which would read and write
 * behind them. The timeout is left as it is. A cancellation point;
 * async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__select_beos(int count, beos_fd_set* readSet, beos_fd_set* writeSet,
	beos_fd_set* errorSet, const struct timeval* userTimeout)
{
	constexpr int64_t MICROSECONDS = 1000000;
	time_span timeout;
	if (userTimeout != nullptr) {
		const int error = _kern_check_user_memory(userTimeout,
			sizeof(*userTimeout), false);
		if (error != 0)
			return errno_result(error);
		if (userTimeout->tv_sec < 0 || userTimeout->tv_usec < 0)
			return errno_result(-EINVAL);
		timeout.seconds = userTimeout->tv_sec
			+ userTimeout->tv_usec / MICROSECONDS;
		timeout.nanoseconds = userTimeout->tv_usec % MICROSECONDS * 1000;
	}
	if (count > BEOS_FD_SETSIZE)
		count = BEOS_FD_SETSIZE;
	return errno_result(_kern_select(count, (fd_set*)readSet,
		(fd_set*)writeSet, (fd_set*)errorSet,
		userTimeout != nullptr ? &timeout : nullptr, nullptr));
}

LEGACY_VERSION(__select_beos, select);
