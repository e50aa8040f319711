/* Between bytes and BeOS's wide characters: always UTF-8. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <symbol_versions.h>

#include "utf8.h"

static_assert(sizeof(beos_wchar_t) == 2);
static_assert(sizeof(struct beos_mbstate) == 8);

/* The states of functions that are called without one; what they do to each
 * other when several threads call them is the program's business. */
static struct beos_mbstate sReadingState;
static struct beos_mbstate sWritingState;

extern "C" LIBROOT_EXPORT int
__ctype_get_mb_cur_max_beos()
{
	return BEOS_MB_LEN_MAX;
}

extern "C" LIBROOT_EXPORT size_t
__mbrtowc_beos(beos_wchar_t* character, const char* bytes, size_t size,
	struct beos_mbstate* state)
{
	if (state == nullptr)
		state = &sReadingState;
	if (bytes == nullptr) {
		const bool isEmpty = state->bytes_missing == 0;
		*state = {};
		if (isEmpty)
			return 0;
		errno = EILSEQ;
		return INVALID_SEQUENCE;
	}
	beos_wchar_t result;
	const size_t taken = wide_from_utf8(result, bytes, size, *state);
	if (taken == INVALID_SEQUENCE || taken == INCOMPLETE_SEQUENCE)
		return taken;
	if (character != nullptr)
		*character = result;
	return result == 0 ? 0 : taken;
}

extern "C" LIBROOT_EXPORT size_t
__mbrlen_beos(const char* bytes, size_t size, struct beos_mbstate* state)
{
	static struct beos_mbstate ownState;
	return __mbrtowc_beos(nullptr, bytes, size,
		state != nullptr ? state : &ownState);
}

/* UTF-8 has no shift states: without a string the result is 0. */
extern "C" LIBROOT_EXPORT int
__mbtowc_beos(beos_wchar_t* character, const char* bytes, size_t size)
{
	if (bytes == nullptr)
		return 0;
	struct beos_mbstate state = {};
	const size_t taken = __mbrtowc_beos(character, bytes, size, &state);
	if (taken == INCOMPLETE_SEQUENCE) {
		errno = EILSEQ;
		return -1;
	}
	return (int)taken;
}

extern "C" LIBROOT_EXPORT int
__mblen_beos(const char* bytes, size_t size)
{
	return __mbtowc_beos(nullptr, bytes, size);
}

extern "C" LIBROOT_EXPORT size_t
__wcrtomb_beos(char* buffer, beos_wint_t character, struct beos_mbstate* state)
{
	*(state != nullptr ? state : &sWritingState) = {};
	char unused[BEOS_MB_LEN_MAX];
	if (buffer == nullptr)
		return utf8_from_wide(unused, 0);
	/* The argument is a wide character, passed as an int. */
	return utf8_from_wide(buffer, (beos_wchar_t)character);
}

extern "C" LIBROOT_EXPORT int
__wctomb_beos(char* buffer, beos_wint_t character)
{
	return buffer == nullptr
		? 0 : (int)utf8_from_wide(buffer, (beos_wchar_t)character);
}

extern "C" LIBROOT_EXPORT beos_wint_t
__btowc_beos(int byte)
{
	return byte >= 0 && byte < 0x80 ? (beos_wint_t)byte : BEOS_WEOF;
}

extern "C" LIBROOT_EXPORT int
__wctob_beos(beos_wint_t character)
{
	return character < 0x80 ? (int)character : EOF;
}

/* At most bytes bytes from *source to at most count characters. *source becomes
 * null behind a terminating null, else it stands where the conversion ended.
 * Without a buffer nothing is limited by count, and *source stays. */
extern "C" LIBROOT_EXPORT size_t
__mbsnrtowcs_beos(beos_wchar_t* buffer, const char** source, size_t bytes,
	size_t count, struct beos_mbstate* state)
{
	if (state == nullptr)
		state = &sReadingState;
	struct beos_mbstate current = *state;
	const char* at = *source;
	size_t written = 0;
	while (buffer == nullptr || written < count) {
		beos_wchar_t character;
		size_t taken = 0;
		size_t result = INCOMPLETE_SEQUENCE;
		/* A string may end within a character: no byte beyond is looked at. */
		while (bytes > 0 && result == INCOMPLETE_SEQUENCE) {
			result = wide_from_utf8(character, at + taken, 1, current);
			taken++;
			bytes--;
		}
		if (result == INVALID_SEQUENCE) {
			if (buffer != nullptr)
				*source = at;
			return INVALID_SEQUENCE;
		}
		at += taken;
		if (result == INCOMPLETE_SEQUENCE)
			break;
		if (buffer != nullptr)
			buffer[written] = character;
		if (character == 0) {
			at = nullptr;
			break;
		}
		written++;
	}
	if (buffer != nullptr) {
		*source = at;
		*state = current;
	}
	return written;
}

extern "C" LIBROOT_EXPORT size_t
__mbsrtowcs_beos(beos_wchar_t* buffer, const char** source, size_t count,
	struct beos_mbstate* state)
{
	return __mbsnrtowcs_beos(buffer, source, SIZE_MAX, count, state);
}

extern "C" LIBROOT_EXPORT size_t
__mbstowcs_beos(beos_wchar_t* buffer, const char* source, size_t count)
{
	struct beos_mbstate state = {};
	return __mbsrtowcs_beos(buffer, &source, count, &state);
}

/* The other direction: at most characters characters to at most size bytes, and
 * never a part of a character. */
extern "C" LIBROOT_EXPORT size_t
__wcsnrtombs_beos(char* buffer, const beos_wchar_t** source, size_t characters,
	size_t size, struct beos_mbstate* state)
{
	*(state != nullptr ? state : &sWritingState) = {};
	const beos_wchar_t* at = *source;
	size_t written = 0;
	while (characters-- > 0) {
		char bytes[BEOS_MB_LEN_MAX];
		const size_t count = utf8_from_wide(bytes, *at);
		if (count == INVALID_SEQUENCE) {
			if (buffer != nullptr)
				*source = at;
			return INVALID_SEQUENCE;
		}
		if (buffer != nullptr) {
			if (count > size - written)
				break;
			memcpy(buffer + written, bytes, count);
		}
		if (*at == 0) {
			at = nullptr;
			break;
		}
		written += count;
		at++;
	}
	if (buffer != nullptr)
		*source = at;
	return written;
}

extern "C" LIBROOT_EXPORT size_t
__wcsrtombs_beos(char* buffer, const beos_wchar_t** source, size_t size,
	struct beos_mbstate* state)
{
	return __wcsnrtombs_beos(buffer, source, SIZE_MAX, size, state);
}

extern "C" LIBROOT_EXPORT size_t
__wcstombs_beos(char* buffer, const beos_wchar_t* source, size_t size)
{
	struct beos_mbstate state = {};
	return __wcsrtombs_beos(buffer, &source, size, &state);
}

LEGACY_VERSION(__ctype_get_mb_cur_max_beos, __ctype_get_mb_cur_max);
LEGACY_VERSION(__mbrtowc_beos, mbrtowc);
LEGACY_VERSION(__mbrtowc_beos, __mbrtowc);
LEGACY_VERSION(__mbrlen_beos, mbrlen);
LEGACY_VERSION(__mbrlen_beos, __mbrlen);
LEGACY_VERSION(__mbtowc_beos, mbtowc);
LEGACY_VERSION(__mblen_beos, mblen);
LEGACY_VERSION(__wcrtomb_beos, wcrtomb);
LEGACY_VERSION(__wctomb_beos, wctomb);
LEGACY_VERSION(__btowc_beos, btowc);
LEGACY_VERSION(__wctob_beos, wctob);
LEGACY_VERSION(__mbsnrtowcs_beos, mbsnrtowcs);
LEGACY_VERSION(__mbsrtowcs_beos, mbsrtowcs);
LEGACY_VERSION(__mbstowcs_beos, mbstowcs);
LEGACY_VERSION(__wcsnrtombs_beos, wcsnrtombs);
LEGACY_VERSION(__wcsrtombs_beos, wcsrtombs);
LEGACY_VERSION(__wcstombs_beos, wcstombs);
