/* A current program that loads a legacy library at run time: the argument.
 * Exits with the number of the first check that failed. */
#include <dlfcn.h>
#include <signal.h>
#include <unistd.h>

#include "../legacy_calls.h"

#define CHECK(condition) \
	do { \
		if (!(condition)) \
			_exit(__LINE__ % 200 + 1); \
	} while (0)

static volatile int received;

static void
record(int signal, void*, vregs)
{
	received = signal;
}

static void
record_current(int signal)
{
	received = -signal;
}

int
main(int, char** arguments)
{
	alarm(60);
	signal(SIGUSR2, record_current);
	void* library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
	CHECK(library != nullptr);
	const auto functions
		= (const legacy_calls* (*)())dlsym(library, "legacy_functions");
	CHECK(functions != nullptr);
	const legacy_calls& calls = *functions();
	CHECK((void*)calls.sigaction == dlvsym(RTLD_DEFAULT, "sigaction",
		"LIBROOT_BASE"));
	CHECK((void*)calls.sigaction != (void*)sigaction);

	legacy_set guarded[2] = { 0, 0x5a5a5a5a };
	CHECK(calls.sigfillset(&guarded[0]) == 0);
	CHECK(guarded[0] == EVERYTHING && guarded[1] == 0x5a5a5a5a);
	CHECK(calls.signal(SIGUSR1, (any_handler)(void*)record) == SIG_DFL);
	CHECK(raise(SIGUSR1) == 0 && received == SIGUSR1);
	CHECK(raise(SIGUSR2) == 0 && received == -SIGUSR2);
	CHECK(calls.raise(SIGUSR1) == 0 && received == SIGUSR1);
	return 0;
}
