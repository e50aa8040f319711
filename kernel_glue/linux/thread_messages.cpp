/* The one message that each thread has room for. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <kernel_threads.h>

#include "interruptible_wait.h"
#include "team_threads.h"
#include "user_memory.h"

/* is_user_memory() of something that may be larger than a page. */
static bool
is_user_buffer(const void* buffer, size_t size, bool write)
{
	constexpr size_t PAGE_SIZE = 4096;

	const char* piece = (const char*)buffer;
	while (size > PAGE_SIZE) {
		if (!is_user_memory(piece, PAGE_SIZE, write))
			return false;
		piece += PAGE_SIZE;
		size -= PAGE_SIZE;
	}
	return size == 0 || is_user_memory(piece, size, write);
}

/* With the lock held, and held again afterwards; the record may be of a thread
 * that is over by then. */
static int
wait_for_message_change(team_thread* thread, const interruption_watch& watch)
{
	/* A thread that was not spawned does not tell of its end. */
	constexpr int64_t LOOKING_TIME = 50 * 1000;

	const uint32_t changes
		= thread->message_changes.load(std::memory_order_relaxed);
	thread->references++;
	unlock_team_threads();
	const int result = wait_interruptibly(thread->message_changes, changes,
		watch, futex_kind::PRIVATE, thread->is_spawned ? 0 : LOOKING_TIME);
	lock_team_threads();
	release_team_thread(thread);
	return result;
}

static void
note_message_change(team_thread* thread)
{
	thread->message_changes++;
	if (thread->references != 0)
		wake_all(thread->message_changes);
}

static status_t
leave_message(thread_id id, int32 code, void* message, size_t size)
{
	const thread_id sender = system_call(SYS_gettid);
	const interruption_watch watch;
	team_threads_lock lock;
	uint32_t birth = 0;
	for (;;) {
		status_t error;
		team_thread* thread = living_team_thread(id, &error);
		/* Not another one with the same id. */
		if (thread == nullptr || (birth != 0 && thread->birth != birth))
			return thread == nullptr ? error : B_BAD_THREAD_ID;
		birth = thread->birth;
		if (!thread->has_message) {
			thread->has_message = true;
			thread->sender = sender;
			thread->code = code;
			thread->message = message;
			thread->message_size = size;
			note_message_change(thread);
			return B_OK;
		}
		if (wait_for_message_change(thread, watch) == -EINTR)
			return B_INTERRUPTED;
	}
}

extern "C" status_t
_kern_send_data(thread_id thread, int32 code, const void* buffer, size_t size)
{
	void* message = nullptr;
	if (buffer == nullptr)
		size = 0;
	if (size != 0) {
		/* The heap's locks are not to be lost with the thread. */
		thread_request_hold hold;
		const int error = errno;
		message = malloc(size);
		errno = error;
		if (message == nullptr)
			return B_NO_MEMORY;
		if (!is_user_buffer(buffer, size, false)) {
			free(message);
			return B_BAD_ADDRESS;
		}
		memcpy(message, buffer, size);
	}
	const status_t result = leave_message(thread, code, message, size);
	if (result != B_OK) {
		thread_request_hold hold;
		free(message);
	}
	return result;
}

extern "C" status_t
_kern_receive_data(thread_id* sender, void* buffer, size_t size, int32* code)
{
	if (sender != nullptr && !is_writable(sender))
		return B_BAD_ADDRESS;

	const interruption_watch watch;
	/* Until the message is copied. */
	thread_request_hold hold;
	void* message;
	size_t messageSize;
	{
		team_threads_lock lock;
		status_t error;
		team_thread* thread
			= living_team_thread(system_call(SYS_gettid), &error);
		if (thread == nullptr)
			return error;
		while (!thread->has_message) {
			thread->is_receiving = true;
			release_thread_requests();
			const int result = wait_for_message_change(thread, watch);
			hold_thread_requests();
			thread->is_receiving = false;
			if (result == -EINTR && !thread->has_message)
				return B_INTERRUPTED;
		}
		message = thread->message;
		messageSize = thread->message_size;
		*code = thread->code;
		if (sender != nullptr)
			*sender = thread->sender;
		thread->has_message = false;
		thread->message = nullptr;
		note_message_change(thread);
	}
	if (messageSize > size)
		messageSize = size;
	status_t result = B_OK;
	if (messageSize != 0) {
		if (is_user_buffer(buffer, messageSize, true))
			memcpy(buffer, message, messageSize);
		else
			result = B_BAD_ADDRESS;
	}
	free(message);
	return result;
}

extern "C" bool
_kern_has_data(thread_id id)
{
	team_threads_lock lock;
	status_t error;
	const team_thread* thread = living_team_thread(id, &error);
	return thread != nullptr && thread->has_message;
}
