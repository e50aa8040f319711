// What threads are born with, and signals among them.
#include "story.h"

#include <threads.h>

extern "C" {

int old_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
#if defined(__i386__)
BIND(old_pthread_create, pthread_create, "GLIBC_2.1");
int oldest_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*),
	void*);
BIND(oldest_pthread_create, pthread_create, "GLIBC_2.0");
#else
BIND(old_pthread_create, pthread_create, "GLIBC_2.2.5");
#endif
int first_thrd_create(thrd_t*, thrd_start_t, void*);
BIND(first_thrd_create, thrd_create, "GLIBC_2.28");

}

static void*
tell_mask(void* argument)
{
	say("thread with %s", (const char*)argument);
	say_mask("  there");
	sigset_t pending;
	sigpending(&pending);
	say("  pending %016llx", (unsigned long long)bits_of(pending));
	const sigset_t set = set_of_bits(bit(SIGTERM));
	pthread_sigmask(SIG_BLOCK, &set, nullptr);
	say_mask("  then");
	return argument;
}

static int
tell_mask_of_c_thread(void* argument)
{
	tell_mask(argument);
	return 17;
}

static void
births()
{
	for (const uint64_t bits : { uint64_t{0}, bit(SIGUSR1) | bit(50),
			~uint64_t{0} }) {
		const sigset_t set = set_of_bits(bits);
		pthread_sigmask(SIG_SETMASK, &set, nullptr);
		if ((bits & bit(SIGUSR1)) != 0)
			raise(SIGUSR1);
		pthread_t thread;
		void* result = nullptr;
		const int created = pthread_create(&thread, nullptr, tell_mask,
			(void*)"the default");
		say("pthread_join: %d", pthread_join(thread, &result));
		say("pthread_create: %d", created);
		say("result %s", (const char*)result);
		old_pthread_create(&thread, nullptr, tell_mask, (void*)"the older");
		pthread_join(thread, nullptr);
#if defined(__i386__)
		oldest_pthread_create(&thread, nullptr, tell_mask, (void*)"the oldest");
		pthread_join(thread, nullptr);
#endif
		pthread_attr_t attributes;
		pthread_attr_init(&attributes);
		const sigset_t wanted = set_of_bits(bit(SIGUSR2));
		pthread_attr_setsigmask_np(&attributes, &wanted);
		pthread_create(&thread, &attributes, tell_mask, (void*)"attributes");
		pthread_join(thread, nullptr);
		pthread_attr_destroy(&attributes);
		thrd_t other;
		int code = 0;
		const int started = thrd_create(&other, tell_mask_of_c_thread,
			(void*)"C's function");
		thrd_join(other, &code);
		say("thrd_create: %d, code %d", started, code);
		first_thrd_create(&other, tell_mask_of_c_thread, (void*)"the first of C");
		thrd_join(other, &code);
		say_mask("the creator");
	}
	const struct timespec now = { 0, 0 };
	const sigset_t all = set_of_bits(bit(SIGUSR1));
	while (sigtimedwait(&all, nullptr, &now) > 0)
		;
	const sigset_t none = set_of_bits(0);
	pthread_sigmask(SIG_SETMASK, &none, nullptr);

	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, SIZE_MAX & ~(size_t)65535);
	pthread_t thread;
	const int error = pthread_create(&thread, &attributes, tell_mask, nullptr);
	say("too large a stack: %s", error != 0 ? strerrorname_np(error) : "none");
	say_mask("the creator");
}

static volatile int handled_by;
static volatile int handled_signal;

struct worker {
	pid_t	thread;
	int		ready;
};

static void*
suspend_until_term(void* argument)
{
	worker& self = *(worker*)argument;
	// Nor the library's own: with them blocked nobody could cancel the thread.
	const sigset_t all_but_usr1
		= set_of_bits(~(bit(SIGUSR1) | bit(32) | bit(33)));
	self.thread = thread_number();
	__atomic_store_n(&self.ready, 1, __ATOMIC_RELEASE);
	while (handled_signal == 0)
		sigsuspend(&all_but_usr1);
	return nullptr;
}

// A signal for the process goes to the thread that does not block it.
static void
process_signals()
{
	set_action(SIGUSR1, [](int signal) {
		handled_by = thread_number();
		handled_signal = signal;
	});
	const sigset_t all = set_of_bits(~uint64_t{0});
	pthread_sigmask(SIG_SETMASK, &all, nullptr);
	for (const bool to_thread : { false, true }) {
		handled_signal = 0;
		worker other = {};
		pthread_t thread;
		pthread_create(&thread, nullptr, suspend_until_term, &other);
		while (__atomic_load_n(&other.ready, __ATOMIC_ACQUIRE) == 0)
			sched_yield();
		await_sleep(other.thread);
		if (to_thread)
			say("pthread_kill: %d", pthread_kill(thread, SIGUSR1));
		else
			say_result("kill", kill(getpid(), SIGUSR1));
		pthread_join(thread, nullptr);
		say("handled %d by the thread: %d", handled_signal,
			handled_by == other.thread);
	}
	say_mask("the main thread");
	const sigset_t none = set_of_bits(0);
	pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

// Changing ids in all threads and cancelling use signals of the library's own.
static void
library_signals()
{
	pthread_t thread;
	const sigset_t all = set_of_bits(~uint64_t{0});
	pthread_sigmask(SIG_SETMASK, &all, nullptr);
	worker other = {};
	handled_signal = 0;
	pthread_create(&thread, nullptr, suspend_until_term, &other);
	while (__atomic_load_n(&other.ready, __ATOMIC_ACQUIRE) == 0)
		sched_yield();
	await_sleep(other.thread);
	say_result("setresuid", setresuid(-1, geteuid(), -1));
	pthread_cancel(thread);
	void* result = nullptr;
	pthread_join(thread, &result);
	say("cancelled: %d", result == PTHREAD_CANCELED);
	const sigset_t none = set_of_bits(0);
	pthread_sigmask(SIG_SETMASK, &none, nullptr);
	say_mask("in the end");
}

static void
timer_threads()
{
	static pthread_t main_thread;
	static volatile int calls;
	main_thread = pthread_self();
	struct sigevent event = {};
	event.sigev_notify = SIGEV_THREAD;
	event.sigev_value.sival_int = 5;
	event.sigev_notify_function = [](union sigval value) {
		say("timer thread, value %d", value.sival_int);
		say_mask("  there");
		calls = calls + 1;
		pthread_kill(main_thread, SIGUSR2);
	};
	set_action(SIGUSR2, [](int) {});
	const sigset_t set = set_of_bits(bit(SIGUSR2));
	sigset_t without;
	sigprocmask(SIG_BLOCK, &set, &without);
	timer_t timer;
	say_result("timer_create", timer_create(CLOCK_MONOTONIC, &event, &timer));
	const struct itimerspec soon = { { 0, 0 }, { 0, 1000000 } };
	timer_settime(timer, 0, &soon, nullptr);
	while (calls == 0)
		sigsuspend(&without);
	timer_delete(timer);
	sigprocmask(SIG_SETMASK, &without, nullptr);
}

int
main()
{
	births();
	process_signals();
	library_signals();
	in_child("the main thread's exit", [] {
		pthread_t thread;
		pthread_create(&thread, nullptr, [](void* main_thread) -> void* {
			pthread_join(*(pthread_t*)main_thread, nullptr);
			say("the last thread");
			say_mask("  there");
			exit(23);
		}, new pthread_t(pthread_self()));
		pthread_exit(nullptr);
	});
	timer_threads();
	return 0;
}
