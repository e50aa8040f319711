#include "host_calls.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static int counts[2];
static int last_signal;
static bool info_was_good;

static void
plain(int signal)
{
	counts[HOST_PLAIN] = counts[HOST_PLAIN] + 1;
	last_signal = signal;
}

static void
with_info(int signal, siginfo_t* info, void* context)
{
	counts[HOST_INFO] = counts[HOST_INFO] + 1;
	last_signal = signal;
	info_was_good = info != nullptr && info->si_signo == signal
		&& info->si_pid == getpid() && context != nullptr;
}

static struct sigaction
action_of(enum host_kind kind)
{
	struct sigaction action;
	memset(&action, 0, sizeof(action));
	if (kind == HOST_PLAIN)
		action.sa_handler = plain;
	else
		action.sa_sigaction = with_info;
	action.sa_flags = SA_RESTART | (kind == HOST_INFO ? SA_SIGINFO : 0);
	sigemptyset(&action.sa_mask);
	const int masked[] = { SIGHUP, SIGBUS, SIGPWR, SIGRTMIN + 2, SIGRTMAX };
	for (const int signal : masked)
		sigaddset(&action.sa_mask, signal);
	return action;
}

extern "C" int
host_install(int hostSignal, enum host_kind kind)
{
	const struct sigaction action = action_of(kind);
	return sigaction(hostSignal, &action, nullptr);
}

extern "C" bool
host_action_is_in_force(int hostSignal, enum host_kind kind)
{
	const struct sigaction expected = action_of(kind);
	struct sigaction action;
	if (sigaction(hostSignal, nullptr, &action) != 0)
		return false;
	for (int signal = 1; signal <= SIGRTMAX; signal++) {
		if (sigismember(&action.sa_mask, signal)
			!= sigismember(&expected.sa_mask, signal))
			return false;
	}
	return action.sa_handler == expected.sa_handler
		&& (action.sa_flags & ~0x04000000) == expected.sa_flags;
}

static int
change_one(int how, int signal)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, signal);
	return sigprocmask(how, &set, nullptr);
}

extern "C" int
host_block(int hostSignal)
{
	return change_one(SIG_BLOCK, hostSignal);
}

extern "C" int
host_unblock(int hostSignal)
{
	return change_one(SIG_UNBLOCK, hostSignal);
}

extern "C" int
host_count(enum host_kind kind)
{
	return counts[kind];
}

extern "C" int
host_last_signal(void)
{
	return last_signal;
}

extern "C" bool
host_info_was_good(void)
{
	return info_was_good;
}
