/* The program's own sections: what they need before the first one, and when
 * their thread ends inside one. */
#include <pthread.h>

#include <signal_section.h>

#include "default_actions.h"
#include "system_call.h"
#include "thread_state.h"

enum key_state : int {
	NO_KEY,
	MAKING_KEY,
	HAS_KEY
};

static std::atomic<int> key_state;
static pthread_key_t thread_end_key;

/* What a thread holds when it ends is delivered, as if it had left its
 * sections. Other destructors may begin new ones: until the last round. */
static void
end_sections(void* value)
{
	pthread_setspecific(thread_end_key, value);
	_kern_end_sections();
	pass_held_signals_on(current_thread);
}

extern "C" void
_kern_end_sections(void)
{
	thread_state& thread = current_thread;
	__libroot_lpmap.blockallsigs = 0;
	thread.fast_block_word = nullptr;
	if (thread.in_vfork_child == 0)
		deliver_held_signals(thread);
}

extern "C" void
_kern_prepare_sections(void)
{
	int state = NO_KEY;
	if (key_state.compare_exchange_strong(state, MAKING_KEY)) {
		const bool made
			= pthread_key_create(&thread_end_key, end_sections) == 0;
		key_state.store(made ? HAS_KEY : NO_KEY);
	}
	make_default_actions_wait();
	/* A vfork child's memory is its parent's; its dispositions are not. */
	if (current_thread.in_vfork_child != 0)
		return;
	__libroot_lpmap.thread_id = system_call(SYS_gettid);
	/* Any value but null will do. Another thread may be making the key just
	 * now: then it is this thread's next section that is prepared. */
	if (key_state.load() == HAS_KEY
		&& pthread_setspecific(thread_end_key, &thread_end_key) == 0)
		__libroot_lpmap.is_prepared = 1;
}
