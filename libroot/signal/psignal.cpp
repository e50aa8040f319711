#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* Writes "message: text of the signal" to the program's standard error
 * (POSIX). errno stays. Not async-signal-safe. */
extern "C" LIBROOT_EXPORT void
__psignal(int signal, const char* message)
{
	const int error = errno;
	const bool hasMessage = message != nullptr && message[0] != '\0';
	fprintf(stderr, "%s%s%s\n", hasMessage ? message : "",
		hasMessage ? ": " : "", __strsignal(signal));
	errno = error;
}

CURRENT_VERSION(__psignal, psignal);

/* The same for the signal that info describes (POSIX). */
extern "C" LIBROOT_EXPORT void
__psiginfo(const siginfo_t* info, const char* message)
{
	__psignal(info->si_signo, message);
}

CURRENT_VERSION(__psiginfo, psiginfo);
