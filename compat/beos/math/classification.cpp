/* The classification of floating-point numbers, by functions whose argument
 * BeOS's <math.h> declares as a double where the host has a long double. */
#include <math.h>

#include <symbol_versions.h>

#define CLASSIFY(name, value)								\
	extern "C" LIBROOT_EXPORT int __##name##_beos(double number)	\
	{														\
		return value;										\
	}														\
	LEGACY_VERSION(__##name##_beos, name)

CLASSIFY(__fpclassifyl, fpclassify(number));
CLASSIFY(__signbitl, signbit(number));
CLASSIFY(__finitel, isfinite(number));
CLASSIFY(__isnanl, isnan(number));
CLASSIFY(__isinfl, isinf(number));
CLASSIFY(isfinite, isfinite(number));
