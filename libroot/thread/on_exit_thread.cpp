/* The functions that a thread's end calls. */

#include <errno.h>
#include <stdlib.h>

#include <kernel_threads.h>
#include <signal_section.h>
#include <symbol_versions.h>

struct exit_callback {
	exit_callback*	next;
	void			(*function)(void*);
	void*			data;
};

/* The thread's own, the last one first. */
static __thread exit_callback* exit_callbacks
	__attribute__((tls_model("initial-exec")));

extern "C" LIBROOT_EXPORT status_t
__on_exit_thread(void (*function)(void*), void* data)
{
	if (function == nullptr)
		return B_BAD_VALUE;
	const int error = errno;
	exit_callback* callback = _kern_prepare_end_of_thread()
		? (exit_callback*)malloc(sizeof(exit_callback)) : nullptr;
	errno = error;
	if (callback == nullptr)
		return B_NO_MEMORY;
	callback->function = function;
	callback->data = data;
	/* A handler may do the same. */
	signal_section section;
	callback->next = exit_callbacks;
	exit_callbacks = callback;
	return B_OK;
}

CURRENT_VERSION(__on_exit_thread, on_exit_thread);

/* A function may add others, and may itself end the thread. */
extern "C" void
__run_exit_callbacks(void)
{
	for (;;) {
		enter_signal_section();
		exit_callback* callback = exit_callbacks;
		if (callback != nullptr)
			exit_callbacks = callback->next;
		leave_signal_section();
		if (callback == nullptr)
			return;
		const exit_callback copy = *callback;
		free(callback);
		copy.function(copy.data);
	}
}

/* The start code of BeOS's programs calls it when main() has returned. */
extern "C" LIBROOT_EXPORT void
__thread_do_exit_notification(void)
{
	__run_exit_callbacks();
}

CURRENT_VERSION(__thread_do_exit_notification, _thread_do_exit_notification);
