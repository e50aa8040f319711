// Waiting for signals, or for files with another mask: results, errors, the
// masks that handlers see, cancellation.
#include "story.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <ucontext.h>

extern "C" {

int old_sigsuspend(const sigset_t*);
BIND(old_sigsuspend, __sigsuspend, NODE_SINCE("GLIBC_2.1.3"));
int bsd_sigpause(int);
BIND(bsd_sigpause, sigpause, BASE_NODE);
int inner_sigpause(int, int);
BIND(inner_sigpause, __sigpause, BASE_NODE);
int xpg_sigpause(int);
BIND(xpg_sigpause, __xpg_sigpause, NODE_SINCE("GLIBC_2.2"));
int __ppoll_chk(struct pollfd*, nfds_t, const struct timespec*, const sigset_t*,
	size_t);

}

static sigset_t no_signals;
static int read_end, write_end, epoll;

static void
tell(int signal, siginfo_t*, void* data)
{
	say("  handler: %d, interrupted mask %016llx", signal,
		(unsigned long long)bits_of(((ucontext_t*)data)->uc_sigmask));
	say_mask("  in the handler");
}

static void
set_mask(uint64_t bits)
{
	const sigset_t set = set_of_bits(bits);
	sigprocmask(SIG_SETMASK, &set, nullptr);
}

struct masked_wait {
	const char*	name;
	int			(*wait)(const sigset_t* mask);
	bool		without_mask;	// a null mask leaves it alone
};

static const struct timespec long_time = { 600, 0 };

static const masked_wait masked_waits[] = {
	{ "sigsuspend", [](const sigset_t* mask) { return sigsuspend(mask); }, false },
	{ "__sigsuspend", [](const sigset_t* mask) { return old_sigsuspend(mask); },
		false },
	{ "pselect", [](const sigset_t* mask) {
		return pselect(0, nullptr, nullptr, nullptr, &long_time, mask);
	}, true },
	{ "pselect for ever", [](const sigset_t* mask) {
		return pselect(0, nullptr, nullptr, nullptr, nullptr, mask);
	}, true },
	{ "ppoll", [](const sigset_t* mask) {
		return ppoll(nullptr, 0, &long_time, mask);
	}, true },
	{ "__ppoll_chk", [](const sigset_t* mask) {
		return __ppoll_chk(nullptr, 0, nullptr, mask, 0);
	}, true },
	{ "epoll_pwait", [](const sigset_t* mask) {
		struct epoll_event event;
		return epoll_pwait(epoll, &event, 1, 600000, mask);
	}, true },
	{ "epoll_pwait2", [](const sigset_t* mask) {
		struct epoll_event event;
		return epoll_pwait2(epoll, &event, 1, &long_time, mask);
	}, true }
};

static void
masks_in_waits()
{
	for (const masked_wait& one : masked_waits) {
		say("-- %s", one.name);
		set_info_action(SIGUSR1, tell, 0, bit(SIGHUP));
		set_info_action(SIGUSR2, tell, SA_RESTART);
		set_info_action(45, tell, SA_NODEFER);
		set_mask(bit(SIGUSR1) | bit(SIGTERM));
		for (const uint64_t temporary : { uint64_t{0}, bit(SIGUSR2) | bit(41),
				~(bit(SIGUSR1) | bit(SIGALRM)), bit(SIGKILL) | bit(SIGSTOP) }) {
			const sigset_t mask = set_of_bits(temporary);
			raise(SIGUSR1);
			say_result("wait", one.wait(&mask));
			say_mask("after it");
			sigset_t pending;
			sigpending(&pending);
			say("pending %016llx", (unsigned long long)bits_of(pending));
		}
		// Two at once: both handlers run, each with its mask.
		set_mask(bit(SIGUSR1) | bit(SIGUSR2) | bit(45));
		raise(SIGUSR2);
		raise(SIGUSR1);
		raise(45);
		say_result("wait", one.wait(&no_signals));
		say_mask("after it");
		set_mask(bit(SIGTERM));

		if (one.without_mask) {
			set_action(SIGALRM, [](int signal) {
				say("  alarm %d", signal);
				say_mask("  in the handler");
			}, SA_RESTART);
			ualarm(20000, 0);
			say_result("no mask", one.wait(nullptr));
		}
		for (void* bad : { BAD_POINTER, NULL_PAGE })
			say_result("bad mask", one.wait((const sigset_t*)bad));
		say_mask("after it");
		set_mask(0);
	}
	say_result("sigsuspend", sigsuspend(nullptr));
}

static void
ready_files()
{
	const sigset_t mask = set_of_bits(bit(SIGUSR1));
	struct timespec timeout = { 0, 0 };
	fd_set set;
	FD_ZERO(&set);
	FD_SET(read_end, &set);
	say_result("pselect", pselect(read_end + 1, &set, nullptr, nullptr, &timeout,
		&mask));
	if (write(write_end, "x", 1) != 1)
		return;
	timeout = { 5, 5 };
	FD_SET(read_end, &set);
	say_result("pselect", pselect(read_end + 1, &set, nullptr, nullptr, &timeout,
		&mask));
	say("ready %d, time left %d %d", FD_ISSET(read_end, &set) != 0,
		(int)timeout.tv_sec, (int)timeout.tv_nsec);
	struct pollfd poll_fd = { read_end, POLLIN, 0 };
	say_result("ppoll", ppoll(&poll_fd, 1, &timeout, &mask));
	say("ready %x, time left %d %d", poll_fd.revents, (int)timeout.tv_sec,
		(int)timeout.tv_nsec);
	say_result("__ppoll_chk", __ppoll_chk(&poll_fd, 1, &timeout, nullptr,
		sizeof(poll_fd)));
	in_child("__ppoll_chk, too small", [&] {
		__ppoll_chk(&poll_fd, 1, &timeout, nullptr, sizeof(poll_fd) - 1);
	});
	struct epoll_event event = { EPOLLIN, {} };
	event.data.fd = read_end;
	const int other = epoll_create1(0);
	epoll_ctl(other, EPOLL_CTL_ADD, read_end, &event);
	say_result("epoll_pwait", epoll_pwait(other, &event, 1, 0, &mask));
	say_result("epoll_pwait2", epoll_pwait2(other, &event, 1, nullptr, &mask));
	say_result("epoll_pwait2", epoll_pwait2(other, &event, 1, &timeout, &mask));
	close(other);

	const struct timespec bad_times[] = { { -1, 0 }, { 0, -1 }, { 0, 1000000000 } };
	for (const struct timespec& time : bad_times) {
		say_result("pselect", pselect(0, nullptr, nullptr, nullptr, &time, nullptr));
		say_result("ppoll", ppoll(nullptr, 0, &time, nullptr));
		say_result("ppoll, bad mask as well", ppoll(nullptr, 0, &time,
			(sigset_t*)BAD_POINTER));
		say_result("epoll_pwait2", epoll_pwait2(epoll, &event, 1, &time, nullptr));
	}
	say_result("pselect", pselect(-1, nullptr, nullptr, nullptr, &timeout, nullptr));
	say_result("ppoll", ppoll((struct pollfd*)BAD_POINTER, 1, &timeout, nullptr));
	say_result("epoll_pwait", epoll_pwait(-1, &event, 1, 0, nullptr));
	say_result("epoll_pwait", epoll_pwait(epoll, &event, 0, 0, nullptr));
	in_child("pselect faults", [] {
		pselect(0, nullptr, nullptr, nullptr, (struct timespec*)BAD_POINTER,
			nullptr);
	});
	in_child("ppoll faults", [] {
		ppoll(nullptr, 0, (struct timespec*)BAD_POINTER, nullptr);
	});
	in_child("epoll_pwait2", [&] {
		say_result("epoll_pwait2", epoll_pwait2(epoll, &event, 1,
			(struct timespec*)BAD_POINTER, nullptr));
	});
	say_mask("after the files");
}

static void
pauses()
{
	set_info_action(SIGUSR1, tell);
	set_mask(bit(SIGUSR1) | bit(SIGUSR2) | bit(50));
	raise(SIGUSR1);
	say_result("sigpause of BSD", bsd_sigpause(bsd_mask(SIGHUP)));
	raise(SIGUSR1);
	say_result("__sigpause", inner_sigpause(bsd_mask(SIGUSR2), 0));
	raise(SIGUSR1);
	say_result("__sigpause", inner_sigpause(SIGUSR1, 1));
	raise(SIGUSR1);
	say_result("__xpg_sigpause", xpg_sigpause(SIGUSR1));
	for (const int signal : { -1, 0, 32, 33, 65 })
		say_result("__xpg_sigpause", xpg_sigpause(signal));
	say_mask("after the pauses");
	set_mask(0);
}

static void
say_info(int result, const siginfo_t& info)
{
	say_result("wait", result);
	if (result > 0) {
		say("signal %d code %d from us %d value %d", info.si_signo, info.si_code,
			info.si_pid == getpid(), info.si_value.sival_int);
	}
}

static void
waits_for_signals()
{
	const uint64_t waited = bit(SIGUSR1) | bit(40) | bit(41);
	const sigset_t set = set_of_bits(waited);
	const struct timespec now = { 0, 0 };
	const struct timespec soon = { 0, 1000000 };
	siginfo_t info = {};
	int signal = 0;
	set_mask(waited);

	say_result("nothing", sigtimedwait(&set, &info, &now));
	say_result("nothing", sigtimedwait(&set, nullptr, &soon));
	raise(SIGUSR1);
	say_info(sigwaitinfo(&set, &info), info);
	kill(getpid(), SIGUSR1);
	say_info(sigtimedwait(&set, &info, &now), info);
	union sigval value;
	for (int i = 1; i <= 3; i++) {
		value.sival_int = i;
		sigqueue(getpid(), i % 2 == 0 ? 40 : 41, value);
	}
	raise(SIGUSR1);
	for (int i = 0; i < 4; i++)
		say_info(sigtimedwait(&set, &info, &soon), info);
	raise(40);
	say_result("without info", sigwaitinfo(&set, nullptr));
	raise(41);
	errno = 0;
	say("sigwait: %d", sigwait(&set, &signal));
	say("signal %d, errno %d", signal, errno);

	// A handler of another signal ends the wait, but not sigwait()'s.
	static volatile int rounds;
	set_action(SIGALRM, [](int) {
		say_mask("  alarm");
		rounds = rounds + 1;
		if (rounds > 1)
			raise(SIGUSR1);
	}, SA_RESTART);
	ualarm(20000, 0);
	say_info(sigwaitinfo(&set, &info), info);
	rounds = 0;
	ualarm(10000, 10000);
	errno = 0;
	say("sigwait: %d", sigwait(&set, &signal));
	ualarm(0, 0);
	say("signal %d, errno %d", signal, errno);
	while (sigtimedwait(&set, nullptr, &now) > 0)
		;

	// Signals that are not blocked: a handler is not called for one that the
	// waiter takes.
	set_mask(0);
	set_action(SIGUSR1, [](int) { say("  the handler took it"); });
	raise(SIGUSR1);
	say_result("too late", sigtimedwait(&set, &info, &now));
	const pid_t self = getpid();
	const pid_t sender = fork();
	if (sender == 0) {
		await_sleep(self);
		kill(self, SIGUSR1);
		_exit(0);
	}
	const int taken = sigwaitinfo(&set, &info);
	say("taken %d from the child %d", taken, info.si_pid == sender);
	waitpid(sender, nullptr, 0);

	const struct timespec bad_times[] = { { -1, 0 }, { 0, -1 }, { 0, 1000000000 } };
	for (const struct timespec& time : bad_times)
		say_result("bad time", sigtimedwait(&set, &info, &time));
	for (void* bad : { BAD_POINTER, NULL_PAGE }) {
		errno = 0;
		say("sigwait: %d", sigwait((sigset_t*)bad, &signal));
		say("errno %s", strerrorname_np(errno));
		say_result("sigwaitinfo", sigwaitinfo((sigset_t*)bad, &info));
		set_mask(waited);
		raise(SIGUSR1);
		in_child("sigwait faults", [&] {
			raise(SIGUSR1);
			sigwait(&set, (int*)bad);
		});
		say_result("bad info", sigwaitinfo(&set, (siginfo_t*)bad));
		say_result("gone", sigtimedwait(&set, &info, &now));
		in_child("bad time", [&] {
			say_result("sigtimedwait", sigtimedwait(&set, &info,
				(struct timespec*)bad));
		});
	}
	const sigset_t internal = set_of_bits(bit(32) | bit(33) | bit(SIGKILL));
	say_result("the library's own", sigtimedwait(&internal, &info, &now));
	set_action(SIGUSR1, SIG_DFL);
	set_mask(0);
}

struct cancellation_point {
	const char*	name;
	void		(*wait)();
};

static const cancellation_point cancellation_points[] = {
	{ "sigsuspend", [] { sigsuspend(&no_signals); } },
	{ "__sigsuspend", [] { old_sigsuspend(&no_signals); } },
	{ "sigpause", [] { bsd_sigpause(0); } },
	{ "__sigpause", [] { inner_sigpause(0, 0); } },
	{ "__xpg_sigpause", [] { xpg_sigpause(SIGUSR1); } },
	{ "sigwait", [] {
		int signal;
		sigwait(&no_signals, &signal);
	} },
	{ "sigwaitinfo", [] { sigwaitinfo(&no_signals, nullptr); } },
	{ "sigtimedwait", [] { sigtimedwait(&no_signals, nullptr, &long_time); } },
	{ "pselect", [] {
		pselect(0, nullptr, nullptr, nullptr, nullptr, &no_signals);
	} },
	{ "ppoll", [] { ppoll(nullptr, 0, nullptr, &no_signals); } },
	{ "__ppoll_chk", [] { __ppoll_chk(nullptr, 0, nullptr, nullptr, 0); } },
	{ "epoll_pwait", [] {
		struct epoll_event event;
		epoll_pwait(epoll, &event, 1, -1, &no_signals);
	} },
	{ "epoll_pwait2", [] {
		struct epoll_event event;
		epoll_pwait2(epoll, &event, 1, nullptr, &no_signals);
	} }
};

struct cancelled_thread {
	const cancellation_point*	point;
	bool						at_once;
	pid_t						thread;
};

static void
tell_of_cleanup(void*)
{
	say_mask("  cleanup");
	set_info_action(SIGUSR2, tell);
	raise(SIGUSR2);
}

static void*
wait_for_cancellation(void* argument)
{
	cancelled_thread& thread = *(cancelled_thread*)argument;
	set_mask(bit(SIGUSR1) | bit(44));
	pthread_cleanup_push(tell_of_cleanup, nullptr);
	if (thread.at_once)
		pthread_cancel(pthread_self());
	__atomic_store_n(&thread.thread, thread_number(), __ATOMIC_RELEASE);
	thread.point->wait();
	pthread_cleanup_pop(0);
	return nullptr;
}

static void
cancellations()
{
	for (const cancellation_point& point : cancellation_points) {
		for (const bool at_once : { false, true }) {
			cancelled_thread thread = { &point, at_once, 0 };
			pthread_t handle;
			pthread_create(&handle, nullptr, wait_for_cancellation, &thread);
			if (!at_once) {
				pid_t id;
				while ((id = __atomic_load_n(&thread.thread, __ATOMIC_ACQUIRE)) == 0)
					sched_yield();
				await_sleep(id);
				pthread_cancel(handle);
			}
			void* result = nullptr;
			pthread_join(handle, &result);
			say("%s, %s: %s", point.name, at_once ? "at once" : "asleep",
				result == PTHREAD_CANCELED ? "cancelled" : "not cancelled");
		}
	}
	say_mask("after the cancellations");
}

int
main()
{
	int ends[2];
	if (pipe(ends) != 0)
		return 1;
	read_end = ends[0];
	write_end = ends[1];
	epoll = epoll_create1(0);
	sigemptyset(&no_signals);
	masks_in_waits();
	ready_files();
	pauses();
	waits_for_signals();
	cancellations();
	return 0;
}
