/* Conversions of printf() of a program's own. */
#include <errno.h>
#include <printf.h>
#include <stddef.h>

#include <headers/legacy/beos/stdio.h>
#include <symbol_versions.h>

static_assert(sizeof(beos_printf_info) == 16);
static_assert(offsetof(beos_printf_info, conversion) == 8);
static_assert(offsetof(beos_printf_info, padding) == 12);

namespace {

typedef int (*print_function)(FILE* stream, const beos_printf_info* info,
	const void* const* arguments);
typedef int (*arguments_function)(const beos_printf_info* info, size_t count,
	int* types);

/* What the program has registered for a letter. The host does not know when a
 * registered function is called last, so neither is ever taken back: a letter is
 * only changed from one pair to another. */
struct own_conversion {
	print_function		print;
	arguments_function	arguments;
};

own_conversion ownConversions[256];

/* BeOS's types and the host's, which has two more for wide characters. */
const signed char hostTypes[BEOS_PA_LAST]
	= { PA_INT, PA_CHAR, PA_STRING, PA_POINTER, PA_FLOAT, PA_DOUBLE };
const signed char beosTypes[PA_LAST] = { BEOS_PA_INT, BEOS_PA_CHAR,
	BEOS_PA_CHAR, BEOS_PA_STRING, BEOS_PA_STRING, BEOS_PA_POINTER,
	BEOS_PA_FLOAT, BEOS_PA_DOUBLE };

/* Types beyond the known ones are of a program's own: they count on from the
 * last known one. */
int
host_type(int type)
{
	const unsigned base = type & ~PA_FLAG_MASK;
	return (type & PA_FLAG_MASK) | (base < BEOS_PA_LAST
		? hostTypes[base] : base - BEOS_PA_LAST + PA_LAST);
}

int
beos_type(int type)
{
	const unsigned base = type & ~PA_FLAG_MASK;
	return (type & PA_FLAG_MASK) | (base < PA_LAST
		? beosTypes[base] : base - PA_LAST + BEOS_PA_LAST);
}

beos_printf_info
beos_info(const struct printf_info& host)
{
	beos_printf_info info = {};
	info.precision = host.prec;
	info.width = host.width;
	info.conversion = (beos_wchar_t)host.spec;
	info.is_long_double = host.is_long_double;
	info.is_short = host.is_short;
	info.is_long = host.is_long;
	info.alternative_form = host.alt;
	info.space = host.space;
	info.left = host.left;
	info.show_sign = host.showsign;
	info.group = host.group;
	info.extra = host.extra;
	info.is_char = host.is_char;
	info.padding = (beos_wchar_t)host.pad;
	return info;
}

struct printf_info
host_info(const beos_printf_info& own)
{
	struct printf_info info = {};
	info.prec = own.precision;
	info.width = own.width;
	info.spec = own.conversion;
	info.is_long_double = own.is_long_double;
	info.is_short = own.is_short;
	info.is_long = own.is_long;
	info.alt = own.alternative_form;
	info.space = own.space;
	info.left = own.left;
	info.showsign = own.show_sign;
	info.group = own.group;
	info.extra = own.extra;
	info.is_char = own.is_char;
	info.pad = own.padding;
	return info;
}

/* The functions that the host knows, for every letter. */

int
print(FILE* stream, const struct printf_info* info, const void* const* arguments)
{
	const beos_printf_info own = beos_info(*info);
	return ownConversions[info->spec & 0xff].print(stream, &own, arguments);
}

int
name_arguments(const struct printf_info* info, size_t count, int* types)
{
	const beos_printf_info own = beos_info(*info);
	const int result
		= ownConversions[info->spec & 0xff].arguments(&own, count, types);
	/* The host calls with a small count first: the program may have written
	 * nothing. */
	for (int i = 0; i < result && (size_t)i < count; i++)
		types[i] = host_type(types[i]);
	return result;
}

}	// namespace

/* Makes printf() call print for the letter. EINVAL, and -1: no letter, or no
 * functions. */
extern "C" LIBROOT_EXPORT int
__register_printf_function_beos(int letter, print_function printFunction,
	arguments_function argumentsFunction)
{
	if (letter <= 0 || letter > 255 || printFunction == nullptr
			|| argumentsFunction == nullptr) {
		errno = EINVAL;
		return -1;
	}
	ownConversions[letter] = { printFunction, argumentsFunction };
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
	return register_printf_function(letter, print, name_arguments);
#pragma GCC diagnostic pop
}

/* The number of arguments that the format takes, and the types of the first
 * count ones. */
extern "C" LIBROOT_EXPORT size_t
__parse_printf_format_beos(const char* format, size_t count, int* types)
{
	const size_t result = parse_printf_format(format, count, types);
	for (size_t i = 0; i < result && i < count; i++)
		types[i] = beos_type(types[i]);
	return result;
}

/* Two functions for register_printf_function(): numbers with a letter for their
 * size. */
extern "C" LIBROOT_EXPORT int
__printf_size_beos(FILE* stream, const beos_printf_info* info,
	const void* const* arguments)
{
	const struct printf_info host = host_info(*info);
	return printf_size(stream, &host, arguments);
}

extern "C" LIBROOT_EXPORT int
__printf_size_info_beos(const beos_printf_info* info, size_t count, int* types)
{
	const struct printf_info host = host_info(*info);
	const int result = printf_size_info(&host, count, types);
	for (int i = 0; i < result && (size_t)i < count; i++)
		types[i] = beos_type(types[i]);
	return result;
}

LEGACY_VERSION(__printf_size_beos, printf_size);
LEGACY_VERSION(__printf_size_info_beos, printf_size_info);
LEGACY_VERSION(__register_printf_function_beos, register_printf_function);
LEGACY_VERSION(__parse_printf_format_beos, parse_printf_format);
