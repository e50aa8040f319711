#include "mask_calls.h"

#include <signal.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static sigset_t
as_sigset(uint64_t set)
{
	sigset_t result;
	sigemptyset(&result);
	memcpy(&result, &set, sizeof(set));
	return result;
}

static uint64_t
as_number(const sigset_t& set)
{
	uint64_t result;
	memcpy(&result, &set, sizeof(result));
	return result;
}

uint64_t
change_mask_by_host(host_how how, uint64_t set, bool perThread)
{
	const int hows[] = { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK };
	const sigset_t wanted = as_sigset(set);
	sigset_t old;
	sigemptyset(&old);
	if (perThread)
		pthread_sigmask(hows[how], &wanted, &old);
	else
		sigprocmask(hows[how], &wanted, &old);
	return as_number(old);
}

uint64_t
mask_seen_by_host()
{
	sigset_t mask;
	sigemptyset(&mask);
	sigprocmask(SIG_BLOCK, nullptr, &mask);
	return as_number(mask);
}

void
hold_by_host(int signal, bool hold)
{
	if (hold)
		sighold(signal);
	else
		sigrelse(signal);
}
