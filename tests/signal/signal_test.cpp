#include "signal_test.h"

#include <fcntl.h>
#include <sched.h>
#include <semaphore.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <map>

#include "host_side.h"
#include "signal_names.h"

static constexpr size_t KERNEL_SET_SIZE = sizeof(kernel_set);
static constexpr int KERNEL_SETMASK = 2;
static constexpr int LAST_HOST_SIGNAL = 64;

static std::vector<int>
numbers(int first, int last, bool (*accept)(int))
{
	std::vector<int> found;
	for (int signal = first; signal <= last; signal++) {
		if (accept(signal))
			found.push_back(signal);
	}
	return found;
}

std::vector<int>
all_signals()
{
	return numbers(1, LAST_SIGNAL, [](int) { return true; });
}

std::vector<int>
host_signals()
{
	return numbers(1, LAST_SIGNAL, [](int signal) {
		return signal != SIGKILLTHR && signal != SIGRESERVED1
			&& signal != SIGRESERVED2;
	});
}

std::vector<int>
catchable_signals()
{
	std::vector<int> found = host_signals();
	std::erase(found, SIGKILL);
	std::erase(found, SIGSTOP);
	return found;
}

std::vector<int>
realtime_signals()
{
	return numbers(33, 40, [](int) { return true; });
}

sigset_t
set_of(std::initializer_list<int> signals)
{
	sigset_t set;
	sigemptyset(&set);
	for (int signal : signals)
		EXPECT_EQ(sigaddset(&set, signal), 0);
	return set;
}

std::string
signal_test_name(const testing::TestParamInfo<int>& info)
{
	return "signal_" + std::to_string(info.param);
}

// What the kernel shows when only this one is blocked.
static int
blocked_in_kernel(int signal)
{
	const kernel_set before = kernel_mask();
	set_kernel_mask(0);
	const sigset_t set = set_of({ signal });
	sigprocmask(SIG_BLOCK, &set, nullptr);
	const kernel_set blocked = kernel_mask();
	set_kernel_mask(before);
	EXPECT_EQ(__builtin_popcountll(blocked), 1) << signal;
	return __builtin_ctzll(blocked) + 1;
}

// Asked once, before any test has signals pending.
static std::map<int, int>
learn_kernel_numbers()
{
	std::map<int, int> numbers;
	for (const named_signal& named : named_signals)
		numbers[named.number] = number_on_host(named.name);
	for (int signal : realtime_signals())
		numbers[signal] = blocked_in_kernel(signal);
	return numbers;
}

int
kernel_number(int signal)
{
	static const std::map<int, int> numbers = learn_kernel_numbers();
	const auto found = numbers.find(signal);
	return found != numbers.end() ? found->second : 0;
}

kernel_set
kernel_mask()
{
	kernel_set mask = 0;
	EXPECT_EQ(syscall(SYS_rt_sigprocmask, 0, nullptr, &mask, KERNEL_SET_SIZE),
		0);
	return mask;
}

void
set_kernel_mask(kernel_set mask)
{
	EXPECT_EQ(syscall(SYS_rt_sigprocmask, KERNEL_SETMASK, &mask, nullptr,
		KERNEL_SET_SIZE), 0);
	sigmask_resync();
}

kernel_set
kernel_pending()
{
	kernel_set pending = 0;
	EXPECT_EQ(syscall(SYS_rt_sigpending, &pending, KERNEL_SET_SIZE), 0);
	return pending;
}

// sigaction(2): handler, flags, restorer, mask.
static constexpr size_t KERNEL_ACTION_SIZE
	= 3 * sizeof(void*) + KERNEL_SET_SIZE;

std::string
kernel_action(int host_signal)
{
	char action[KERNEL_ACTION_SIZE];
	EXPECT_EQ(syscall(SYS_rt_sigaction, host_signal, nullptr, action,
		KERNEL_SET_SIZE), 0);
	return std::string(action, sizeof(action));
}

void
set_kernel_default(int host_signal, bool ignore)
{
	uintptr_t action[KERNEL_ACTION_SIZE / sizeof(uintptr_t)] = { ignore };
	EXPECT_EQ(syscall(SYS_rt_sigaction, host_signal, action, nullptr,
		KERNEL_SET_SIZE), 0);
}

kernel_set
status_set(const std::string& path, const std::string& name)
{
	std::ifstream status("/proc/" + path + "/status");
	for (std::string line; std::getline(status, line);) {
		if (line.starts_with(name + ":"))
			return std::stoull(line.substr(name.size() + 1), nullptr, 16);
	}
	ADD_FAILURE() << "/proc/" << path << "/status has no line " << name;
	return 0;
}

pid_t
current_thread_id()
{
	return syscall(SYS_gettid);
}

bool
wait_until(const std::function<bool()>& condition)
{
	const time_t end = time(nullptr) + 10;
	while (!condition()) {
		if (time(nullptr) > end)
			return false;
		sched_yield();
	}
	return true;
}

bool
wait_until_in_call(pid_t thread, std::initializer_list<long> calls)
{
	const std::string path = "/proc/" + std::to_string(thread) + "/syscall";
	return wait_until([&] {
		// "running", or the number of the call in which the thread sleeps.
		long number = -1;
		std::ifstream(path) >> number;
		for (long call : calls) {
			if (number == call)
				return true;
		}
		return false;
	});
}

pid_t
start_child(const std::function<void()>& body)
{
	fflush(nullptr);
	const pid_t child = fork();
	if (child == 0) {
		body();
		fflush(nullptr);
		_exit(testing::Test::HasFailure() ? 1 : 0);
	}
	EXPECT_GT(child, 0);
	return child;
}

child_end
wait_for_child_end(pid_t child)
{
	int status = 0;
	EXPECT_EQ(syscall(SYS_wait4, child, &status, 0, nullptr), child);
	// wait(2): the signal in bits 0..6, the exit code in bits 8..15.
	const int host_signal = status & 0x7f;
	return { host_signal == 0, (status >> 8) & 0xff, host_signal };
}

void
expect_in_child(const std::function<void()>& body)
{
	const child_end end = wait_for_child_end(start_child(body));
	EXPECT_TRUE(end.exited) << "killed by the host's signal "
		<< end.host_signal;
	EXPECT_EQ(end.exit_code, 0);
}

void
expect_death_in_child(int host_signal, const std::function<void()>& body)
{
	const child_end end = wait_for_child_end(start_child(body));
	EXPECT_FALSE(end.exited) << "exit code " << end.exit_code;
	EXPECT_EQ(end.host_signal, host_signal);
}

test_thread::test_thread(std::function<void()> body, sigset_t blocked)
	:
	fBody(std::move(body))
{
	const kernel_set mask = kernel_mask();
	pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
	if (pthread_create(&fHandle, nullptr, run, this) != 0)
		abort();
	set_kernel_mask(mask);
	EXPECT_TRUE(wait_until([this] {
		return __atomic_load_n(&fId, __ATOMIC_ACQUIRE) != 0;
	}));
}

test_thread::~test_thread()
{
	if (!fJoined)
		join();
}

void*
test_thread::join()
{
	fJoined = true;
	void* result = nullptr;
	EXPECT_EQ(pthread_join(fHandle, &result), 0);
	return result;
}

void*
test_thread::run(void* self)
{
	test_thread* thread = (test_thread*)self;
	__atomic_store_n(&thread->fId, current_thread_id(), __ATOMIC_RELEASE);
	thread->fBody();
	return nullptr;
}

volatile sig_atomic_t signal_counts[LAST_SIGNAL + 1];
volatile sig_atomic_t last_signal;

void
note_signal(int signal)
{
	signal_counts[signal] = signal_counts[signal] + 1;
	last_signal = signal;
}

void
catch_signal(int signal, void (*handler)(int), int flags)
{
	struct sigaction action = {};
	action.sa_handler = handler;
	action.sa_flags = flags;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0) << signal;
}

// Ignoring a signal discards it where it is pending (POSIX).
static void
reset_signals()
{
	for (int signal : catchable_signals()) {
		struct sigaction action = {};
		action.sa_handler = SIG_IGN;
		EXPECT_EQ(sigaction(signal, &action, nullptr), 0);
		action.sa_handler = SIG_DFL;
		EXPECT_EQ(sigaction(signal, &action, nullptr), 0);
	}
	for (int host_signal = 1; host_signal <= LAST_HOST_SIGNAL; host_signal++) {
		if ((kernel_pending() & kernel_bit(host_signal)) == 0)
			continue;
		set_kernel_default(host_signal, true);
		set_kernel_default(host_signal);
	}
	set_kernel_mask(0);
	for (volatile sig_atomic_t& count : signal_counts)
		count = 0;
	last_signal = 0;
}

signal_test::signal_test()
{
	kernel_number(SIGRTMIN);
	reset_signals();
}

signal_test::~signal_test()
{
	reset_signals();
}

const mask_function mask_functions[2] = {
	{ "sigprocmask", [](int how, const sigset_t* set, sigset_t* old) {
		const int result = sigprocmask(how, set, old);
		EXPECT_TRUE(result == 0 || result == -1);
		return result == 0 ? 0 : errno;
	} },
	{ "pthread_sigmask", [](int how, const sigset_t* set, sigset_t* old) {
		errno = ERANGE;
		const int result = pthread_sigmask(how, set, old);
		EXPECT_EQ(errno, ERANGE) << "pthread functions leave errno alone";
		return result;
	} }
};
