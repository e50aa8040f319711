#include <setjmp.h>
#include <string.h>

#include "jumps.h"

static __thread struct __jmp_buf_tag* innermost;

extern "C" int
legacy_jump(int saveMask, void (*function)(void*), void* argument, int value)
{
	struct __jmp_buf_tag* volatile outer = innermost;
	sigjmp_buf environment;
	const int result = sigsetjmp(environment, saveMask);
	if (result == 0) {
		innermost = environment;
		if (function != nullptr)
			function(argument);
		siglongjmp(environment, value);
	}
	innermost = outer;
	return result;
}

extern "C" void
legacy_jump_out(int value)
{
	longjmp(innermost, value);
}

extern "C" int
changed_guard_bytes(int saveMask)
{
	struct {
		unsigned char	before[64];
		sigjmp_buf		environment;
		unsigned char	behind[256];
	} guarded;
	memset(&guarded, 0xa5, sizeof(guarded));
	if (sigsetjmp(guarded.environment, saveMask) == 0)
		siglongjmp(guarded.environment, 1);
	int changed = 0;
	for (const unsigned char byte : guarded.before)
		changed += byte != 0xa5;
	for (const unsigned char byte : guarded.behind)
		changed += byte != 0xa5;
	return changed;
}

extern "C" legacy_set
saved_mask_word(int saveMask, int* wasSaved)
{
	sigjmp_buf environment;
	memset(&environment, 0, sizeof(environment));
	if (sigsetjmp(environment, saveMask) != 0)
		return 0;
	*wasSaved = environment[0].mask_was_saved;
	return environment[0].saved_mask;
}

static void
spoil_registers(jmp_buf environment)
{
#if defined(__i386__)
	asm volatile("" : : : "esi", "edi", "memory");
#else
	asm volatile("xorl %%ebx, %%ebx\n\txorl %%r12d, %%r12d\n\t"
		"xorl %%r13d, %%r13d\n\txorl %%r14d, %%r14d\n\txorl %%r15d, %%r15d"
		: : : "rbx", "r12", "r13", "r14", "r15", "memory");
#endif
	longjmp(environment, 1);
}

extern "C" bool
preserved_registers_survive()
{
	jmp_buf environment;
	volatile int seed = 11;
	/* Not changed after setjmp(), so defined after the jump; kept in registers
	 * by the optimiser. */
	const int a = seed * 2, b = seed * 3, c = seed * 5, d = seed * 7, e = seed * 9;
	if (setjmp(environment) == 0)
		spoil_registers(environment);
	return a == 22 && b == 33 && c == 55 && d == 77 && e == 99;
}
