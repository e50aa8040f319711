#include <getopt.h>

#include <symbol_versions.h>

/* What the GNU library's getopt() and its kin are made of: long options may be
 * null, and long ones alone may begin with a single "-". */
extern "C" LIBROOT_EXPORT int
__getopt_internal_beos(int count, char* const* arguments, const char* letters,
	const struct option* options, int* index, int longOnly)
{
	if (options == nullptr)
		return getopt(count, arguments, letters);
	return longOnly != 0
		? getopt_long_only(count, arguments, letters, options, index)
		: getopt_long(count, arguments, letters, options, index);
}

LEGACY_VERSION(__getopt_internal_beos, _getopt_internal);
