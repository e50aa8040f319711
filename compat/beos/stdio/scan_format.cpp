#include "scan_format.h"

#include <atomic>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <headers/legacy/beos/wchar.h>

/* va_list is a pointer to the arguments' words on the stack; those of scanf()
 * are pointers, one word each. */
static_assert(sizeof(va_list) == sizeof(unsigned));

/* The parts of "%[n$][*'I][width][a|m][modifiers]letter", where letter may be
 * "[set]". */
struct scan_format::conversion {
	const char*	start;
	int			position = 0;
	const char*	flags;
	bool		is_skipped;
	const char*	width_text;
	int			width = 0;
	const char*	allocation;
	const char*	modifiers;
	const char*	letter;
	const char*	end;

	explicit
	conversion(const char* percent)
		:
		start(percent)
	{
		const char* at = percent + 1;
		char* behind;
		const long number = at[0] >= '1' && at[0] <= '9'
			? strtol(at, &behind, 10) : 0;
		if (number > 0 && *behind == '$') {
			position = number > MAX_ARGUMENTS ? MAX_ARGUMENTS + 1 : (int)number;
			at = behind + 1;
		}
		flags = at;
		at += strspn(at, "*'I");
		is_skipped = memchr(flags, '*', at - flags) != nullptr;
		width_text = at;
		if (*at >= '0' && *at <= '9')
			width = (int)strtol(at, (char**)&at, 10);
		allocation = at;
		/* "a" before anything but a string is a conversion of numbers. */
		const char* next = at + 1;
		if (*at == 'm' || (*at == 'a' && (*next == 's' || *next == 'S'
				|| *next == '[' || *next == 'l')))
			at = next;
		modifiers = at;
		at += strspn(at, "hlLqjzZt");
		letter = at;
		if (*at == '[') {
			at++;
			if (*at == '^')
				at++;
			if (*at == ']')
				at++;
			at = strchrnul(at, ']');
		}
		end = *at == '\0' ? at : at + 1;
	}

	bool
	is_wide() const
	{
		return *letter == 'S' || *letter == 'C'
			|| (memchr(modifiers, 'l', letter - modifiers) != nullptr
				&& (*letter == 's' || *letter == 'c' || *letter == '['));
	}

	bool
	is_rewritten() const
	{
		return is_wide() && !is_skipped;
	}

	bool
	takes_argument() const
	{
		return !is_skipped && *letter != '%' && *letter != '\0';
	}
};

bool
scan_format::needs_rewriting(const char* format)
{
	while ((format = strchr(format, '%')) != nullptr) {
		const conversion conversion(format);
		if (conversion.is_rewritten())
			return true;
		format = conversion.end;
	}
	return false;
}

/* A locale in which the host takes text as UTF-8, as BeOS does; null if the host
 * has none. It is made once and stays. */
static locale_t
utf8_locale()
{
	static std::atomic<locale_t> cached = nullptr;
	locale_t locale = cached;
	if (locale == nullptr) {
		const int error = errno;
		locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
		errno = error;
		locale_t before = nullptr;
		if (locale != nullptr
				&& !cached.compare_exchange_strong(before, locale)) {
			freelocale(locale);
			locale = before;
		}
	}
	return locale;
}

scan_format::scan_format(const char* format, va_list arguments)
	:
	fFormat(format),
	fArguments(arguments)
{
	if (!needs_rewriting(format))
		return;
	fGiven = (const unsigned*)arguments;
	if (!rewrite(format)) {
		fFormat = nullptr;
		return;
	}
	fArguments = (va_list)fWords;
	if (const locale_t locale = utf8_locale())
		fLocaleBefore = uselocale(locale);
}

scan_format::~scan_format()
{
	if (fLocaleBefore != nullptr)
		uselocale(fLocaleBefore);
	for (int i = 0; i < fTargetCount; i++)
		free(fTargets[i].text);
	free(fWords);
}

bool
scan_format::rewrite(const char* format)
{
	const size_t length = strlen(format);
	const size_t words = MAX_ARGUMENTS * sizeof(fWords[0]);
	/* A wide conversion is two characters long at least, and grows by one. */
	const size_t targets = length / 2 * sizeof(fTargets[0]);
	fWords = (unsigned*)malloc(words + targets + length * 2 + 1);
	if (fWords == nullptr)
		return false;
	fTargets = (wide_target*)((char*)fWords + words);
	fEnd = (char*)fTargets + targets;
	fFormat = fEnd;

	const char* at = format;
	while (const char* percent = strchr(at, '%')) {
		emit(at, percent);
		const conversion conversion(percent);
		if (!rewrite_conversion(conversion))
			return false;
		at = conversion.end;
	}
	/* With the terminating null. */
	emit(at, at + strlen(at) + 1);
	return true;
}

bool
scan_format::rewrite_conversion(const conversion& conversion)
{
	if (!conversion.takes_argument()) {
		emit(conversion.start, conversion.end);
		return true;
	}
	const int argument
		= conversion.position > 0 ? conversion.position - 1 : fNext++;
	if (argument >= MAX_ARGUMENTS) {
		errno = EOVERFLOW;
		return false;
	}
	fWords[argument] = fGiven[argument];
	if (*conversion.letter != 'n')
		fAssigned++;
	if (!conversion.is_wide()) {
		emit(conversion.start, conversion.end);
		return true;
	}

	wide_target& target = fTargets[fTargetCount++];
	target.text = nullptr;
	target.target = (void*)fGiven[argument];
	target.number = fAssigned;
	const bool isCharacter = *conversion.letter == 'c'
		|| *conversion.letter == 'C';
	target.width = !isCharacter ? 0
		: conversion.width > 0 ? conversion.width : 1;
	target.allocates = conversion.allocation != conversion.modifiers;
	fWords[argument] = (unsigned)&target.text;
	emit(conversion.start, conversion.allocation);
	*fEnd++ = 'm';
	emit(conversion.modifiers, conversion.end);
	return true;
}

void
scan_format::emit(const char* from, const char* end)
{
	memcpy(fEnd, from, end - from);
	fEnd += end - from;
}

int
scan_format::finish(int assigned)
{
	for (int i = 0; i < fTargetCount; i++) {
		const wide_target& wide = fTargets[i];
		if (wide.number > assigned || wide.text == nullptr)
			continue;
		const size_t count
			= wide.width > 0 ? (size_t)wide.width : wcslen(wide.text) + 1;
		beos_wchar_t* target = (beos_wchar_t*)wide.target;
		if (wide.allocates) {
			target = (beos_wchar_t*)malloc(count * sizeof(*target));
			*(beos_wchar_t**)wide.target = target;
			if (target == nullptr)
				return EOF;
		}
		for (size_t j = 0; j < count; j++) {
			/* What has no wide character ends the conversions. */
			if ((unsigned)wide.text[j] > 0xffff) {
				errno = EILSEQ;
				return wide.number - 1 > 0 ? wide.number - 1 : EOF;
			}
			target[j] = (beos_wchar_t)wide.text[j];
		}
	}
	return assigned;
}
