/* BeOS's printf() family: the host's, with the differences that
 * "print_format.h" evens out. */
#include <obstack.h>
#include <stdio.h>

#include <symbol_versions.h>

#include "print_format.h"

/* Formats are the program's: the compiler cannot check them here. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* Calls print, which takes a format and a va_list, with what the host's library
 * understands. */
template<typename Print>
static int
print_with(const char* format, va_list arguments, Print print)
{
	const print_format hostFormat(format, arguments);
	if (!hostFormat.is_valid())
		return -1;
	return print(hostFormat.format(), hostFormat.arguments());
}

/* A function that takes its arguments one by one, in terms of the one that takes
 * a list of them. */
#define PRINT_WITH_LIST(function, ...)				\
	va_list list;									\
	va_start(list, format);							\
	const int result = function(__VA_ARGS__, list);	\
	va_end(list);									\
	return result

extern "C" LIBROOT_EXPORT int
__vfprintf_beos(FILE* stream, const char* format, va_list arguments)
{
	return print_with(format, arguments, [&](const char* format, va_list list) {
		return vfprintf(stream, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__vprintf_beos(const char* format, va_list arguments)
{
	return __vfprintf_beos(stdout, format, arguments);
}

extern "C" LIBROOT_EXPORT int
__vsprintf_beos(char* buffer, const char* format, va_list arguments)
{
	return print_with(format, arguments, [&](const char* format, va_list list) {
		return vsprintf(buffer, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__vsnprintf_beos(char* buffer, size_t size, const char* format,
	va_list arguments)
{
	return print_with(format, arguments, [&](const char* format, va_list list) {
		return vsnprintf(buffer, size, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__vasprintf_beos(char** buffer, const char* format, va_list arguments)
{
	return print_with(format, arguments, [&](const char* format, va_list list) {
		return vasprintf(buffer, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__vdprintf_beos(int fd, const char* format, va_list arguments)
{
	return print_with(format, arguments, [&](const char* format, va_list list) {
		return vdprintf(fd, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__obstack_vprintf_beos(struct obstack* stack, const char* format,
	va_list arguments)
{
	return print_with(format, arguments, [&](const char* format, va_list list) {
		return obstack_vprintf(stack, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__fprintf_beos(FILE* stream, const char* format, ...)
{
	PRINT_WITH_LIST(__vfprintf_beos, stream, format);
}

extern "C" LIBROOT_EXPORT int
__printf_beos(const char* format, ...)
{
	PRINT_WITH_LIST(__vfprintf_beos, stdout, format);
}

extern "C" LIBROOT_EXPORT int
__sprintf_beos(char* buffer, const char* format, ...)
{
	PRINT_WITH_LIST(__vsprintf_beos, buffer, format);
}

extern "C" LIBROOT_EXPORT int
__snprintf_beos(char* buffer, size_t size, const char* format, ...)
{
	PRINT_WITH_LIST(__vsnprintf_beos, buffer, size, format);
}

extern "C" LIBROOT_EXPORT int
__asprintf_beos(char** buffer, const char* format, ...)
{
	PRINT_WITH_LIST(__vasprintf_beos, buffer, format);
}

extern "C" LIBROOT_EXPORT int
__dprintf_beos(int fd, const char* format, ...)
{
	PRINT_WITH_LIST(__vdprintf_beos, fd, format);
}

extern "C" LIBROOT_EXPORT int
__obstack_printf_beos(struct obstack* stack, const char* format, ...)
{
	PRINT_WITH_LIST(__obstack_vprintf_beos, stack, format);
}

LEGACY_VERSION(__vfprintf_beos, vfprintf);
LEGACY_VERSION(__vprintf_beos, vprintf);
LEGACY_VERSION(__vsprintf_beos, vsprintf);
LEGACY_VERSION(__vsnprintf_beos, vsnprintf);
LEGACY_VERSION(__vasprintf_beos, vasprintf);
LEGACY_VERSION(__vdprintf_beos, vdprintf);
LEGACY_VERSION(__obstack_vprintf_beos, obstack_vprintf);
LEGACY_VERSION(__fprintf_beos, fprintf);
LEGACY_VERSION(__printf_beos, printf);
LEGACY_VERSION(__sprintf_beos, sprintf);
LEGACY_VERSION(__snprintf_beos, snprintf);
LEGACY_VERSION(__asprintf_beos, asprintf);
LEGACY_VERSION(__dprintf_beos, dprintf);
LEGACY_VERSION(__obstack_printf_beos, obstack_printf);
LEGACY_VERSION(__vfprintf_beos, _IO_vfprintf);
LEGACY_VERSION(__fprintf_beos, _IO_fprintf);
LEGACY_VERSION(__printf_beos, _IO_printf);
LEGACY_VERSION(__sprintf_beos, _IO_sprintf);
LEGACY_VERSION(__vsprintf_beos, _IO_vsprintf);
