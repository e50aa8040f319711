#include <stdio.h>
#include <string.h>

#include <signal_functions.h>
#include <symbol_versions.h>

extern "C" const char* const __sys_siglist[NSIG];

/* The text of a signal (POSIX). For a number without one, the text is the
 * thread's own and lasts until its next call. Not async-signal-safe. */
extern "C" LIBROOT_EXPORT char*
__strsignal(int signal)
{
	return is_signal_number(signal) ? const_cast<char*>(__sys_siglist[signal])
		: __unknown_signal_text(signal);
}

CURRENT_VERSION(__strsignal, strsignal);

char*
__unknown_signal_text(int signal)
{
	static __thread char unknown[32];
	snprintf(unknown, sizeof(unknown), "Unknown signal %d", signal);
	return unknown;
}
