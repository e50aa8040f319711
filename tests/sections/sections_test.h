/* What the tests of sections share. Most scenarios run twice, each time in a
 * child: in a section, and with the kernel's mask in its place. What the two
 * tell has to be the same. */
#ifndef _SECTIONS_TEST_H
#define _SECTIONS_TEST_H

#include <atomic>
#include <functional>
#include <pthread.h>
#include <sched.h>
#include <sys/lpmap.h>

#include "../common/holding.h"
#include "../common/story.h"

/* Handlers with all arguments that BeOS gives them. */
typedef void (*info_handler)(int, siginfo_t*, void*, void*);
typedef void (*plain_handler)(int, void*, vregs*);

inline void
install(int signal, info_handler handler, int flags = 0, sigset_t mask = 0,
	void* userdata = nullptr)
{
	struct sigaction action = {};
	action.sa_handler = (__sighandler_t)(void*)handler;
	action.sa_flags = flags | SA_SIGINFO;
	action.sa_mask = mask;
	action.sa_userdata = userdata;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0) << signal;
}

inline void
install_plain(int signal, plain_handler handler, int flags = 0,
	sigset_t mask = 0, void* userdata = nullptr)
{
	struct sigaction action = {};
	action.sa_handler = (__sighandler_t)(void*)handler;
	action.sa_flags = flags;
	action.sa_mask = mask;
	action.sa_userdata = userdata;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0) << signal;
}

inline bool
can_be_caught(int signal)
{
	return host_number(signal) != 0 && signal != SIGKILL && signal != SIGSTOP;
}

inline std::atomic<int> handled;

/* The usual handler: tells all that it was told. */
inline void
tell_delivery(int signal, siginfo_t* info, void* context, void* userdata)
{
	const int error = errno;
	handled++;
	tell("begin %d: info %d code %d pid %d uid %d value %d, userdata %lx, "
		"mask %llx, context's %llx", signal, info->si_signo, info->si_code,
		info->si_pid == getpid() ? 1 : info->si_pid == getppid() ? 2 : 0,
		info->si_uid == getuid(), info->si_value.sival_int, (long)userdata,
		(unsigned long long)true_mask(),
		(unsigned long long)((ucontext_t*)context)->uc_sigmask);
	tell("end %d", signal);
	errno = error;
}

inline void
count_delivery(int, siginfo_t*, void*, void*)
{
	handled++;
}

/* To the calling thread, and to the process, as the kernel knows it. */
inline void
send_to_myself(int signal)
{
	syscall(SYS_tgkill, getpid(), thread_number(), host_number(signal));
}

inline void
send_to_process(int signal)
{
	syscall(SYS_kill, getpid(), host_number(signal));
}

inline void
queue_to_myself(int signal, int value)
{
	union sigval sent = {};
	sent.sival_int = value;
	EXPECT_EQ(pthread_sigqueue(pthread_self(), signal, sent), 0);
}

inline void
queue_to_process(int signal, int value)
{
	union sigval sent = {};
	sent.sival_int = value;
	EXPECT_EQ(sigqueue(getpid(), signal, sent), 0);
}

/* The scenario's story in a section, which has to be that with the mask; for
 * what cannot wait, that with nothing. */
template<typename Scenario>
std::string
same_story(Scenario scenario, holding other = holding::BY_MASK)
{
	const std::string section = story_of([&] {
		scenario(holding::BY_SECTION);
	});
	const std::string control = story_of([&] { scenario(other); });
	EXPECT_EQ(section, control) << "above: with the section; here: without";
	return control;
}

/* The same, and the child has to reach the scenario's end. */
template<typename Scenario>
std::string
same_good_story(Scenario scenario, holding other = holding::BY_MASK)
{
	std::string story = same_story(scenario, other);
	EXPECT_TRUE(story.ends_with(GOOD_END)) << story;
	return story;
}

inline sigset_t
pending_set()
{
	sigset_t set = 0;
	EXPECT_EQ(sigpending(&set), 0);
	return set;
}

/* A thread that runs code() at once. */
template<typename Code>
class running_thread {
public:
	explicit running_thread(Code code)
		:
		fCode(code)
	{
		if (pthread_create(&fThread, nullptr, Run, this) != 0)
			abort();
		while (fId == 0)
			sched_yield();
	}

	~running_thread()
	{
		if (!fJoined)
			Join();
	}

	pthread_t Handle() const { return fThread; }
	pid_t Id() const { return fId; }

	void*
	Join()
	{
		fJoined = true;
		void* result = nullptr;
		EXPECT_EQ(pthread_join(fThread, &result), 0);
		return result;
	}

private:
	static void*
	Run(void* data)
	{
		running_thread* self = (running_thread*)data;
		self->fId = thread_number();
		self->fCode();
		return nullptr;
	}

	Code				fCode;
	pthread_t			fThread;
	std::atomic<pid_t>	fId = 0;
	bool				fJoined = false;
};

/* Returns when the condition holds; a child's alarm ends a wait in vain. */
template<typename Condition>
void
await(Condition condition)
{
	while (!condition())
		sched_yield();
}

/* The error number of a call that failed, 0 of one that did not. */
inline int
error_of(int result)
{
	return result == -1 ? errno : 0;
}

/* How often the handler of count_signal() has run. */
inline volatile sig_atomic_t signals_counted;

inline void
count_signal(int signal)
{
	struct sigaction action = {};
	action.sa_handler = [](int) { signals_counted = signals_counted + 1; };
	signals_counted = 0;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

/* Runs the checks in a thread of its own, which has not used sections yet. */
inline void
in_new_thread(const std::function<void()>& checks)
{
	pthread_t thread;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void* checks) -> void* {
		(*(const std::function<void()>*)checks)();
		return nullptr;
	}, (void*)&checks), 0);
	ASSERT_EQ(pthread_join(thread, nullptr), 0);
}

#endif	/* _SECTIONS_TEST_H */
