#include <errno.h>
#include <math.h>

#include <beos_errors.h>
#include <symbol_versions.h>

/* BSD's infnan(): what a function returns, and leaves in errno, that cannot
 * return its result: an infinity for ERANGE, with the sign of error, else a NaN,
 * for EDOM. The codes of BeOS are negative numbers themselves. */
extern "C" LIBROOT_EXPORT float
__infnanf_beos(int error)
{
	const int range = beos_error(ERANGE);
	const bool isRange = error == range || error == ERANGE;
	const bool isNegativeRange = error == -range || error == -ERANGE;
	errno = isRange || isNegativeRange ? ERANGE : EDOM;
	return isRange ? HUGE_VALF : isNegativeRange ? -HUGE_VALF : NAN;
}

LEGACY_VERSION(__infnanf_beos, infnanf);
