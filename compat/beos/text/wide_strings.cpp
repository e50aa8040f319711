/* Strings of BeOS's wide characters, which have two bytes. They are compared by
 * number, whatever the locale. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include <headers/legacy/beos/wchar.h>
#include <symbol_versions.h>

typedef beos_wchar_t wide;

/* Each function is defined as name_beos and bound to its name. */
#define WIDE_FUNCTION(result, name, ...)						\
	extern "C" LIBROOT_EXPORT result __##name##_beos(__VA_ARGS__);	\
	LEGACY_VERSION(__##name##_beos, name);							\
	result __##name##_beos(__VA_ARGS__)

WIDE_FUNCTION(size_t, wcslen, const wide* string)
{
	size_t length = 0;
	while (string[length] != 0)
		length++;
	return length;
}

WIDE_FUNCTION(size_t, wcsnlen, const wide* string, size_t limit)
{
	size_t length = 0;
	while (length < limit && string[length] != 0)
		length++;
	return length;
}

WIDE_FUNCTION(wide*, wmemcpy, wide* to, const wide* from, size_t count)
{
	return (wide*)memcpy(to, from, count * sizeof(wide));
}

WIDE_FUNCTION(wide*, wmempcpy, wide* to, const wide* from, size_t count)
{
	return __wmemcpy_beos(to, from, count) + count;
}

WIDE_FUNCTION(wide*, wmemmove, wide* to, const wide* from, size_t count)
{
	return (wide*)memmove(to, from, count * sizeof(wide));
}

WIDE_FUNCTION(wide*, wmemset, wide* to, beos_wint_t value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] = (wide)value;
	return to;
}

WIDE_FUNCTION(wide*, wmemchr, const wide* from, beos_wint_t value, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (from[i] == (wide)value)
			return (wide*)from + i;
	}
	return nullptr;
}

WIDE_FUNCTION(int, wmemcmp, const wide* left, const wide* right, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	}
	return 0;
}

WIDE_FUNCTION(wide*, wcpcpy, wide* to, const wide* from)
{
	const size_t length = __wcslen_beos(from);
	__wmemcpy_beos(to, from, length + 1);
	return to + length;
}

WIDE_FUNCTION(wide*, wcpncpy, wide* to, const wide* from, size_t count)
{
	const size_t length = __wcsnlen_beos(from, count);
	__wmemcpy_beos(to, from, length);
	__wmemset_beos(to + length, 0, count - length);
	return to + length;
}

WIDE_FUNCTION(wide*, wcscpy, wide* to, const wide* from)
{
	__wcpcpy_beos(to, from);
	return to;
}

WIDE_FUNCTION(wide*, wcsncpy, wide* to, const wide* from, size_t count)
{
	__wcpncpy_beos(to, from, count);
	return to;
}

WIDE_FUNCTION(wide*, wcscat, wide* to, const wide* from)
{
	__wcpcpy_beos(to + __wcslen_beos(to), from);
	return to;
}

WIDE_FUNCTION(wide*, wcsncat, wide* to, const wide* from, size_t count)
{
	wide* const end = to + __wcslen_beos(to);
	const size_t length = __wcsnlen_beos(from, count);
	__wmemcpy_beos(end, from, length);
	end[length] = 0;
	return to;
}

WIDE_FUNCTION(wide*, wcsdup, const wide* string)
{
	const size_t count = __wcslen_beos(string) + 1;
	wide* const copy = (wide*)malloc(count * sizeof(wide));
	return copy == nullptr ? nullptr : __wmemcpy_beos(copy, string, count);
}

/* Compares up to count characters, each after change. */
template<typename Change>
static int
compare(const wide* left, const wide* right, size_t count, Change change)
{
	for (size_t i = 0; i < count; i++) {
		const beos_wint_t first = change(left[i]);
		const beos_wint_t second = change(right[i]);
		if (first != second)
			return first < second ? -1 : 1;
		if (left[i] == 0)
			break;
	}
	return 0;
}

static beos_wint_t
same(beos_wint_t character)
{
	return character;
}

WIDE_FUNCTION(int, wcscmp, const wide* left, const wide* right)
{
	return compare(left, right, (size_t)-1, same);
}

WIDE_FUNCTION(int, wcsncmp, const wide* left, const wide* right, size_t count)
{
	return compare(left, right, count, same);
}

WIDE_FUNCTION(int, wcscoll, const wide* left, const wide* right)
{
	return compare(left, right, (size_t)-1, same);
}

WIDE_FUNCTION(int, wcscasecmp, const wide* left, const wide* right)
{
	return compare(left, right, (size_t)-1, towlower);
}

WIDE_FUNCTION(int, wcsncasecmp, const wide* left, const wide* right,
	size_t count)
{
	return compare(left, right, count, towlower);
}

/* Strings that compare by number are their own transformation. */
WIDE_FUNCTION(size_t, wcsxfrm, wide* to, const wide* from, size_t count)
{
	const size_t length = __wcslen_beos(from);
	if (length < count)
		__wmemcpy_beos(to, from, length + 1);
	return length;
}

WIDE_FUNCTION(wide*, wcschrnul, const wide* string, beos_wint_t character)
{
	while (*string != 0 && *string != (wide)character)
		string++;
	return (wide*)string;
}

WIDE_FUNCTION(wide*, wcschr, const wide* string, beos_wint_t character)
{
	wide* const found = __wcschrnul_beos(string, character);
	return *found == (wide)character ? found : nullptr;
}

WIDE_FUNCTION(wide*, wcsrchr, const wide* string, beos_wint_t character)
{
	size_t i = __wcslen_beos(string) + 1;
	while (i-- > 0) {
		if (string[i] == (wide)character)
			return (wide*)string + i;
	}
	return nullptr;
}

/* How many characters from the start on are in the set, or are not. */
static size_t
span(const wide* string, const wide* set, bool inSet)
{
	size_t length = 0;
	while (string[length] != 0
			&& (__wcschr_beos(set, string[length]) != nullptr) == inSet)
		length++;
	return length;
}

WIDE_FUNCTION(size_t, wcsspn, const wide* string, const wide* set)
{
	return span(string, set, true);
}

WIDE_FUNCTION(size_t, wcscspn, const wide* string, const wide* set)
{
	return span(string, set, false);
}

WIDE_FUNCTION(wide*, wcspbrk, const wide* string, const wide* set)
{
	string += span(string, set, false);
	return *string != 0 ? (wide*)string : nullptr;
}

WIDE_FUNCTION(wide*, wcsstr, const wide* string, const wide* part)
{
	const size_t length = __wcslen_beos(part);
	while (__wcsncmp_beos(string, part, length) != 0) {
		if (*string++ == 0)
			return nullptr;
	}
	return (wide*)string;
}

LEGACY_VERSION(__wcsstr_beos, wcswcs);

WIDE_FUNCTION(wide*, wcstok, wide* string, const wide* set, wide** rest)
{
	if (string == nullptr)
		string = *rest;
	if (string == nullptr)
		return nullptr;
	string += span(string, set, true);
	if (*string == 0) {
		*rest = nullptr;
		return nullptr;
	}
	wide* const end = string + span(string, set, false);
	*rest = *end != 0 ? end + 1 : nullptr;
	*end = 0;
	return string;
}

WIDE_FUNCTION(int, wcswidth, const wide* string, size_t count)
{
	int width = 0;
	for (size_t i = 0; i < count && string[i] != 0; i++) {
		const int columns = wcwidth(string[i]);
		if (columns < 0)
			return -1;
		width += columns;
	}
	return width;
}
