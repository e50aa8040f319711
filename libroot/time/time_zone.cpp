/* All of these take the time zone's lock, also those that convert to UTC.
 *
 * Under it the host reads the zone's file, when TZ has changed and the first
 * time: a few kilobytes of a local file. That is the one exception to the rule
 * that no input is waited for in a section. The lock is not recursive, so that
 * without a section each handler that asks for the time could be the one that
 * never returns. */
#include <time.h>

#include "../guarded_function.h"

GUARDED_FUNCTION(void, tzset, (void), ());
GUARDED_FUNCTION(struct tm*, localtime, (const time_t* time), (time));
GUARDED_FUNCTION(struct tm*, localtime_r,
	(const time_t* time, struct tm* result), (time, result));
GUARDED_FUNCTION(struct tm*, gmtime, (const time_t* time), (time));
#if defined(__i386__)
/* BeOS's programs have one of their own (compat/beos/time), so that everybody
 * else's must not be without version. */
extern "C" LIBROOT_EXPORT struct tm*
guarded_gmtime_r(const time_t* time, struct tm* result) noexcept
{
	static constinit host_function<struct tm*(const time_t*, struct tm*)> host(
		"gmtime_r");
	signal_section section;
	return host(time, result);
}

HOST_VERSION(guarded_gmtime_r, gmtime_r, HOST_BASE_NODE);
#else
GUARDED_FUNCTION(struct tm*, gmtime_r,
	(const time_t* time, struct tm* result), (time, result));
#endif
GUARDED_FUNCTION(char*, ctime, (const time_t* time), (time));
GUARDED_FUNCTION(char*, ctime_r,
	(const time_t* time, char* buffer), (time, buffer));
GUARDED_FUNCTION(time_t, mktime, (struct tm* time), (time));
GUARDED_FUNCTION(time_t, timelocal, (struct tm* time), (time));
GUARDED_FUNCTION(time_t, timegm, (struct tm* time), (time));

GUARDED_FUNCTION(size_t, strftime,
	(char* buffer, size_t size, const char* format, const struct tm* time),
	(buffer, size, format, time));
GUARDED_FUNCTION(size_t, strftime_l,
	(char* buffer, size_t size, const char* format, const struct tm* time,
		locale_t locale),
	(buffer, size, format, time, locale));
GUARDED_FUNCTION(size_t, __strftime_l,
	(char* buffer, size_t size, const char* format, const struct tm* time,
		locale_t locale),
	(buffer, size, format, time, locale));
GUARDED_FUNCTION(size_t, wcsftime,
	(wchar_t* buffer, size_t size, const wchar_t* format,
		const struct tm* time),
	(buffer, size, format, time));
GUARDED_FUNCTION(size_t, wcsftime_l,
	(wchar_t* buffer, size_t size, const wchar_t* format,
		const struct tm* time, locale_t locale),
	(buffer, size, format, time, locale));
GUARDED_FUNCTION(size_t, __wcsftime_l,
	(wchar_t* buffer, size_t size, const wchar_t* format,
		const struct tm* time, locale_t locale),
	(buffer, size, format, time, locale));
GUARDED_FUNCTION(char*, strptime,
	(const char* text, const char* format, struct tm* time),
	(text, format, time));
GUARDED_FUNCTION(char*, strptime_l,
	(const char* text, const char* format, struct tm* time, locale_t locale),
	(text, format, time, locale));

#if defined(__i386__)
/* Those of programs that are built with _TIME_BITS=64. */
using time64 = long long;

GUARDED_FUNCTION(struct tm*, __localtime64, (const time64* time), (time));
GUARDED_FUNCTION(struct tm*, __localtime64_r,
	(const time64* time, struct tm* result), (time, result));
GUARDED_FUNCTION(struct tm*, __gmtime64, (const time64* time), (time));
GUARDED_FUNCTION(struct tm*, __gmtime64_r,
	(const time64* time, struct tm* result), (time, result));
GUARDED_FUNCTION(char*, __ctime64, (const time64* time), (time));
GUARDED_FUNCTION(char*, __ctime64_r,
	(const time64* time, char* buffer), (time, buffer));
GUARDED_FUNCTION(time64, __mktime64, (struct tm* time), (time));
GUARDED_FUNCTION(time64, __timegm64, (struct tm* time), (time));
#endif
