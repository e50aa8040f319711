// For gdb: a function that runs in a context, called by another one.
#include "../transcript.h"

static ucontext_t main_context, context;
static context_stack stack;
static volatile int reached;

extern "C" {

__attribute__((noinline)) void
innermost_function()
{
	reached = reached + 1;
}


__attribute__((noinline)) void
function_of_context()
{
	innermost_function();
	reached = reached + 1;
}

}


int
main()
{
	MAKE_CONTEXT(context, stack, &main_context, function_of_context, 0);
	CHECK(swapcontext(&main_context, &context) == 0);
	printf("reached %d\n", reached);
}
