#include <errno.h>
#include <string.h>

#include <kernel_contract.h>
#include <signal_deferral.h>
#include <signal_section.h>

#include "action_table.h"
#include "default_actions.h"
#include "fast_block.h"
#include "send_to_thread.h"
#include "signal_mask.h"
#include "thread_state.h"
#include "user_memory.h"

static int
set_word(uint32_t* word)
{
	if (current_thread.fast_block_word != nullptr)
		return -EBUSY;
	if ((uintptr_t)word % sizeof(*word) != 0)
		return -EINVAL;
	if (!is_writable(word))
		return -EFAULT;
	if (!__libroot_lpmap.is_prepared)
		_kern_prepare_sections();
	current_thread.fast_block_word = word;
	return 0;
}

static bool
is_word_readable(const volatile uint32_t* word)
{
	return is_readable(const_cast<const uint32_t*>(word));
}

static bool
is_word_writable(volatile uint32_t* word)
{
	return is_writable(const_cast<uint32_t*>(word));
}

volatile uint32_t*
forget_unusable_word(thread_state& thread)
{
	volatile uint32_t* word = thread.fast_block_word;
	/* In a child of vfork() the word is its parent's. */
	if (word == nullptr || thread.in_vfork_child != 0)
		return nullptr;
	const bool readable = is_word_readable(word);
	if (readable && ((*word & ~SIGFASTBLOCK_FLAGS) == 0
			|| is_word_writable(word)))
		return nullptr;
	thread.fast_block_word = nullptr;
	return readable ? nullptr : word;
}

void
raise_word_fault(const volatile uint32_t* word)
{
	constexpr int LINUX_SEGV_ACCERR = 2;

	linux_siginfo info;
	memset(&info, 0, sizeof(info));
	info.signo = LINUX_SIGSEGV;
	info.code = LINUX_SEGV_ACCERR;
	info.fault.address = const_cast<uint32_t*>(word);
	stored_action action;
	if (read_action_in_force(LINUX_SIGSEGV, action)
		&& action.handler == nullptr)
		carry_out_default_action(LINUX_SIGSEGV, info, nullptr);
	else
		send_to_this_thread(LINUX_SIGSEGV, info);
}

bool
counts_sections(thread_state& thread)
{
	if (thread.in_vfork_child != 0)
		return is_word_readable(thread.fast_block_word)
			&& (*thread.fast_block_word & ~SIGFASTBLOCK_FLAGS) != 0;
	const volatile uint32_t* lost = forget_unusable_word(thread);
	if (lost != nullptr)
		raise_word_fault(lost);
	return thread.fast_block_word != nullptr
		&& (*thread.fast_block_word & ~SIGFASTBLOCK_FLAGS) != 0;
}

/* What the word has held back is not held back by it any more. */
static void
release_held_signals()
{
	if ((__libroot_lpmap.blockallsigs & LPMAP_DEPTH_MASK) == 0) {
		_kern_deliver_held_signals();
		return;
	}
	/* It still is by a section, which has to know when it ends. */
	asm volatile("orl %1, %0" : "+m"(__libroot_lpmap.blockallsigs)
		: "i"(LPMAP_ARRIVED) : "memory", "cc");
}

/* The registered word, or null with error set. A word that cannot be used is
 * forgotten, so that the thread can go on. */
static volatile uint32_t*
usable_word(int& error)
{
	volatile uint32_t* word = current_thread.fast_block_word;
	if (word == nullptr) {
		error = -EINVAL;
		return nullptr;
	}
	if (!is_word_writable(word)) {
		current_thread.fast_block_word = nullptr;
		release_held_signals();
		error = -EFAULT;
		return nullptr;
	}
	return word;
}

static int
unblock()
{
	int error;
	volatile uint32_t* word = usable_word(error);
	if (word == nullptr)
		return error;
	/* In one step: a handler may come at any moment, and use the word. */
	uint32_t expected = SIGFASTBLOCK_PEND;
	if (!__atomic_compare_exchange_n(word, &expected, 0, false,
			__ATOMIC_RELAXED, __ATOMIC_RELAXED))
		return -EBUSY;
	release_held_signals();
	return 0;
}

static int
unset_word()
{
	int error;
	volatile uint32_t* word = usable_word(error);
	if (word == nullptr)
		return error;
	const uint32_t value = __atomic_load_n(word, __ATOMIC_RELAXED);
	if (value != 0 && value != SIGFASTBLOCK_PEND)
		return -EBUSY;
	current_thread.fast_block_word = nullptr;
	if (value != 0)
		release_held_signals();
	return 0;
}

extern "C" int
_kern_sigfastblock(int command, uint32_t* word)
{
	switch (command) {
		case SIGFASTBLOCK_SETPTR:
			return set_word(word);
		case SIGFASTBLOCK_UNBLOCK:
			return unblock();
		case SIGFASTBLOCK_UNSETPTR:
			return unset_word();
	}
	return -EINVAL;
}
