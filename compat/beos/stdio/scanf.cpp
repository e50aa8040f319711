/* BeOS's scanf() family: the host's, with the differences that "scan_format.h"
 * evens out. The host's names without "__isoc99_" still know "%as". */
#include <stdio.h>

#include <symbol_versions.h>

#include "scan_format.h"

#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* The host's headers redirect these to the newer ones. */
extern "C" int host_vfscanf(FILE*, const char*, va_list) __asm__("vfscanf");
extern "C" int host_vsscanf(const char*, const char*, va_list)
	__asm__("vsscanf");

template<typename Scan>
static int
scan_with(const char* format, va_list arguments, Scan scan)
{
	scan_format hostFormat(format, arguments);
	if (!hostFormat.is_valid())
		return EOF;
	return hostFormat.finish(scan(hostFormat.format(), hostFormat.arguments()));
}

extern "C" LIBROOT_EXPORT int
__vfscanf_beos(FILE* stream, const char* format, va_list arguments)
{
	return scan_with(format, arguments, [&](const char* format, va_list list) {
		return host_vfscanf(stream, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__vscanf_beos(const char* format, va_list arguments)
{
	return __vfscanf_beos(stdin, format, arguments);
}

extern "C" LIBROOT_EXPORT int
__vsscanf_beos(const char* text, const char* format, va_list arguments)
{
	return scan_with(format, arguments, [&](const char* format, va_list list) {
		return host_vsscanf(text, format, list);
	});
}

extern "C" LIBROOT_EXPORT int
__fscanf_beos(FILE* stream, const char* format, ...)
{
	va_list list;
	va_start(list, format);
	const int result = __vfscanf_beos(stream, format, list);
	va_end(list);
	return result;
}

extern "C" LIBROOT_EXPORT int
__scanf_beos(const char* format, ...)
{
	va_list list;
	va_start(list, format);
	const int result = __vfscanf_beos(stdin, format, list);
	va_end(list);
	return result;
}

extern "C" LIBROOT_EXPORT int
__sscanf_beos(const char* text, const char* format, ...)
{
	va_list list;
	va_start(list, format);
	const int result = __vsscanf_beos(text, format, list);
	va_end(list);
	return result;
}

/* What the others are made of in the GNU library. The bits of *errors: end of
 * the input before anything was converted. */
extern "C" LIBROOT_EXPORT int
__IO_vfscanf_beos(FILE* stream, const char* format, va_list arguments,
	int* errors)
{
	const int result = __vfscanf_beos(stream, format, arguments);
	if (errors != nullptr)
		*errors = result == EOF ? 1 : 0;
	return result;
}

LEGACY_VERSION(__vfscanf_beos, vfscanf);
LEGACY_VERSION(__vscanf_beos, vscanf);
LEGACY_VERSION(__vsscanf_beos, vsscanf);
LEGACY_VERSION(__fscanf_beos, fscanf);
LEGACY_VERSION(__scanf_beos, scanf);
LEGACY_VERSION(__sscanf_beos, sscanf);
LEGACY_VERSION(__IO_vfscanf_beos, _IO_vfscanf);
