/* Making threads, and their ends. They are the host's threads, joinable until
 * somebody here has taken them apart. */

#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <kernel_contract.h>
#include <kernel_threads.h>
#include <signal_section.h>

#include "blocked_thread.h"
#include "interruptible_wait.h"
#include "program_signals.h"
#include "team_threads.h"
#include "thread_properties.h"
#include "thread_requests.h"
#include "thread_state.h"

/* BeOS's. The host puts its own data for the thread on the same memory: for it,
 * and for the guard page. */
static constexpr size_t STACK_SIZE = 256 * 1024;
static constexpr size_t HOST_PART = 32 * 1024;

/* Its destructor sees to what is left when a thread ends by pthread_exit() or
 * pthread_cancel(). Made by whoever needs it first. */
static pthread_key_t end_key;
static bool has_end_key;

static void
finish_thread(team_thread* thread)
{
	__run_exit_callbacks();
	if (thread == nullptr)
		return;
	team_threads_lock lock;
	if (thread->is_spawned)
		end_team_thread(thread, false);
	/* Those before it, so that no more than a few wait to be freed. */
	join_ended_threads();
}

static void
see_to_end(void*)
{
	finish_thread(current_thread.spawned);
}

bool
_kern_prepare_end_of_thread(void)
{
	if (pthread_getspecific(end_key) != nullptr && has_end_key)
		return true;
	{
		team_threads_lock lock;
		if (!has_end_key) {
			if (pthread_key_create(&end_key, see_to_end) != 0)
				return false;
			has_end_key = true;
		}
	}
	signal_section section;
	return pthread_setspecific(end_key, &end_key) == 0;
}

bool
_kern_is_main_thread(void)
{
	return system_call(SYS_gettid) == getpid();
}

/* How far behind a thread's handle, which is the address of the host's data for
 * it, the word is that the kernel clears at the thread's end; 0: not known. */
static size_t
find_kernel_word_offset()
{
	/* The kernel tells, if it is made so; it writes 64 bits in any case. */
	const uintptr_t handle = (uintptr_t)pthread_self();
	uint64_t address = 0;
	if (system_call(SYS_prctl, PR_GET_TID_ADDRESS, &address) == 0)
		return (uintptr_t)address - handle;

	/* Else it is the word with the thread's id, behind what programs know. */
	constexpr size_t KNOWN_PART = 64;
	constexpr size_t SEARCHED_PART = 1024;
	const uint32_t id = system_call(SYS_gettid);
	for (size_t i = KNOWN_PART; i < SEARCHED_PART; i += sizeof(uint32_t)) {
		if (*(const uint32_t*)(handle + i) == id)
			return i;
	}
	return 0;
}

static const std::atomic<uint32_t>*
kernel_word_of(const team_thread& thread)
{
	static std::atomic<size_t> offset;
	if (offset.load(std::memory_order_relaxed) == 0)
		offset.store(find_kernel_word_offset(), std::memory_order_relaxed);
	if (offset.load(std::memory_order_relaxed) == 0)
		return nullptr;
	const auto word = (const std::atomic<uint32_t>*)((uintptr_t)thread.handle
		+ offset.load(std::memory_order_relaxed));
	return word->load(std::memory_order_relaxed) == (uint32_t)thread.id
		? word : nullptr;
}

static void
start_suspended(team_thread* thread)
{
	while (thread->is_prepared.load(std::memory_order_acquire) == 0) {
		system_call(SYS_futex, &thread->is_prepared,
			LINUX_FUTEX_WAIT_PRIVATE, 0, nullptr);
	}
	current_thread.spawned = thread;
	if (thread->function == nullptr)
		return;
	if (thread->name[0] != '\0')
		set_host_thread_name(thread->id, thread->name);
	if (thread->priority != B_NORMAL_PRIORITY)
		set_host_thread_priority(thread->id, thread->priority);
	obey_thread_request(find_thread_request(thread->id));
}

static void*
run_spawned_thread(void* data)
{
	team_thread* thread = (team_thread*)data;
	start_suspended(thread);

	struct __jmp_buf_tag exitPoint;
	thread->exit_point = &exitPoint;
	if (thread->function != nullptr && _kern_set_jump(&exitPoint, 0) == 0) {
		_kern_prepare_end_of_thread();
		start_with_program_mask(thread->mask);
		thread->result = (void*)(intptr_t)thread->function(thread->data);
	}

	finish_thread(thread);
	thread->exit_point = nullptr;
	/* In the child of fork() it is the main thread. */
	if (!thread->is_spawned)
		exit((intptr_t)thread->result);
	return thread->result;
}

/* Between make_team_thread() and the start, the record is the creator's. */
static int
create_host_thread(team_thread* thread)
{
	pthread_attr_t attributes;
	int error = pthread_attr_init(&attributes);
	if (error != 0)
		return error;
	pthread_attr_setstacksize(&attributes, STACK_SIZE + HOST_PART);
	error = create_blocked_thread(&thread->handle, &attributes,
		run_spawned_thread, thread);
	pthread_attr_destroy(&attributes);
	return error;
}

static thread_id
id_of(pthread_t thread)
{
	/* pthread_getcpuclockid(3) yields ~id << 3 | 6 for a thread's own clock. */
	clockid_t clock;
	pthread_getcpuclockid(thread, &clock);
	return ~(clock >> 3);
}

static void
let_start(team_thread* thread)
{
	thread->is_prepared.store(1, std::memory_order_release);
	wake_all(thread->is_prepared);
}

extern "C" thread_id
_kern_spawn_thread(thread_func function, const char* name, int32 priority,
	void* data)
{
	if (function == nullptr)
		return B_BAD_VALUE;
	char ownName[B_OS_NAME_LENGTH] = "";
	if (name != nullptr && !copy_thread_name(ownName, name))
		return B_BAD_ADDRESS;

	/* Not to be ended or suspended with the host's locks. */
	thread_request_hold hold;
	team_thread* thread;
	{
		team_threads_lock lock;
		join_ended_threads();
		thread = make_team_thread();
	}
	if (thread == nullptr)
		return B_NO_MEMORY;
	thread->is_spawned = true;
	thread->function = function;
	thread->data = data;
	thread->mask = program_mask();
	thread->priority = thread_priority_in_range(priority);
	memcpy(thread->name, ownName, sizeof(ownName));

	const int error = create_host_thread(thread);
	thread_request* request = nullptr;
	if (error == 0) {
		thread->id = id_of(thread->handle);
		thread->kernel_word = kernel_word_of(*thread);
		thread->birth = birth_of_thread(thread->id);
		request = make_thread_request(thread->id);
	}
	if (request == nullptr) {
		if (error == 0) {
			/* It ends at once. */
			thread->function = nullptr;
			let_start(thread);
			return B_NO_MEMORY;
		}
		team_threads_lock lock;
		thread->is_joined = true;
		drop_team_thread(thread);
		return error == EAGAIN ? B_NO_MORE_THREADS : B_NO_MEMORY;
	}
	request->change(thread->birth, UINT32_MAX, REQUEST_SUSPEND | STOPPED);
	const thread_id id = thread->id;
	{
		team_threads_lock lock;
		list_team_thread(thread);
	}
	let_start(thread);
	return id;
}

extern "C" void
_kern_exit_thread(status_t status)
{
	_kern_end_sections();
	team_thread* thread = current_thread.spawned;
	if (_kern_is_main_thread()) {
		__run_exit_callbacks();
		_exit(status);
	}
	if (thread == nullptr || thread->exit_point == nullptr)
		pthread_exit((void*)(intptr_t)status);
	thread->result = (void*)(intptr_t)status;
	_kern_long_jump(thread->exit_point, 1);
}
