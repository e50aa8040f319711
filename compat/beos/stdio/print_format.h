/* A printf() format and its arguments as the host's library understands them.
 *
 * What differs in a BeOS program: its wide characters have two bytes, and its
 * errno holds BeOS's codes. So "%ls", "%lc", "%S" and "%C" become "%s" with
 * text in UTF-8, and "%m" becomes "%s" with BeOS's text. A format without these
 * is passed on as it is.
 */
#ifndef _LIBROOT_BEOS_PRINT_FORMAT_H
#define _LIBROOT_BEOS_PRINT_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

class print_format {
public:
	print_format(const char* format, va_list arguments);
	~print_format();

	print_format(const print_format&) = delete;
	print_format& operator=(const print_format&) = delete;

	/* False, with errno: no memory, no such character, too many arguments. */
	bool
	is_valid() const
	{
		return fFormat != nullptr;
	}

	const char*
	format() const
	{
		return fFormat;
	}

	va_list
	arguments() const
	{
		return fArguments;
	}

private:
	struct conversion;

	bool rewrite(const char* format);
	bool rewrite_conversion(const conversion& conversion);
	bool note_arguments(const char* format);
	char* narrow_text(const conversion& conversion, unsigned value,
		int precision);
	char* add_text(size_t size);
	void emit(const char* from, const char* end);

	static bool needs_rewriting(const char* format);

	/* The host's parse_printf_format() numbers that many at most. */
	static constexpr int MAX_ARGUMENTS = 256;

	/* A text that an argument of ours points to. */
	struct added {
		added*	next;
		char	text[];
	};

	const char*	fFormat;
	va_list		fArguments;

	/* The rest is used if the format is rewritten. One block holds the words
	 * and the format that is being written, fEnd. */
	unsigned*	fWords = nullptr;
	int			fWordCount = 0;
	char*		fEnd = nullptr;
	added*		fAdded = nullptr;
	/* The given arguments: in which word each starts; their number. */
	unsigned short*	fOffsets = nullptr;
	const unsigned*	fGiven = nullptr;
	int			fGivenCount = 0;
	/* The argument that the next conversion without a position takes. */
	int			fNext = 0;
	bool		fHasPositions = false;
	/* With positions, ours come behind the given ones. */
	int			fAddedCount = 0;
};

#endif	/* _LIBROOT_BEOS_PRINT_FORMAT_H */
