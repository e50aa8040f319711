// The check of __longjmp_chk(): jumps to frames that are gone end the process.
#include "../transcript.h"

#include <alloca.h>
#include <setjmp.h>

/* What <setjmp.h> with _FORTIFY_SOURCE makes of longjmp(). */
extern "C" void __longjmp_chk(struct __jmp_buf_tag* environment, int value)
	__attribute__((noreturn));

namespace {

sigjmp_buf environment;


/* A frame that is gone, how far below its caller's: __longjmp_chk() sees it. */
__attribute__((noinline)) int
set_jump_below(size_t distance)
{
	volatile char* space = (volatile char*)alloca(distance);
	space[0] = 1;
	return _setjmp(environment);
}


void
check_of_gone_frames()
{
	static const size_t distances[] = { 16, 64, 128, 256, 512, 1024, 4096,
		65536 };
	for (const size_t distance : distances) {
		print_end_of("gone frame", [distance] {
			static volatile bool again;
			if (set_jump_below(distance) != 0 || again)
				_exit(3);
			again = true;
			__longjmp_chk(environment, 1);
		});
	}
	/* The same within an alternate stack; out of one all is allowed. */
	alignas(16) static char alternate[256 * 1024];
	const stack_t stack = { .ss_sp = alternate, .ss_flags = 0,
		.ss_size = sizeof(alternate) };
	sigaltstack(&stack, nullptr);
	struct sigaction action = {};
	action.sa_flags = SA_ONSTACK;
	static size_t below;
	action.sa_handler = [](int) {
		if (below != 0 && set_jump_below(below) != 0)
			_exit(3);
		__longjmp_chk(environment, 1);
	};
	sigaction(SIGUSR1, &action, nullptr);
	static const size_t handler_distances[] = { 0, 64, 512, 4096 };
	for (const size_t distance : handler_distances) {
		below = distance;
		print_end_of("from an alternate stack", [] {
			if (sigsetjmp(environment, 1) == 0)
				raise(SIGUSR1);
			_exit(4);
		});
	}
}


/* How deep below the caller's stack pointer the target may be. */
void
limit_of_the_check()
{
	static const size_t WORD = sizeof(void*);
	for (size_t words = 0; words < 24; words++) {
		print_end_of("stack pointer moved", [words] {
			if (sigsetjmp(environment, 1) != 0)
				_exit(3);
			/* The encoding of glibc's pointer_guard.h. */
			uintptr_t pointer
				= environment->__jmpbuf[WORD == 8 ? 6 : 4];
#if defined(__i386__)
			asm("rorl $9, %0\n\txorl %%gs:0x18, %0" : "+r"(pointer));
#else
			asm("rorq $17, %0\n\txorq %%fs:0x30, %0" : "+r"(pointer));
#endif
			pointer -= words * WORD;
#if defined(__i386__)
			asm("xorl %%gs:0x18, %0\n\troll $9, %0" : "+r"(pointer));
#else
			asm("xorq %%fs:0x30, %0\n\trolq $17, %0" : "+r"(pointer));
#endif
			environment->__jmpbuf[WORD == 8 ? 6 : 4] = pointer;
			__longjmp_chk(environment, 1);
		});
	}
}

}	// namespace


int
main()
{
	check_of_gone_frames();
	limit_of_the_check();
}
