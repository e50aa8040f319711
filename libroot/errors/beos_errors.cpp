#include <beos_errors.h>

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#include <headers/legacy/beos/errors.h>

/* A code of BeOS is told by the lower half of its word. */
struct error_pair {
	uint8_t		host;
	uint16_t	code;
};

/* The same error under the same name. */
static constexpr error_pair sameErrors[] = {
#define SAME_ERROR(name, lowerHalf)	{ name, lowerHalf },
	BEOS_ERRNO_CODES(SAME_ERROR)
#undef SAME_ERROR
};

/* Errors of the host that BeOS has no name for, and what comes nearest. */
static constexpr error_pair nearestCodes[] = {
	{ ECANCELED, (uint16_t)BEOS_B_CANCELED },
	{ ETIME, (uint16_t)BEOS_ETIMEDOUT },
	{ ERESTART, (uint16_t)BEOS_EINTR },
	{ ENODATA, (uint16_t)BEOS_ENOENT },		/* of attributes */
	{ EDQUOT, (uint16_t)BEOS_ENOSPC },
	{ ETXTBSY, (uint16_t)BEOS_EBUSY },
	{ ENOTBLK, (uint16_t)BEOS_ENODEV },
	{ EPROTO, (uint16_t)BEOS_EIO },
	{ EBADMSG, (uint16_t)BEOS_EIO },
	{ EUCLEAN, (uint16_t)BEOS_EIO },
	{ EREMOTEIO, (uint16_t)BEOS_EIO },
	{ ECOMM, (uint16_t)BEOS_EIO },
	{ EBADFD, (uint16_t)BEOS_EBADF },
	{ ELIBACC, (uint16_t)BEOS_B_MISSING_LIBRARY },
	{ ELIBBAD, (uint16_t)BEOS_ENOEXEC },
	{ ELIBEXEC, (uint16_t)BEOS_ENOEXEC },
	{ ESOCKTNOSUPPORT, (uint16_t)BEOS_EPROTONOSUPPORT },
	{ EDESTADDRREQ, (uint16_t)BEOS_EINVAL },
	{ EHOSTDOWN, (uint16_t)BEOS_EHOSTUNREACH },
	{ ENONET, (uint16_t)BEOS_ENETDOWN },
	{ ENOMEDIUM, (uint16_t)BEOS_B_DEV_NO_MEDIA }
};

/* Codes of BeOS that the host has no name for, and what comes nearest. */
static constexpr error_pair nearestHostErrors[] = {
	{ ENOENT, (uint16_t)BEOS_B_NAME_NOT_FOUND },
	{ EEXIST, (uint16_t)BEOS_B_NAME_IN_USE },
	{ ECANCELED, (uint16_t)BEOS_B_CANCELED },
	{ EAGAIN, (uint16_t)BEOS_B_NO_MORE_SEMS },
	{ ESRCH, (uint16_t)BEOS_B_BAD_THREAD_ID },
	{ EAGAIN, (uint16_t)BEOS_B_NO_MORE_THREADS },
	{ ESRCH, (uint16_t)BEOS_B_BAD_TEAM_ID },
	{ EAGAIN, (uint16_t)BEOS_B_NO_MORE_TEAMS },
	{ EAGAIN, (uint16_t)BEOS_B_NO_MORE_PORTS },
	{ ELIBACC, (uint16_t)BEOS_B_MISSING_LIBRARY },
	{ ENOENT, (uint16_t)BEOS_B_FILE_NOT_FOUND },
	{ EOPNOTSUPP, (uint16_t)BEOS_B_UNSUPPORTED },
	{ ENOMEM, (uint16_t)BEOS_B_DEV_NO_MEMORY },
	{ ENOMEDIUM, (uint16_t)BEOS_B_DEV_NO_MEDIA },
	{ EIO, (uint16_t)BEOS_B_DEV_UNREADABLE },
	{ EIO, (uint16_t)BEOS_B_DEV_FORMAT_ERROR },
	{ ETIMEDOUT, (uint16_t)BEOS_B_DEV_TIMEOUT },
	{ EIO, (uint16_t)BEOS_B_DEV_RECALIBRATE_ERROR },
	{ EIO, (uint16_t)BEOS_B_DEV_SEEK_ERROR },
	{ EIO, (uint16_t)BEOS_B_DEV_ID_ERROR },
	{ EIO, (uint16_t)BEOS_B_DEV_READ_ERROR },
	{ EIO, (uint16_t)BEOS_B_DEV_WRITE_ERROR }
};

constexpr uint16_t B_ERROR_HALF = (uint16_t)BEOS_B_ERROR;

struct codes_of_host_errors {
	uint16_t	code[EHWPOISON + 1];
};

static constexpr codes_of_host_errors codes = [] {
	codes_of_host_errors table = {};
	for (uint16_t& code : table.code)
		code = B_ERROR_HALF;
	for (const error_pair& pair : nearestCodes)
		table.code[pair.host] = pair.code;
	for (const error_pair& pair : sameErrors)
		table.code[pair.host] = pair.code;
	return table;
}();

int
beos_error(int hostError)
{
	if (hostError <= 0)
		return hostError;
	const uint16_t code = hostError <= EHWPOISON ? codes.code[hostError]
		: B_ERROR_HALF;
	return code == B_ERROR_HALF ? BEOS_B_ERROR : BEOS_ERROR(code);
}

template<size_t count>
static int
host_error_of(const error_pair (&pairs)[count], uint16_t code)
{
	for (const error_pair& pair : pairs) {
		if (pair.code == code)
			return pair.host;
	}
	return 0;
}

int
host_error(int beosError)
{
	if (beosError == BEOS_B_ERROR)
		return EINVAL;
	const uint32_t code = (uint32_t)beosError - (uint32_t)INT_MIN;
	if (code > UINT16_MAX)
		return beosError;
	if (const int error = host_error_of(sameErrors, code))
		return error;
	if (const int error = host_error_of(nearestHostErrors, code))
		return error;
	return EINVAL;
}
