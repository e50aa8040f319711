// A fault in a function of known name, handled in another: what a debugger
// must show of it is in debugger.test.
#include <signal.h>
#include <stdlib.h>

extern "C" {

__attribute__((noinline)) void
reached_in_handler()
{
	asm volatile("");
}


void
handle_fault(int, siginfo_t*, void* context, void*)
{
	reached_in_handler();
	vregs& registers = ((ucontext_t*)context)->uc_mcontext;
	/* Over ud2. */
#if defined(__x86_64__)
	registers.rip += 2;
#else
	registers.eip += 2;
#endif
}


__attribute__((noinline)) void
interrupted_function()
{
	asm volatile("ud2");
}


__attribute__((noinline)) void
calling_function()
{
	interrupted_function();
	asm volatile("");
}

}


int
main()
{
	struct sigaction action = {};
	action.sa_sigaction = (void (*)(int, siginfo_t*, void*))(void*)handle_fault;
	action.sa_flags = SA_SIGINFO;
	if (sigaction(SIGILL, &action, nullptr) != 0)
		return EXIT_FAILURE;
	calling_function();
	return EXIT_SUCCESS;
}
