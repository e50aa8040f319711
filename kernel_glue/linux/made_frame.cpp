#include "made_frame.h"

#include <algorithm>
#include <atomic>

#include <cpuid.h>
#include <string.h>

#include "registers.h"
#include "run_handler.h"
#include "signal_mask.h"
#include "system_call.h"
#include "thread_state.h"

namespace {

/* The processor's registers that XSAVE can save and that are the program's
 * (Intel SDM 1, 13.1): x87, SSE, AVX, AVX-512, protection keys. AMX's tiles are
 * nobody's across a call. */
constexpr uint64_t SAVED_FEATURES = 1 << 0 | 1 << 1 | 1 << 2
	| 1 << 5 | 1 << 6 | 1 << 7 | 1 << 9;
constexpr uint32_t FXSAVE_SIZE = 512;
constexpr uint32_t XSAVE_HEADER_SIZE = 64;
constexpr uint32_t FP_XSTATE_MAGIC2 = 0x46505845;
constexpr size_t ALIGNMENT = 64;
constexpr uintptr_t FLAG_TRAP = 0x100;

struct extended_state {
	uint64_t	features;
	uint32_t	size;
};

/* Asked once; in a virtual machine CPUID is slow. Everybody finds the same. */
std::atomic<uint32_t> known_size;
std::atomic<uint32_t> known_features;

extended_state
find_extended_state()
{
	constexpr uint32_t OSXSAVE = 1 << 27;

	uint32_t a, b, c, d;
	if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & OSXSAVE) == 0)
		return { 0, FXSAVE_SIZE };
	uint32_t enabled, high;
	asm volatile(".byte 0x0f, 0x01, 0xd0"	/* xgetbv */
		: "=a"(enabled), "=d"(high) : "c"(0));
	extended_state state = { enabled & SAVED_FEATURES,
		FXSAVE_SIZE + XSAVE_HEADER_SIZE };
	for (int feature = 2; feature < 32; feature++) {
		if ((state.features >> feature & 1) == 0)
			continue;
		__cpuid_count(0xd, feature, a, b, c, d);
		if (b + a > state.size)
			state.size = b + a;
	}
	return state;
}

extended_state
supported_extended_state()
{
	const uint32_t size = known_size.load(std::memory_order_acquire);
	if (size != 0)
		return { known_features.load(std::memory_order_relaxed), size };
	const extended_state state = find_extended_state();
	known_features.store((uint32_t)state.features, std::memory_order_relaxed);
	known_size.store(state.size, std::memory_order_release);
	return state;
}

/* From the top: the room for the processor's registers, whose XSAVE part must be
 * aligned, and the frame, where the stack pointer is as behind a call. */
constexpr size_t BEFORE_XSAVE = offsetof(linux_fpu_state, legacy);

struct frame_place {
	made_frame*			frame;
	linux_fpu_state*	fpu;
};

size_t
room_for_fpu(const extended_state& state)
{
	return std::max<size_t>(state.size + sizeof(FP_XSTATE_MAGIC2),
		sizeof(linux_fpu_state));
}

size_t
room_for_frame(const extended_state& state)
{
	return room_for_fpu(state) + ALIGNMENT + BEFORE_XSAVE + sizeof(made_frame)
		+ 2 * 16;
}

frame_place
place_frame(uintptr_t top, const extended_state& state)
{
	uintptr_t place = (top - room_for_fpu(state)) & ~(ALIGNMENT - 1);
	place -= BEFORE_XSAVE;
	frame_place result;
	result.fpu = (linux_fpu_state*)place;
	place -= sizeof(made_frame);
	result.frame = (made_frame*)((place & ~uintptr_t{15}) - sizeof(void*));
	return result;
}

void
prepare_fpu_area(linux_fpu_state& fpu, const extended_state& state)
{
	/* All but the header is written by the processor. */
	memset(&fpu, 0, sizeof(fpu));
	if (state.features == 0)
		return;
#if defined(__i386__)
	uint32_t& magic = fpu.extended_magic;
#else
	uint32_t& magic = fpu.magic;
#endif
	unsigned char* saved = fpu.legacy;
	magic = LINUX_XSTATE_MAGIC;
	fpu.features = state.features;
	fpu.state_size = state.size;
	fpu.extended_size = state.size + sizeof(FP_XSTATE_MAGIC2);
	/* The header of the XSAVE area, which XSAVE does not clear. */
	memset(saved + FXSAVE_SIZE, 0, XSAVE_HEADER_SIZE);
	memcpy(saved + state.size, &FP_XSTATE_MAGIC2, sizeof(FP_XSTATE_MAGIC2));
}

void
prepare_segments(linux_ucontext& context)
{
#define SEGMENT(name) \
	asm volatile("mov %%" #name ", %0" : "=r"(segment)); \
	context.name = segment
	uint16_t segment;
	SEGMENT(cs);
	SEGMENT(ss);
#if defined(__i386__)
	SEGMENT(ds);
	SEGMENT(es);
	SEGMENT(fs);
	SEGMENT(gs);
#endif
#undef SEGMENT
}

}	/* namespace */

void
deliver_on_made_frame(const held_signal& held, const linux_siginfo& info)
{
	constexpr int IN_USE_OR_NONE = 1 | 2;	/* SS_ONSTACK, SS_DISABLE */

	const extended_state state = supported_extended_state();
	linux_stack stack;
	system_call(SYS_sigaltstack, nullptr, &stack);
	const size_t room = room_for_frame(state);
	uintptr_t top;
	if (wants_alternate_stack(held.action)
		&& (stack.flags & IN_USE_OR_NONE) == 0 && stack.size > room) {
		/* Not even what HOLDING_MASK lets through may come onto the stack until
		 * we are on it. The handler's mask follows. */
		const linux_sigset all = ~linux_sigset{0};
		change_host_mask(LINUX_SIG_SETMASK, &all, nullptr);
		top = (uintptr_t)stack.sp + stack.size;
	} else {
		/* On our own: reserved, because whatever interrupts uses what is below
		 * the stack pointer. */
		top = (uintptr_t)__builtin_alloca(room) + room;
	}
	const frame_place place = place_frame(top, state);
	linux_fpu_state& fpu = *place.fpu;
	made_frame& frame = *place.frame;

	prepare_fpu_area(fpu, state);
	memset(&frame, 0, sizeof(frame));
	frame.return_address = return_from_made_frame;
	frame.features = state.features;
	frame.held = held;
	frame.info = info;
	frame.context.stack = stack;
	frame.context.fpu = &fpu;
	/* UC_FP_XSTATE; UC_SIGCONTEXT_SS and UC_STRICT_RESTORE_SS on x86-64
	 * (arch/x86/include/uapi/asm/ucontext.h). */
	frame.context.flags = state.features != 0 ? 1 : 0;
#if defined(__i386__)
	frame.signal = held.signal;
	frame.info_argument = &frame.info;
	frame.context_argument = &frame.context;
#else
	frame.context.flags |= 2 | 4;
#endif
	prepare_segments(frame.context);
	enter_made_frame(&frame);
}

/* Called by enter_made_frame(), with the registers saved. */
extern "C" __attribute__((visibility("hidden"), used)) void
#if defined(__i386__)
__attribute__((regparm(1)))
#endif
run_made_frame(made_frame* frame)
{
	thread_state& before = current_thread;
	const threads_own<thread_state> own(before);
	linux_ucontext& context = frame->context;
	/* A debugger that steps through enter_made_frame() shows in the flags that
	 * it saves (TF; Intel SDM 1, 3.4.3), but not to the program. */
	flags_of(context) &= ~FLAG_TRAP;
	const uintptr_t flags = flags_of(context);
	frame->instruction_pointer = instruction_pointer_of(context);
	frame->stack_pointer = interrupted_stack_pointer(context);
	run_held_handler(before, frame->held, frame->info, context);

	frame->flags_changed = flags_of(context) != flags;
	const bool redirected
		= instruction_pointer_of(context) != frame->instruction_pointer
			|| interrupted_stack_pointer(context) != frame->stack_pointer;
	thread_state& now = own.now();
	finish_held_handler(now, redirected || &now != &before);
}
