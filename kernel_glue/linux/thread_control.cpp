/* Ending, suspending and resuming single threads.
 *
 * Linux can do so with whole processes only. So the request is noted where the
 * thread can see it, and a signal without a number of ours makes it look.
 */

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <kernel_contract.h>

#include "default_actions.h"
#include "loaded_team.h"
#include "object_lock.h"
#include "process_files.h"
#include "restorer.h"
#include "system_call.h"
#include "team_threads.h"
#include "thread_requests.h"
#include "thread_state.h"

/* The signals that may carry requests: standard ones, because a realtime one
 * cannot be sent when the limit of queued signals is reached. The second is
 * for programs in which somebody else uses the first. */
static constexpr int carriers[] = { LINUX_SIGSTKFLT, LINUX_SIGPWR };

/* How long suspend_thread() waits for the thread to have stopped. One that runs
 * notices at once. One that does not, be it in the kernel or waiting for a
 * processor, cannot run the program's code before it has noticed. */
static constexpr long STOP_PATIENCE_NANOSECONDS = 10 * 1000 * 1000;

/* Ends the calling thread as the kernel sees it: nothing of the program's or
 * the C library's runs, since it could hold any lock. The kernel tells whoever
 * joins. */
[[noreturn]] static void
end_this_thread()
{
	note_killed_thread();
	for (;;)
		system_call(SYS_exit, 0);
}

void
obey_thread_request(thread_request* request)
{
	for (;;) {
		uint32_t state = request->state();
		if ((state & REQUEST_END) != 0) {
			withdraw_from_queues();
			request->clear(UINT32_MAX);
			request->wake();
			end_this_thread();
		}
		if ((state & REQUEST_SUSPEND) == 0)
			break;
		if ((state & STOPPED) == 0) {
			if (!request->try_to_set(state, STOPPED))
				continue;
			state |= STOPPED;
			request->wake();
		}
		request->wait(state, nullptr);
	}
	request->clear(STOPPED);
	end_waits_of_resumed_thread();
}

/* Somebody else sent the signal: what would have happened without us, happens
 * as soon as the handler returns. */
static void
take_default_action(int hostSignal)
{
	linux_sigaction action = {};
	system_call(SYS_rt_sigaction, hostSignal, &action, nullptr,
		sizeof(linux_sigset));
	system_call(SYS_tgkill, getpid(), system_call(SYS_gettid), hostSignal);
}

static void
handle_request(int hostSignal, linux_siginfo* info, void*)
{
	const int error = errno;
	thread_request* request = find_thread_request(system_call(SYS_gettid));
	/* The sender is lost when the limit of queued signals is reached. */
	const bool fromHere = info->code == LINUX_SI_TKILL
		&& info->sender.pid == getpid();
	const bool senderLost = info->code == LINUX_SI_USER
		&& info->sender.pid == 0;
	if (request == nullptr || !(fromHere || senderLost)) {
		take_default_action(hostSignal);
		errno = error;
		return;
	}

	/* In the middle of what nobody else could take up, or of what others may
	 * want: at its end. */
	if (current_thread.request_holds != 0)
		current_thread.waiting_request = hostSignal;
	else if (!postpone_thread_request(hostSignal)) {
		obey_thread_request(request);
		current_thread.interruptions++;
	}
	errno = error;
}

static bool
is_request_handler(const linux_sigaction& action)
{
	return action.handler == (uintptr_t)handle_request;
}

/* The carrier, with our handler in place; 0 if somebody uses all of them. */
static int
prepare_carrier()
{
	for (const int carrier : carriers) {
		linux_sigaction action;
		if (system_call(SYS_rt_sigaction, carrier, nullptr, &action,
				sizeof(linux_sigset)) != 0)
			continue;
		if (is_request_handler(action))
			return carrier;
		if (action.handler != 0 && !is_caught_default_action(carrier, action))
			continue;
		action.handler = (uintptr_t)handle_request;
		/* No SA_RESTART: a resumed thread's call returns EINTR. All signals
		 * wait while a thread is suspended. */
		action.flags = LINUX_SA_SIGINFO;
		set_restorer(action);
		memset(action.mask, 0xff, sizeof(action.mask));
		if (system_call(SYS_rt_sigaction, carrier, &action, nullptr,
				sizeof(linux_sigset)) == 0)
			return carrier;
	}
	return 0;
}

static int
notify(thread_id thread, int carrier)
{
	return system_call(SYS_tgkill, getpid(), thread, carrier);
}

static bool
is_main_thread(thread_id thread)
{
	return system_call(SYS_tgkill, thread, thread, 0) != -ESRCH;
}

/* The record of a thread of this team. */
static int
find_record(thread_id thread, thread_request** _request)
{
	const int error = check_thread(thread);
	if (error != 0)
		return error;
	*_request = make_thread_request(thread);
	return *_request != nullptr ? 0 : -ENOMEM;
}

/* Notes a request and sends the thread to look at it. */
static int
ask(thread_id thread, uint32_t state, thread_request** _request)
{
	const int error = find_record(thread, _request);
	if (error != 0)
		return error;
	const int carrier = prepare_carrier();
	if (carrier == 0)
		return -EBUSY;
	(*_request)->change(birth_of_thread(thread), 0, state);
	const int result = notify(thread, carrier);
	/* One that looked anyway may have ended before it was sent to look. */
	return result == -ESRCH && state == REQUEST_END ? 0 : result;
}

extern "C" int
_kern_kill_thread(thread_id thread)
{
	if (thread <= 0)
		return -ESRCH;
	if (is_main_thread(thread))
		return system_call(SYS_kill, thread, LINUX_SIGKILL);
	if (thread == system_call(SYS_gettid))
		end_this_thread();
	thread_request* request;
	const int error = ask(thread, REQUEST_END, &request);
	if (error == 0)
		request->wake();
	return error;
}

extern "C" int
_kern_suspend_thread(thread_id thread)
{
	thread_request* request;
	const int error = ask(thread, REQUEST_SUSPEND, &request);
	if (error != 0 || thread == system_call(SYS_gettid))
		return error;

	/* Until it has stopped, was resumed by somebody, or has had its time. */
	const struct timespec patience = { 0, STOP_PATIENCE_NANOSECONDS };
	for (;;) {
		const uint32_t state = request->state();
		if ((state & STOPPED) != 0 || (state & REQUEST_SUSPEND) == 0)
			return 0;
		const long result = request->wait(state, &patience);
		if (result != 0 && result != -EAGAIN && result != -EINTR)
			return 0;
	}
}

/* For the main thread of a child process that is stopped. */
static bool
continue_child(team_id team)
{
	linux_siginfo info;
	process_stat stat;
	return system_call(SYS_waitid, LINUX_P_PID, team, &info,
			LINUX_WEXITED | LINUX_WNOHANG | LINUX_WNOWAIT, nullptr) == 0
		&& read_process_stat(team, 0, stat) && stat.state == 'T'
		&& system_call(SYS_kill, team, LINUX_SIGCONT) == 0;
}

extern "C" int
_kern_resume_thread(thread_id thread)
{
	if (resume_loaded_team(thread))
		return 0;
	thread_request* request;
	const int error = find_record(thread, &request);
	if (error == -EPERM && continue_child(thread))
		return 0;
	if (error != 0)
		return error;
	const uint32_t before
		= request->change(birth_of_thread(thread), REQUEST_SUSPEND, 0);
	request->wake();
	/* A stopped thread leaves its handler, which interrupts its call; any
	 * other needs a handler to leave. */
	if ((before & STOPPED) != 0)
		return 0;
	const int carrier = prepare_carrier();
	return carrier != 0 ? notify(thread, carrier) : -EBUSY;
}
