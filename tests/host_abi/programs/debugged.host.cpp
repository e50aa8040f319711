// What tests/host_abi/gdb.test runs under gdb.
#include <signal.h>
#include <stdio.h>
#include <string.h>

static volatile int rounds;

extern "C" void
handle(int signal)
{
	rounds = signal;
}

extern "C" __attribute__((noinline)) void
count()
{
	rounds = rounds + 1;
	rounds = rounds + 1;
	puts("counted");
}

int
main(int count_of_arguments, char** arguments)
{
	const char* what = count_of_arguments > 1 ? arguments[1] : "";
	signal(SIGUSR1, handle);
	signal(SIGUSR2, handle);
	if (strcmp(what, "fault") == 0)
		*(volatile int*)16 = 1;
	if (strcmp(what, "term") == 0)
		raise(SIGTERM);
	raise(SIGUSR1);
	count();
	return rounds & 1;
}
