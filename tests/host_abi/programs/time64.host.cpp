// The functions that take times, as programs see them that are built with
// 64-bit times; on x86-64 there are no others.
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64

#include "story.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

static_assert(sizeof(time_t) == 8);

static void
tell(int signal)
{
	say("  handler %d", signal);
	say_mask("  in the handler");
}

int
main()
{
	const int epoll = epoll_create1(0);
	const sigset_t set = set_of_bits(bit(SIGUSR1));
	const sigset_t none = set_of_bits(0);
	set_action(SIGUSR1, tell);
	sigprocmask(SIG_SETMASK, &set, nullptr);
	// The last has no place in 32 bits.
	const struct timespec times[] = { { 0, 0 }, { 0, 1000000 }, { -1, 0 },
		{ 0, -1 }, { 0, 1000000000 }, { 0x123456789a, 5 } };
	for (const struct timespec& time : times) {
		struct epoll_event event;
		say("-- %lld %ld", (long long)time.tv_sec, (long)time.tv_nsec);
		const auto prepare = [&] {
			if (time.tv_sec > 100)
				raise(SIGUSR1);
		};
		siginfo_t info;
		prepare();
		say_result("sigtimedwait", sigtimedwait(&set, &info, &time));
		prepare();
		say_result("pselect", pselect(0, nullptr, nullptr, nullptr, &time, &none));
		prepare();
		say_result("ppoll", ppoll(nullptr, 0, &time, &none));
		prepare();
		say_result("epoll_pwait2", epoll_pwait2(epoll, &event, 1, &time, &none));
		say_result("bad mask", ppoll(nullptr, 0, &time, (sigset_t*)BAD_POINTER));
		say_mask("after it");
		// Nothing is left for the next.
		const struct timespec now = { 0, 0 };
		say_result("left", sigtimedwait(&set, &info, &now));
	}
	return 0;
}
