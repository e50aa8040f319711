#include "object_lock.h"

#include <errno.h>
#include <unistd.h>

#include <kernel_contract.h>
#include <signal_section.h>

#include "system_call.h"
#include "team_identity.h"
#include "thread_state.h"
#include "waiting.h"

__thread object_thread current_object_thread;

uint32_t
prepare_object_thread()
{
	object_thread& thread = current_object_thread;
	/* A child of vfork() has its parent's memory, but is a thread of its own. */
	if (current_thread.in_vfork_child != 0) {
		if (thread.robust_list == nullptr)
			thread.robust_list = &thread.no_list;
		return system_call(SYS_gettid);
	}
	if (thread.team != 0
		&& thread.team == own_identity->load(std::memory_order_relaxed))
		return thread.id;
	const team_identity team = this_team();
	const uint32_t id = system_call(SYS_gettid);
	if (thread.id != id) {
		/* What was going on was going on in the parent of fork(). */
		thread.locked = thread.locked != 0;
		thread.postponed_request = 0;
		thread.wakes = 0;
	}
	linux_robust_list* list = nullptr;
	size_t size;
	if (system_call(SYS_get_robust_list, 0, &list, &size) != 0
		|| list == nullptr)
		list = &thread.no_list;
	thread.robust_list = list;
	thread.id = id;
	thread.team = team;
	return id;
}

void*
pending_of(std::atomic<uint32_t>& word)
{
	return (char*)&word - current_object_thread.robust_list->futex_offset;
}

/* Written whole, between instructions of this thread. */
static void
set_pending(linux_robust_list& list, void* pending)
{
	*(void* volatile*)&list.list_op_pending = pending;
}

/* Waits a moment for the lock's word to become something else than this. */
static long
await_change(object_lock& lock, uint32_t word)
{
	const time_span patience = { LOCK_PATIENCE / 1000,
		LOCK_PATIENCE % 1000 * 1000000 };
	return futex_call(lock.word, LINUX_FUTEX_WAIT, word, &patience);
}

static bool
lock_contended(object_lock& lock, uint32_t self)
{
	constexpr int SPINS = 100;

	uint32_t taken = self;
	for (int i = 0;; i++) {
		uint32_t word = lock.word.load(std::memory_order_relaxed);
		const uint32_t holder = word & LINUX_FUTEX_TID_MASK;
		if (holder == 0) {
			const bool died = (word & LINUX_FUTEX_OWNER_DIED) != 0;
			if (lock.word.compare_exchange_strong(word,
					taken | (word & LINUX_FUTEX_WAITERS)))
				return died;
			continue;
		}
		if (i < SPINS) {
			__builtin_ia32_pause();
			continue;
		}
		/* From now on others may wait beside this one. */
		taken = self | LINUX_FUTEX_WAITERS;
		if (!lock.word.compare_exchange_strong(word,
				word | LINUX_FUTEX_WAITERS))
			continue;
		word |= LINUX_FUTEX_WAITERS;
		const bool isGone = system_call(SYS_tkill, holder, 0) == -ESRCH
			|| (await_change(lock, word) == -ETIMEDOUT
				&& is_thread_dead(holder));
		if (isGone && lock.word.compare_exchange_strong(word, taken))
			return true;
	}
}

bool
lock_object(object_lock& lock)
{
	enter_signal_section();
	object_thread& thread = current_object_thread;
	thread.locked++;
	const uint32_t self = prepare_object_thread();
	std::atomic_signal_fence(std::memory_order_seq_cst);
	linux_robust_list& list = *thread.robust_list;
	thread.pending_before = list.list_op_pending;
	set_pending(list, pending_of(lock.word));
	uint32_t word = 0;
	if (lock.word.compare_exchange_strong(word, self))
		return false;
	return lock_contended(lock, self);
}

static void
wake_one(std::atomic<uint32_t>& futex)
{
	futex_call(futex, LINUX_FUTEX_WAKE, 1);
}

void
wake_after_unlock(std::atomic<uint32_t>& futex)
{
	object_thread& thread = current_object_thread;
	if (thread.wakes == object_thread::MAX_WAKES)
		wake_one(futex);
	else
		thread.wake[thread.wakes++] = &futex;
}

void
unlock_object(object_lock& lock)
{
	object_thread& thread = current_object_thread;
	const uint32_t word = lock.word.exchange(0);
	if (__builtin_expect((word & LINUX_FUTEX_WAITERS) != 0, 0))
		wake_one(lock.word);
	set_pending(*thread.robust_list, thread.pending_before);
	/* If the process is ended before this, those of other processes look after
	 * a while; its own are ended too. */
	while (thread.wakes > 0)
		wake_one(*thread.wake[--thread.wakes]);
	thread.locked--;
	std::atomic_signal_fence(std::memory_order_seq_cst);
	if (__builtin_expect(thread.postponed_request != 0, 0)) {
		const int request = thread.postponed_request;
		thread.postponed_request = 0;
		system_call(SYS_tgkill, getpid(), system_call(SYS_gettid), request);
	}
	leave_signal_section();
}

bool
postpone_thread_request(int hostSignal)
{
	object_thread& thread = current_object_thread;
	if (thread.locked == 0 || current_thread.in_vfork_child != 0)
		return false;
	thread.postponed_request = hostSignal;
	return true;
}
