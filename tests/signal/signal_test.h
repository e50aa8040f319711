// What the tests of this suite share: the kernel's own answers, children,
// threads that are seen to wait, and a fixture that leaves everything as it
// was.
#pragma once

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include <gtest/gtest.h>

// -- signals and sets

inline constexpr int LAST_SIGNAL = 40;

// Every number 1..40; those that the host has; those of them that can be caught.
std::vector<int> all_signals();
std::vector<int> host_signals();
std::vector<int> catchable_signals();
std::vector<int> realtime_signals();

sigset_t set_of(std::initializer_list<int> signals);

// For names of parameterised tests: "signal_11".
std::string signal_test_name(const testing::TestParamInfo<int>& info);

// -- the kernel's view, by raw system calls and /proc; bit n-1 is signal n

typedef uint64_t kernel_set;

constexpr kernel_set
kernel_bit(int host_signal)
{
	return kernel_set{1} << (host_signal - 1);
}

// The kernel's number: from the host's header, for realtime signals from what
// the kernel shows when one is blocked. 0: it has none.
int kernel_number(int signal);

kernel_set kernel_mask();
void set_kernel_mask(kernel_set mask);
kernel_set kernel_pending();
// The kernel's action for a signal of its own numbering, as bytes to compare.
std::string kernel_action(int host_signal);
void set_kernel_default(int host_signal, bool ignore = false);
// A line of /proc/PATH/status that holds a set, like "SigBlk".
kernel_set status_set(const std::string& path, const std::string& line);
pid_t current_thread_id();

// -- waiting

// Waits until a thread is blocked in one of these system calls. False: it was
// not seen there within ten seconds.
bool wait_until_in_call(pid_t thread, std::initializer_list<long> calls);
bool wait_until(const std::function<bool()>& condition);

// -- children

// How a child ended, in the kernel's encoding, asked of the kernel.
struct child_end {
	bool	exited;
	int		exit_code;
	int		host_signal;
};

// Runs body in a child; the exit code is 1 if one of its expectations failed.
pid_t start_child(const std::function<void()>& body);
child_end wait_for_child_end(pid_t child);
// The whole: expects that the child reaches its end and nothing failed in it.
void expect_in_child(const std::function<void()>& body);
// The same: expects that it dies of a signal (of the kernel's numbering).
void expect_death_in_child(int host_signal, const std::function<void()>& body);

// -- threads

// A thread that runs body at once; its id is known when the constructor ends.
// It blocks what its creator blocks, and the signals of "blocked".
class test_thread {
public:
	explicit		test_thread(std::function<void()> body,
						sigset_t blocked = 0);
					~test_thread();

	pthread_t		handle() const { return fHandle; }
	pid_t			id() const { return fId; }
	// Its result: PTHREAD_CANCELED if it was cancelled.
	void*			join();
	// Somebody else has joined it.
	void			forget() { fJoined = true; }

private:
	static void*	run(void* self);

	std::function<void()>	fBody;
	pthread_t				fHandle;
	pid_t					fId = 0;
	bool					fJoined = false;
};

// -- handlers

// Counts per signal what note_signal() was called with.
extern volatile sig_atomic_t signal_counts[LAST_SIGNAL + 1];
extern volatile sig_atomic_t last_signal;
void note_signal(int signal);

// Sets a handler, flags 0 and an empty mask.
void catch_signal(int signal, void (*handler)(int) = note_signal,
	int flags = 0);

// BeOS handlers take arguments that sa_handler's type does not show: (signal,
// userdata, vregs*), or with SA_SIGINFO (signal, info, context, userdata).
template<typename Lambda>
inline __sighandler_t
as_handler(Lambda handler)
{
	return (__sighandler_t)(void*)+handler;
}

// -- fixture

// Starts with default actions and nothing blocked or pending, and ends so.
class signal_test : public testing::Test {
protected:
					signal_test();
					~signal_test() override;
};

// The two functions that change the mask, with the errno form of their result.
struct mask_function {
	const char*	name;
	// The error number, or 0.
	int			(*change)(int how, const sigset_t* set, sigset_t* old);
};

extern const mask_function mask_functions[2];

// The error number of a call that returned -1.
template<typename Call>
inline int
error_of_failed(Call call)
{
	errno = 0;
	const int result = call();
	EXPECT_EQ(result, -1);
	return errno;
}

#define EXPECT_FAILS(call, error_number) \
	EXPECT_EQ(error_of_failed([&] { return call; }), error_number) << #call " "
