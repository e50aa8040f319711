/* What the calls have in common that wait. */
#ifndef _WAITING_H
#define _WAITING_H

#include <errno.h>
#include <pthread.h>
#include <sys/single_threaded.h>

#include "fast_block.h"
#include "held_signals.h"
#include "system_call.h"
#include "thread_state.h"

/* Makes a system call in wait() that is a cancellation point. Like the host's
 * own, it can be cancelled anywhere while asynchronous cancellation is on; in a
 * process with one thread only that thread itself could have asked for it. */
template<typename Wait>
inline long
wait_cancellably(Wait wait)
{
	if (__libc_single_threaded) {
		pthread_testcancel();
		return wait();
	}
	/* A thread that is cancelled leaves the host's handler with what the kernel
	 * had blocked there. */
	thread_state& thread = current_thread;
	const bool wasMaskKnown = thread.is_mask_known;
	thread.is_mask_known = false;
	int type;
	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type);
	const long result = wait();
	pthread_setcanceltype(type, nullptr);
	if (wasMaskKnown)
		thread.is_mask_known = true;
	return result;
}

template<typename... Arguments>
inline long
cancellable_system_call(long number, Arguments... arguments)
{
	return wait_cancellably([=] { return system_call(number, arguments...); });
}

/* The same where a mask replaces the thread's meanwhile: the signal entry sees
 * where it comes from whether it has ended the wait. */
template<typename... Arguments>
inline long
cancellable_masked_wait(long number, Arguments... arguments)
{
	return wait_cancellably(
		[=] { return waiting_system_call(number, arguments...); });
}

/* Tells the signal entry which mask is in force during a call that replaces it
 * for the time of its wait. */
class temporary_mask {
public:
	explicit
	temporary_mask(const linux_sigset* mask)
	{
		current_thread.temporary_mask = mask;
	}

	~temporary_mask()
	{
		current_thread.temporary_mask = nullptr;
	}
};

/* Does the mask let something through that is held back? Then a wait with it is
 * over before it begins; outside sections the handlers have run, with that
 * mask. */
bool interrupted_by_held_signal(linux_sigset mask);

/* Calls wait(), a system call that replaces the mask while it waits. */
template<typename Wait>
inline long
wait_with_temporary_mask(const linux_sigset& mask, Wait wait)
{
	thread_state& thread = current_thread;
	/* In a section nothing may arrive between the look at what is held and the
	 * wait, which would not end then. */
	const bool inSection
		= is_in_section(thread) && thread.in_vfork_child == 0;
	if (__builtin_expect(inSection, 0))
		hold_all(thread);
	if (__builtin_expect(!thread.held.is_empty(), 0)
		&& interrupted_by_held_signal(mask)) {
		pthread_testcancel();
		return -EINTR;
	}
	long result;
	{
		temporary_mask record(&mask);
		result = wait();
	}
	if (__builtin_expect(inSection, 0))
		hold_no_longer(thread);
	return result;
}

/* The calls that take a time_span of kernel_contract.h as it is. */
#if defined(__i386__)
#	define SYS_sigtimedwait64	SYS_rt_sigtimedwait_time64
#	define SYS_pselect64		SYS_pselect6_time64
#	define SYS_ppoll64			SYS_ppoll_time64
#	define SYS_futex64			SYS_futex_time64
#else
#	define SYS_sigtimedwait64	SYS_rt_sigtimedwait
#	define SYS_pselect64		SYS_pselect6
#	define SYS_ppoll64			SYS_ppoll
#	define SYS_futex64			SYS_futex
#endif

#endif	/* _WAITING_H */
