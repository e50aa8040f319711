/* Jumps on the host's jump buffers: the mask in them, and the way back.
 * host_jump.S saves the registers.
 *
 * The host's own longjmp() does the jump itself: it also runs the cleanup
 * routines that go with abandoned frames, that which unlocks a stream for
 * instance when printf() was interrupted. But it would set the mask behind the
 * back of program_mask(), so it is told that none was saved.
 */
#include <setjmp.h>
#include <string.h>

#include <kernel_contract.h>
#include <legacy_mask.h>

#include "held_signals.h"
#include "host_function.h"
#include "host_jump_buffer.h"
#include "program_signals.h"
#include "signal_set.h"
#include "thread_state.h"

#if defined(__i386__)
#	define IN_REGISTERS	__attribute__((regparm(3)))
#else
#	define IN_REGISTERS
#endif

typedef void jump_function(struct __jmp_buf_tag*, int);

static constinit host_function<jump_function> host_longjmp{"longjmp"};
static constinit host_function<jump_function>
	host_longjmp_chk{"__longjmp_chk"};

static linux_sigset
mask_in(const struct __jmp_buf_tag& environment)
{
	linux_sigset mask;
	memcpy(&mask, &environment.__saved_mask, sizeof(mask));
	return mask;
}

/* Everything but the registers; returns a buffer with these alone. */
static struct __jmp_buf_tag
prepare_jump(const struct __jmp_buf_tag& environment)
{
	/* Mostly there are none, and a jump is to cost little. */
	sigset_t unused;
	if (__builtin_expect(current_thread.delivery_count != 0, 0))
		_kern_leave_handlers((void*)stack_pointer_of(environment), &unused);
	if (environment.__mask_was_saved != 0)
		set_program_mask(mask_in(environment));
	if (__builtin_expect(!current_thread.held.is_empty(), 0))
		deliver_unblocked_signals(current_thread);

	struct __jmp_buf_tag registers;
	memcpy(registers.__jmpbuf, environment.__jmpbuf,
		sizeof(registers.__jmpbuf));
	registers.__mask_was_saved = 0;
	return registers;
}

/* The end of _kern_set_jump() and the host's entries like it. Writes as much
 * of the mask as the host does. */
extern "C" IN_REGISTERS __attribute__((visibility("hidden"), used)) int
save_jump_mask(struct __jmp_buf_tag* environment, int saveMask)
{
	environment->__mask_was_saved = saveMask != 0;
	if (saveMask != 0) {
		const linux_sigset mask = program_mask();
		memcpy(&environment->__saved_mask, &mask, sizeof(mask));
	}
	return 0;
}

extern "C" bool
_kern_saved_mask(const struct __jmp_buf_tag* environment, sigset_t* mask)
{
	if (environment->__mask_was_saved == 0)
		return false;
	*mask = set_from_host(mask_in(*environment));
	return true;
}

extern "C" void
_kern_long_jump(struct __jmp_buf_tag* environment, int value)
{
	struct __jmp_buf_tag registers = prepare_jump(*environment);
	host_longjmp(&registers, value);
	__builtin_unreachable();
}

/* The host's __longjmp_chk(), which the host's headers make of longjmp() with
 * _FORTIFY_SOURCE: ends the process if the target's frame is gone. */
extern "C" IN_REGISTERS __attribute__((visibility("hidden"), used, noreturn))
void
checked_long_jump(struct __jmp_buf_tag* environment, int value,
	uintptr_t callersStackPointer)
{
	if (environment->__mask_was_saved != 0)
		note_returning_mask(set_from_host(mask_in(*environment)));
	struct __jmp_buf_tag registers = prepare_jump(*environment);

	/* A target in our own frames would be above the host's function and seem
	 * good, so it is shown one below itself. That is on the same stack, which
	 * the check is about. */
	constexpr uintptr_t BELOW_THE_HOST = 1024;
	const auto here = (uintptr_t)__builtin_frame_address(0);
	const uintptr_t target = stack_pointer_of(registers);
	if (target < callersStackPointer - JUMP_CHECK_DEPTH
		&& target >= here - BELOW_THE_HOST)
		set_stack_pointer(registers, here - BELOW_THE_HOST);
	host_longjmp_chk(&registers, value);
	__builtin_unreachable();
}
