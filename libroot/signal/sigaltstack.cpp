#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Sets and tells the thread's alternate signal stack (XSI). Both pointers may
 * be null. EINVAL: flags other than SS_DISABLE. ENOMEM: smaller than
 * MINSIGSTKSZ, or than the processor needs. EPERM: while running on it.
 * EFAULT. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigaltstack(const stack_t* stack, stack_t* oldStack)
{
	if (stack != nullptr) {
		const int error = _kern_check_user_memory(stack, sizeof(*stack), false);
		if (error != 0)
			return errno_result(error);
		/* SS_ONSTACK is what a stack that was asked for while running on it
		 * shows; giving it back means the same as no flag. */
		if ((stack->ss_flags & ~(SS_DISABLE | SS_ONSTACK)) != 0
			|| stack->ss_flags == (SS_DISABLE | SS_ONSTACK))
			return errno_result(-EINVAL);
		if (stack->ss_flags != SS_DISABLE && stack->ss_size < MINSIGSTKSZ)
			return errno_result(-ENOMEM);
	}
	return errno_result(_kern_set_signal_stack(stack, oldStack));
}

CURRENT_VERSION(__sigaltstack, sigaltstack);

/* BeOS: the same for a stack that is known to be good. Errors are lost.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT void
__set_signal_stack(void* base, size_t size)
{
	const stack_t stack = { base, size, 0 };
	const int error = errno;
	__sigaltstack(&stack, nullptr);
	errno = error;
}

CURRENT_VERSION(__set_signal_stack, set_signal_stack);
