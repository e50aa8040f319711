#include <signal.h>

extern "C" void
block_and_restore_by_legacy(unsigned set)
{
	const sigset_t wanted = set;
	sigset_t saved;
	sigprocmask(SIG_BLOCK, &wanted, &saved);
	sigprocmask(SIG_SETMASK, &saved, nullptr);
}

extern "C" void
change_mask_by_legacy(unsigned how, unsigned set)
{
	const int hows[] = { SIG_BLOCK, SIG_UNBLOCK };
	const sigset_t wanted = set;
	sigprocmask(hows[how % 2], &wanted, nullptr);
}
