// Unwinding from each single instruction of getcontext(), swapcontext(),
// setcontext(), sigsetjmp() and siglongjmp(): the processor traps after each,
// and the handler follows the frames.
#include "../transcript.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <unwind.h>

namespace {

/* The functions on whose frames the chain must come by, and where they are. */
struct known_frame {
	void*		function;
	uintptr_t	address;
};

known_frame known[2];
known_frame& outside = known[0];
known_frame& inside = known[1];
const void* own_library;
int traps, traps_in_library;
ucontext_t main_context, context;
sigjmp_buf environment;
context_stack stack;

struct chain {
	int		frames;
	bool	reached;
	void*	first;
};


_Unwind_Reason_Code
look_at_frame(_Unwind_Context* frame, void* argument)
{
	chain& found = *(chain*)argument;
	CHECK(++found.frames < 100);
	int before = 0;
	void* instruction = (void*)_Unwind_GetIPInfo(frame, &before);
	void* function = _Unwind_FindEnclosingFunction(
		(char*)instruction - (before ? 0 : 1));
	for (const known_frame& known : known) {
		/* That is the function's stack pointer at its call. */
		if (function == known.function && known.address != 0
			&& known.address == _Unwind_GetCFA(frame))
			found.reached = true;
	}
	return _URC_NO_REASON;
}


/* In __x86.get_pc_thunk.bx, which comes without unwind information from the C
 * library's crti.o: "movl (%esp), %ebx; ret". */
bool
is_in_thunk(const void* instruction)
{
	const auto* code = (const unsigned char*)instruction;
	static const unsigned char thunk[] = { 0x8b, 0x1c, 0x24, 0xc3 };
	return memcmp(code, thunk, 4) == 0
		|| (code[0] == 0xc3 && memcmp(code - 3, thunk, 4) == 0);
}


void
on_trap(int, siginfo_t*, void* interrupted)
{
	const auto& registers = ((ucontext_t*)interrupted)->uc_mcontext.gregs;
#if defined(__i386__)
	void* const instruction = (void*)registers[REG_EIP];
#else
	void* const instruction = (void*)registers[REG_RIP];
#endif
	Dl_info library;
	traps++;
	if (dladdr(instruction, &library) == 0 || library.dli_fbase != own_library
		|| is_in_thunk(instruction))
		return;
	traps_in_library++;
	chain found = {};
	const _Unwind_Reason_Code end = _Unwind_Backtrace(look_at_frame, &found);
	if (end != _URC_END_OF_STACK || !found.reached) {
		printf("at %s+%#lx: %d frames, ended with %d, %sreached\n",
			library.dli_fname,
			(unsigned long)((char*)instruction - (char*)library.dli_fbase),
			found.frames, end, found.reached ? "" : "not ");
		fflush(stdout);
		_exit(1);
	}
}


void
set_trap_flag(bool on)
{
	unsigned long flags;
	asm volatile("pushf\n\tpop %0" : "=r"(flags) : : "memory");
	flags = on ? flags | 0x100 : flags & ~0x100ul;
	asm volatile("push %0\n\tpopf" : : "r"(flags) : "memory", "cc");
}


_Unwind_Reason_Code
note_address(_Unwind_Context* frame, void* argument)
{
	auto& known = *(known_frame*)argument;
	void* function = _Unwind_FindEnclosingFunction(
		(char*)_Unwind_GetIP(frame) - 1);
	if (function != known.function)
		return _URC_NO_REASON;
	known.address = _Unwind_GetCFA(frame);
	return _URC_NORMAL_STOP;
}


/* The functions on known frames call only functions without arguments: so their
 * stack pointer is the same at each call. Nor may the calls become jumps. */
#define CALL(function) \
	do { \
		function(); \
		asm volatile("" ::: "memory"); \
	} while (0)


__attribute__((noinline)) void
note_inside()
{
	_Unwind_Backtrace(note_address, &inside);
}


__attribute__((noinline)) void
note_outside()
{
	_Unwind_Backtrace(note_address, &outside);
}


__attribute__((noinline)) void
switch_back()
{
	CHECK(swapcontext(&context, &main_context) == 0);
}


void
in_context()
{
	inside.function = (void*)in_context;
	CALL(note_inside);
	for (;;)
		CALL(switch_back);
}


__attribute__((noinline)) void
switch_and_jump()
{
	static volatile int times;
	times = 0;
	getcontext(&main_context);
	times = times + 1;
	if (times == 1)
		setcontext(&main_context);
	swapcontext(&main_context, &context);
	if (sigsetjmp(environment, 1) == 0)
		siglongjmp(environment, 1);
	if (sigsetjmp(environment, 0) == 0)
		siglongjmp(environment, 1);
}


__attribute__((noinline)) void
run()
{
	outside.function = (void*)run;
	CALL(note_outside);
	/* Once for everything that happens with first calls. */
	CALL(switch_and_jump);
	set_trap_flag(true);
	CALL(switch_and_jump);
	set_trap_flag(false);
}

}	// namespace


int
main()
{
	/* On libroot, where its own getcontext() is; else that of the host. */
	Dl_info library;
	CHECK(dladdr((void*)getcontext, &library) != 0);
	own_library = library.dli_fbase;
	struct sigaction action = {};
	action.sa_sigaction = on_trap;
	action.sa_flags = SA_SIGINFO;
	sigaction(SIGTRAP, &action, nullptr);
	MAKE_CONTEXT(context, stack, nullptr, in_context, 0);
	run();
	CHECK(inside.address != 0 && outside.address != 0);
	printf("%d of %d traps were in %s\n", traps_in_library, traps,
		library.dli_fname);
}
