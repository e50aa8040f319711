#include "print_format.h"

#include <errno.h>
#include <limits.h>
#include <printf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <compat/beos/errors/error_text.h>
#include <compat/beos/text/utf8.h>

/* va_list is a pointer to the arguments' words on the stack. */
static_assert(sizeof(va_list) == sizeof(unsigned));

namespace {

constexpr int NO_NUMBER = -1;

/* The number there, or NO_NUMBER if there is none or it is too large. */
int
take_number(const char*& at)
{
	if (*at < '0' || *at > '9')
		return NO_NUMBER;
	long number = strtol(at, (char**)&at, 10);
	return number >= INT_MAX ? NO_NUMBER : (int)number;
}

/* "n$": the position n. Elsewhere nothing is taken, and the result is 0. */
int
take_position(const char*& at)
{
	const char* start = at;
	const int number = take_number(at);
	if (number > 0 && *at == '$') {
		at++;
		return number;
	}
	at = start;
	return 0;
}

int
argument_words(int type)
{
	if ((type & PA_FLAG_PTR) != 0)
		return 1;
	const bool isLong = (type & PA_FLAG_LONG_LONG) != 0;
	switch (type & ~PA_FLAG_MASK) {
		case PA_FLOAT:
		case PA_DOUBLE:
			return isLong ? 3 : 2;
		case PA_INT:
			return isLong ? 2 : 1;
		default:
			return 1;
	}
}

}	// namespace

/* The parts of "%[n$][flags][width][.precision][modifiers]letter". */
struct print_format::conversion {
	/* Width or precision. */
	struct amount {
		bool	given = false;
		bool	is_argument = false;
		int		position = 0;
		int		value = NO_NUMBER;
	};

	const char*	start;
	int			position;
	const char*	flags;
	const char*	precision_text;
	const char*	modifiers;
	char		letter;
	const char*	end;
	amount		width;
	amount		precision;

	explicit
	conversion(const char* percent)
		:
		start(percent)
	{
		const char* at = percent + 1;
		position = take_position(at);
		flags = at;
		at += strspn(at, "-+ #0'I");
		take_amount(at, width);
		precision_text = at;
		if (*at == '.') {
			at++;
			take_amount(at, precision);
			precision.given = true;
		}
		modifiers = at;
		at += strspn(at, "hlLqjzZt");
		letter = *at;
		end = letter == '\0' ? at : at + 1;
	}

	static void
	take_amount(const char*& at, amount& amount)
	{
		if (*at == '*') {
			at++;
			amount.given = amount.is_argument = true;
			amount.position = take_position(at);
		} else {
			amount.value = take_number(at);
			amount.given = amount.value != NO_NUMBER;
		}
	}

	bool
	is_wide_string() const
	{
		return letter == 'S' || (letter == 's' && is_long());
	}

	bool
	is_wide_character() const
	{
		return letter == 'C' || (letter == 'c' && is_long());
	}

	bool
	is_rewritten() const
	{
		return letter == 'm' || is_wide_string() || is_wide_character();
	}

	/* How many values it takes beside width and precision. A letter that is not
	 * the C library's own may be one of register_printf_function(). */
	int
	value_count() const
	{
		if (letter == '\0' || letter == '%' || letter == 'm')
			return 0;
		if (strchr("diouxXeEfFgGaAcsCSpn", letter) != nullptr)
			return 1;
		const char alone[] = { '%', letter, '\0' };
		int types[16];
		return (int)parse_printf_format(alone, 16, types);
	}

private:
	bool
	is_long() const
	{
		return memchr(modifiers, 'l', end - modifiers) != nullptr;
	}
};

bool
print_format::needs_rewriting(const char* format)
{
	while ((format = strchr(format, '%')) != nullptr) {
		/* The two that are seen most, for speed. */
		if (format[1] == 's' || format[1] == 'd') {
			format += 2;
			continue;
		}
		const conversion conversion(format);
		if (conversion.letter != '\0' && conversion.is_rewritten())
			return true;
		format = conversion.end;
	}
	return false;
}

print_format::print_format(const char* format, va_list arguments)
	:
	fFormat(format),
	fArguments(arguments)
{
	if (!needs_rewriting(format))
		return;
	const int error = errno;
	fGiven = (const unsigned*)arguments;
	if (rewrite(format)) {
		/* What the host's function leaves unchanged. */
		errno = error;
		fArguments = (va_list)fWords;
	} else
		fFormat = nullptr;
}

print_format::~print_format()
{
	free(fWords);
	while (fAdded != nullptr) {
		added* const next = fAdded->next;
		free(fAdded);
		fAdded = next;
	}
}

bool
print_format::rewrite(const char* format)
{
	/* Each conversion grows by the digits of a position and "$" at most, takes
	 * at most one argument more, and is two characters long at least. */
	const size_t length = strlen(format);
	const size_t words = MAX_ARGUMENTS * 3 + length / 2;
	const size_t offsets = (MAX_ARGUMENTS + 1) * sizeof(fOffsets[0]);
	fWords = (unsigned*)malloc(words * sizeof(unsigned) + offsets
		+ length * 6 + 1);
	if (fWords == nullptr)
		return false;
	fOffsets = (unsigned short*)(fWords + words);
	fEnd = (char*)fOffsets + offsets;
	fFormat = fEnd;

	if (!note_arguments(format))
		return false;
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

/* Finds out where the given arguments are, and whether the format names
 * positions; it does so for all arguments or for none. */
bool
print_format::note_arguments(const char* format)
{
	int types[MAX_ARGUMENTS];
	const size_t count = parse_printf_format(format, MAX_ARGUMENTS, types);
	if (count > MAX_ARGUMENTS) {
		errno = EOVERFLOW;
		return false;
	}
	fGivenCount = (int)count;
	unsigned short offset = 0;
	for (int i = 0; i < fGivenCount; i++) {
		fOffsets[i] = offset;
		offset += argument_words(types[i]);
	}
	fOffsets[fGivenCount] = offset;

	for (const char* at = format; (at = strchr(at, '%')) != nullptr;) {
		const conversion conversion(at);
		if (conversion.position > 0 || conversion.width.position > 0
				|| conversion.precision.position > 0)
			fHasPositions = true;
		at = conversion.end;
	}
	if (fHasPositions) {
		memcpy(fWords, fGiven, offset * sizeof(fWords[0]));
		fWordCount = offset;
	}
	return true;
}

bool
print_format::rewrite_conversion(const conversion& conversion)
{
	/* The arguments in the order in which they are taken. */
	int precision = conversion.precision.value;
	const conversion::amount* amounts[]
		= { &conversion.width, &conversion.precision };
	for (const conversion::amount* amount : amounts) {
		if (!amount->is_argument)
			continue;
		const int argument
			= amount->position > 0 ? amount->position - 1 : fNext++;
		if (argument >= fGivenCount) {
			errno = EINVAL;
			return false;
		}
		unsigned value = fGiven[fOffsets[argument]];
		if (amount == &conversion.precision) {
			precision = (int)value;
			/* Characters know no precision, strings do. */
			if (conversion.is_wide_character())
				value = BEOS_MB_LEN_MAX;
		}
		if (!fHasPositions)
			fWords[fWordCount++] = value;
	}
	const int first
		= conversion.position > 0 ? conversion.position - 1 : fNext;
	const int count = conversion.value_count();
	if (conversion.position == 0)
		fNext += count;
	if (first + count > fGivenCount) {
		errno = EINVAL;
		return false;
	}
	if (conversion.letter == '\0' || !conversion.is_rewritten()) {
		if (!fHasPositions) {
			for (int i = fOffsets[first]; i < fOffsets[first + count]; i++)
				fWords[fWordCount++] = fGiven[i];
		}
		emit(conversion.start, conversion.end);
		return true;
	}

	/* An empty precision is one of 0, a negative one is none. */
	if (conversion.precision.given && !conversion.precision.is_argument
			&& precision == NO_NUMBER)
		precision = 0;
	const unsigned value = count > 0 ? fGiven[fOffsets[first]] : 0;
	const bool isNull = conversion.is_wide_character() && value == 0;
	char* text = nullptr;
	if (!isNull) {
		text = narrow_text(conversion, value, precision);
		if (text == nullptr)
			return false;
	}

	*fEnd++ = '%';
	if (fHasPositions) {
		fAddedCount++;
		fEnd += sprintf(fEnd, "%d$", fGivenCount + fAddedCount);
	}
	const bool keepsPrecision = !conversion.is_wide_character()
		|| (conversion.precision.is_argument && !fHasPositions);
	emit(conversion.flags,
		keepsPrecision ? conversion.modifiers : conversion.precision_text);
	*fEnd++ = isNull ? 'c' : 's';
	fWords[fWordCount++] = (unsigned)text;
	return true;
}

/* What the host prints in place of the wide characters or of "%m". Null, with
 * errno: no memory, or no such character. */
char*
print_format::narrow_text(const conversion& conversion, unsigned value,
	int precision)
{
	if (conversion.letter == 'm')
		return (char*)error_text(errno);
	if (conversion.is_wide_character()) {
		char* text = add_text(BEOS_MB_LEN_MAX + 1);
		const size_t size
			= text == nullptr ? 0 : utf8_from_wide(text, value);
		if (text == nullptr || size == INVALID_SEQUENCE)
			return nullptr;
		text[size] = '\0';
		return text;
	}

	/* A precision counts bytes, but never cuts a character. With it the string
	 * needs no terminating null. */
	const beos_wchar_t* characters = (const beos_wchar_t*)value;
	if (characters == nullptr)
		return (char*)"(null)";
	const size_t limit = precision < 0 ? SIZE_MAX : (size_t)precision;
	size_t size = 0;
	for (size_t i = 0; size < limit && characters[i] != 0; i++) {
		char buffer[BEOS_MB_LEN_MAX];
		const size_t more = utf8_from_wide(buffer, characters[i]);
		if (more == INVALID_SEQUENCE)
			return nullptr;
		if (more > limit - size)
			break;
		size += more;
	}
	char* text = add_text(size + 1);
	if (text == nullptr)
		return nullptr;
	size_t end = 0;
	while (end < size)
		end += utf8_from_wide(text + end, *characters++);
	text[end] = '\0';
	return text;
}

char*
print_format::add_text(size_t size)
{
	added* const block = (added*)malloc(sizeof(added) + size);
	if (block == nullptr)
		return nullptr;
	block->next = fAdded;
	fAdded = block;
	return block->text;
}

void
print_format::emit(const char* from, const char* end)
{
	memcpy(fEnd, from, end - from);
	fEnd += end - from;
}
