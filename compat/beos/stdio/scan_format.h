/* A scanf() format and its arguments as the host's library understands them.
 *
 * In a BeOS program "%ls", "%lc", "%S", "%C" and "%l[" fill wide characters of
 * two bytes. The host is asked to allocate the text in its own wide characters
 * ("%mls"), and finish() moves it to where the program wants it.
 */
#ifndef _LIBROOT_BEOS_SCAN_FORMAT_H
#define _LIBROOT_BEOS_SCAN_FORMAT_H

#include <locale.h>
#include <stdarg.h>
#include <wchar.h>

class scan_format {
public:
	scan_format(const char* format, va_list arguments);
	~scan_format();

	scan_format(const scan_format&) = delete;
	scan_format& operator=(const scan_format&) = delete;

	/* False, with errno: no memory, or too many arguments. */
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

	/* To be called with the host's result; returns the program's. */
	int finish(int assigned);

private:
	struct conversion;

	bool rewrite(const char* format);
	bool rewrite_conversion(const conversion& conversion);
	void emit(const char* from, const char* end);

	static bool needs_rewriting(const char* format);

	static constexpr int MAX_ARGUMENTS = 256;

	/* A conversion to wide characters: what the host has allocated, and how it
	 * goes on. */
	struct wide_target {
		wchar_t*	text;
		void*		target;
		/* Counts among the conversions that are assigned, from 1. */
		int			number;
		/* Of "%lc": so many characters, no null behind them. Else 0. */
		int			width;
		/* "%als": the target is a pointer to memory of our own making. */
		bool		allocates;
	};

	const char*		fFormat;
	va_list			fArguments;

	/* The rest is used if the format is rewritten. One block of memory holds
	 * the words, the targets and the format that is being written, fEnd. */
	const unsigned*	fGiven = nullptr;
	unsigned*		fWords = nullptr;
	char*			fEnd = nullptr;
	wide_target*	fTargets = nullptr;
	int				fTargetCount = 0;
	int				fNext = 0;
	int				fAssigned = 0;
	/* The thread's locale before, while it is one with UTF-8. */
	locale_t		fLocaleBefore = nullptr;
};

#endif	/* _LIBROOT_BEOS_SCAN_FORMAT_H */
