#include <getopt.h>

#include <symbol_versions.h>

/* What BeOS's getopt functions are made of, as GNU's library had it then: longOnly
 * says that long options may begin with a single dash. The host keeps its own to
 * itself. optarg and the like are the host's. */
extern "C" LIBROOT_EXPORT int
__getopt_internal_beos(int count, char* const* arguments, const char* options,
	const struct option* longOptions, int* longIndex, int longOnly)
{
	if (longOptions == nullptr)
		return getopt(count, arguments, options);
	return longOnly != 0
		? getopt_long_only(count, arguments, options, longOptions, longIndex)
		: getopt_long(count, arguments, options, longOptions, longIndex);
}

LEGACY_VERSION(__getopt_internal_beos, _getopt_internal);
