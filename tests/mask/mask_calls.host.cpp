#include "mask_calls.h"

#include <signal.h>

#include "../common/host_sets.h"

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

uint64_t
change_mask_by_host(host_how how, uint64_t set, bool perThread)
{
	const int hows[] = { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK };
	const sigset_t wanted = set_of_bits(set);
	sigset_t old;
	sigemptyset(&old);
	if (perThread)
		pthread_sigmask(hows[how], &wanted, &old);
	else
		sigprocmask(hows[how], &wanted, &old);
	return bits_of(old);
}

uint64_t
mask_seen_by_host()
{
	sigset_t mask;
	sigemptyset(&mask);
	sigprocmask(SIG_BLOCK, nullptr, &mask);
	return bits_of(mask);
}

void
hold_by_host(int signal, bool hold)
{
	if (hold)
		sighold(signal);
	else
		sigrelse(signal);
}
