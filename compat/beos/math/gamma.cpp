/* The logarithm of the gamma function under the names of BSD, with the sign in
 * *sign: the host has it as lgamma_r(). libroot itself is not linked to the
 * host's mathematical library; libroot-run is. */
#include <dlfcn.h>

#include <symbol_versions.h>

template<typename Number>
static Number
log_gamma(const char* name, Number number, int* sign)
{
	auto* const function
		= (Number (*)(Number, int*))dlvsym(RTLD_DEFAULT, name, "GLIBC_2.0");
	if (function == nullptr) {
		*sign = 1;
		return __builtin_nan("");
	}
	return function(number, sign);
}

extern "C" LIBROOT_EXPORT double
__gamma_r_beos(double number, int* sign)
{
	return log_gamma("lgamma_r", number, sign);
}

extern "C" LIBROOT_EXPORT float
__gammaf_r_beos(float number, int* sign)
{
	return log_gamma("lgammaf_r", number, sign);
}

LEGACY_VERSION(__gamma_r_beos, gamma_r);
LEGACY_VERSION(__gammaf_r_beos, gammaf_r);
