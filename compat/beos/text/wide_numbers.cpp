/* Numbers in BeOS's wide characters: read by the host from the same text in
 * bytes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include <headers/legacy/beos/wchar.h>
#include <symbol_versions.h>

/* Calls read, which takes a string and where to say how far it was read. */
template<typename Number, typename Read>
static Number
read_number(const beos_wchar_t* text, beos_wchar_t** end, Read read)
{
	const beos_wchar_t* start = text;
	while (iswspace(*start))
		start++;
	/* All that a number can be made of is ASCII. */
	size_t length = 0;
	while (start[length] > ' ' && start[length] < 0x7f)
		length++;
	char few[64];
	char* bytes = few;
	if (length >= sizeof(few)) {
		bytes = (char*)malloc(length + 1);
		if (bytes == nullptr) {
			if (end != nullptr)
				*end = (beos_wchar_t*)text;
			return 0;
		}
	}
	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)start[i];
	bytes[length] = '\0';

	char* readTo;
	const Number number = read(bytes, &readTo);
	if (end != nullptr) {
		*end = (beos_wchar_t*)(readTo == bytes
			? text : start + (readTo - bytes));
	}
	if (bytes != few)
		free(bytes);
	return number;
}

#define READ_NUMBER(name, Number, call, ...)						\
	extern "C" LIBROOT_EXPORT Number __##name##_beos(				\
		const beos_wchar_t* text, beos_wchar_t** end __VA_ARGS__)	\
	{																\
		return read_number<Number>(text, end,						\
			[&](const char* bytes, char** readTo) { return call; });	\
	}																\
	LEGACY_VERSION(__##name##_beos, name)

/* The names with "_internal" are what inline functions of the headers call; the
 * last argument asks for the locale's grouping of digits, which is never used. */
#define READ_INTEGER(name, Number, function)						\
	READ_NUMBER(name, Number, function(bytes, readTo, base), , int base);	\
	READ_NUMBER(__##name##_internal, Number, function(bytes, readTo, base),	\
		, int base, int /*group*/)
#define READ_FLOAT(name, Number, function)							\
	READ_NUMBER(name, Number, function(bytes, readTo));				\
	READ_NUMBER(__##name##_internal, Number, function(bytes, readTo),	\
		, int /*group*/)

READ_INTEGER(wcstol, long, strtol);
READ_INTEGER(wcstoul, unsigned long, strtoul);
READ_INTEGER(wcstoll, long long, strtoll);
READ_INTEGER(wcstoull, unsigned long long, strtoull);
READ_FLOAT(wcstof, float, strtof);
READ_FLOAT(wcstod, double, strtod);
READ_FLOAT(wcstold, long double, strtold);
READ_NUMBER(wcstoimax, intmax_t, strtoimax(bytes, readTo, base), , int base);
READ_NUMBER(wcstoumax, uintmax_t, strtoumax(bytes, readTo, base), , int base);
LEGACY_VERSION(__wcstoll_beos, wcstoq);
LEGACY_VERSION(__wcstoull_beos, wcstouq);
