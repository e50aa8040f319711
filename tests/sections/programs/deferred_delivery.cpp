// A signal that waits for the end of a section, in functions of known names:
// what a debugger must show of it is in debugger.test, and valgrind.test runs
// it too.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

extern "C" {

volatile int handled;
volatile int behind_the_section;

__attribute__((noinline)) void
reached_in_handler()
{
	asm volatile("");
}

void
handle_signal(int, siginfo_t*, void*, void*)
{
	reached_in_handler();
	handled = handled + 1;
}

__attribute__((noinline)) void
leave_section()
{
	sigunblockall();
	behind_the_section = behind_the_section + 1;
}

__attribute__((noinline)) void
use_section()
{
	sigblockall();
	raise(SIGUSR1);
	if (handled != 0)
		abort();
	leave_section();
	asm volatile("");
}

}

int
main()
{
	struct sigaction action = {};
	action.sa_sigaction = (void (*)(int, siginfo_t*, void*))(void*)handle_signal;
	action.sa_flags = SA_SIGINFO;
	if (sigaction(SIGUSR1, &action, nullptr) != 0)
		return EXIT_FAILURE;
	use_section();
	printf("handled %d, behind the section %d\n", handled, behind_the_section);
	return handled == 1 && behind_the_section == 1 ? EXIT_SUCCESS
		: EXIT_FAILURE;
}
