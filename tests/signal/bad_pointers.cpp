// Every pointer argument of every function with every kind of bad pointer: the
// error is EFAULT and nothing has changed.
#include "signal_test.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum pointer_use {
	INPUT,
	OUTPUT
};

struct pointer_argument {
	const char*	name;
	pointer_use	use;
	bool		null_is_bad;
	// Returns the error number, or 0.
	int			(*call)(void* pointer);
};

static int
error_of(int result)
{
	return result == -1 ? errno : 0;
}

static const sigset_t user_signal = sigset_t{1} << (SIGUSR1 - 1);

// The calls wait for SIGUSR1, which is pending, or not at all.
static const pointer_argument pointer_arguments[] = {
	{ "sigaction_action", INPUT, false, [](void* pointer) {
		return error_of(sigaction(SIGUSR2, (struct sigaction*)pointer, nullptr));
	} },
	{ "sigaction_old_action", OUTPUT, false, [](void* pointer) {
		struct sigaction action = {};
		action.sa_handler = SIG_IGN;
		return error_of(sigaction(SIGUSR2, &action, (struct sigaction*)pointer));
	} },
	{ "sigaction_query", OUTPUT, false, [](void* pointer) {
		return error_of(sigaction(SIGUSR2, nullptr,
			(struct sigaction*)pointer));
	} },
	{ "sigaction_query_of_kill", OUTPUT, false, [](void* pointer) {
		return error_of(sigaction(SIGKILL, nullptr,
			(struct sigaction*)pointer));
	} },
	{ "sigprocmask_set", INPUT, false, [](void* pointer) {
		return error_of(sigprocmask(SIG_SETMASK, (sigset_t*)pointer, nullptr));
	} },
	{ "sigprocmask_old_set", OUTPUT, false, [](void* pointer) {
		const sigset_t none = 0;
		return error_of(sigprocmask(SIG_SETMASK, &none, (sigset_t*)pointer));
	} },
	{ "pthread_sigmask_set", INPUT, false, [](void* pointer) {
		return pthread_sigmask(SIG_SETMASK, (sigset_t*)pointer, nullptr);
	} },
	{ "pthread_sigmask_old_set", OUTPUT, false, [](void* pointer) {
		const sigset_t none = 0;
		return pthread_sigmask(SIG_SETMASK, &none, (sigset_t*)pointer);
	} },
	{ "sigpending_set", OUTPUT, true, [](void* pointer) {
		return error_of(sigpending((sigset_t*)pointer));
	} },
	{ "sigsuspend_mask", INPUT, true, [](void* pointer) {
		return error_of(sigsuspend((sigset_t*)pointer));
	} },
	{ "sigwait_set", INPUT, true, [](void* pointer) {
		int signal;
		return sigwait((sigset_t*)pointer, &signal);
	} },
	{ "sigwait_signal", OUTPUT, true, [](void* pointer) {
		return sigwait(&user_signal, (int*)pointer);
	} },
	{ "sigwaitinfo_set", INPUT, true, [](void* pointer) {
		siginfo_t info;
		return error_of(sigwaitinfo((sigset_t*)pointer, &info));
	} },
	{ "sigwaitinfo_info", OUTPUT, false, [](void* pointer) {
		return error_of(sigwaitinfo(&user_signal, (siginfo_t*)pointer));
	} },
	{ "sigtimedwait_set", INPUT, true, [](void* pointer) {
		siginfo_t info;
		const struct timespec timeout = { 10, 0 };
		return error_of(sigtimedwait((sigset_t*)pointer, &info, &timeout));
	} },
	{ "sigtimedwait_info", OUTPUT, false, [](void* pointer) {
		const struct timespec timeout = { 10, 0 };
		return error_of(sigtimedwait(&user_signal, (siginfo_t*)pointer,
			&timeout));
	} },
	{ "sigtimedwait_timeout", INPUT, false, [](void* pointer) {
		const sigset_t set = set_of({ SIGUSR2 });
		siginfo_t info;
		return error_of(sigtimedwait(&set, &info, (struct timespec*)pointer));
	} },
	{ "sigaltstack_stack", INPUT, false, [](void* pointer) {
		return error_of(sigaltstack((stack_t*)pointer, nullptr));
	} },
	{ "sigaltstack_old_stack", OUTPUT, false, [](void* pointer) {
		static char memory[SIGSTKSZ];
		const stack_t stack = { memory, sizeof(memory), 0 };
		return error_of(sigaltstack(&stack, (stack_t*)pointer));
	} },
	{ "pselect_mask", INPUT, false, [](void* pointer) {
		const struct timespec timeout = { 0, 0 };
		return error_of(pselect(0, nullptr, nullptr, nullptr, &timeout,
			(sigset_t*)pointer));
	} },
	{ "pselect_timeout", INPUT, false, [](void* pointer) {
		return error_of(pselect(0, nullptr, nullptr, nullptr,
			(struct timespec*)pointer, nullptr));
	} },
	{ "pselect_descriptors", OUTPUT, false, [](void* pointer) {
		const struct timespec timeout = { 0, 0 };
		return error_of(pselect(1, (fd_set*)pointer, nullptr, nullptr, &timeout,
			&user_signal));
	} },
	{ "ppoll_mask", INPUT, false, [](void* pointer) {
		const struct timespec timeout = { 0, 0 };
		return error_of(ppoll(nullptr, 0, &timeout, (sigset_t*)pointer));
	} },
	{ "ppoll_timeout", INPUT, false, [](void* pointer) {
		return error_of(ppoll(nullptr, 0, (struct timespec*)pointer, nullptr));
	} },
	{ "ppoll_descriptors", OUTPUT, true, [](void* pointer) {
		const struct timespec timeout = { 0, 0 };
		return error_of(ppoll((struct pollfd*)pointer, 1, &timeout, nullptr));
	} },
	{ "posix_spawnattr_setsigmask_set", INPUT, false, [](void* pointer) {
		posix_spawnattr_t attributes;
		posix_spawnattr_init(&attributes);
		return posix_spawnattr_setsigmask(&attributes, (sigset_t*)pointer);
	} },
	{ "posix_spawnattr_getsigmask_set", OUTPUT, false, [](void* pointer) {
		posix_spawnattr_t attributes;
		posix_spawnattr_init(&attributes);
		return posix_spawnattr_getsigmask(&attributes, (sigset_t*)pointer);
	} },
	{ "posix_spawnattr_setsigdefault_set", INPUT, false, [](void* pointer) {
		posix_spawnattr_t attributes;
		posix_spawnattr_init(&attributes);
		return posix_spawnattr_setsigdefault(&attributes, (sigset_t*)pointer);
	} },
	{ "posix_spawnattr_getsigdefault_set", OUTPUT, false, [](void* pointer) {
		posix_spawnattr_t attributes;
		posix_spawnattr_init(&attributes);
		return posix_spawnattr_getsigdefault(&attributes, (sigset_t*)pointer);
	} },
	{ "pthread_attr_setsigmask_np_set", INPUT, false, [](void* pointer) {
		pthread_attr_t attributes;
		pthread_attr_init(&attributes);
		const int result
			= pthread_attr_setsigmask_np(&attributes, (sigset_t*)pointer);
		pthread_attr_destroy(&attributes);
		return result;
	} },
	{ "pthread_attr_getsigmask_np_set", OUTPUT, true, [](void* pointer) {
		pthread_attr_t attributes;
		pthread_attr_init(&attributes);
		const int result
			= pthread_attr_getsigmask_np(&attributes, (sigset_t*)pointer);
		pthread_attr_destroy(&attributes);
		return result;
	} }
};

class bad_pointer_test : public signal_test,
	public testing::WithParamInterface<pointer_argument> {
protected:
	bad_pointer_test()
	{
		fPages = (char*)mmap(nullptr, 3 * fPageSize, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		// For those that wait: what they wait for is there, and must stay.
		const sigset_t set = set_of({ SIGUSR1, SIGRTMAX });
		sigprocmask(SIG_SETMASK, &set, nullptr);
		raise(SIGUSR1);
		catch_signal(SIGUSR2, note_signal, SA_RESTART);
		fMask = kernel_mask();
		fAction = kernel_action(kernel_number(SIGUSR2));
		sigaltstack(nullptr, &fStack);
	}

	~bad_pointer_test() override
	{
		munmap(fPages, 3 * fPageSize);
	}

	void
	expect_fault(void* pointer, const char* kind)
	{
		EXPECT_EQ(GetParam().call(pointer), EFAULT) << kind;
		EXPECT_EQ(kernel_mask(), fMask) << kind;
		EXPECT_EQ(kernel_pending(), kernel_bit(kernel_number(SIGUSR1))) << kind;
		EXPECT_EQ(kernel_action(kernel_number(SIGUSR2)), fAction) << kind;
		stack_t stack;
		EXPECT_EQ(sigaltstack(nullptr, &stack), 0);
		EXPECT_EQ(stack.ss_flags, fStack.ss_flags) << kind;
		EXPECT_EQ(stack.ss_sp, fStack.ss_sp) << kind;
	}

	char*
	page(int index) const
	{
		return fPages + index * fPageSize;
	}

	void
	protect(int index, int protection)
	{
		ASSERT_EQ(mprotect(page(index), fPageSize, protection), 0);
	}

	const size_t	fPageSize = sysconf(_SC_PAGESIZE);

private:
	char*			fPages;
	kernel_set		fMask;
	std::string		fAction;
	stack_t			fStack;
};

static std::vector<pointer_argument>
arguments_with(bool (*accept)(const pointer_argument&))
{
	std::vector<pointer_argument> found;
	for (const pointer_argument& argument : pointer_arguments) {
		if (accept(argument))
			found.push_back(argument);
	}
	return found;
}

static std::string
argument_name(const testing::TestParamInfo<pointer_argument>& info)
{
	return info.param.name;
}

class null_pointer_test : public bad_pointer_test {
};

class bad_output_test : public bad_pointer_test {
};

INSTANTIATE_TEST_SUITE_P(arguments, bad_pointer_test,
	testing::ValuesIn(pointer_arguments), argument_name);
INSTANTIATE_TEST_SUITE_P(arguments, null_pointer_test,
	testing::ValuesIn(arguments_with([](const pointer_argument& argument) {
		return argument.null_is_bad;
	})), argument_name);
INSTANTIATE_TEST_SUITE_P(arguments, bad_output_test,
	testing::ValuesIn(arguments_with([](const pointer_argument& argument) {
		return argument.use == OUTPUT;
	})), argument_name);

TEST_P(null_pointer_test, null)
{
	expect_fault(nullptr, "null");
}

TEST_P(bad_pointer_test, first_page)
{
	expect_fault((void*)8, "null + 8");
	expect_fault((void*)1, "null + 1");
}

TEST_P(bad_pointer_test, unmapped)
{
	ASSERT_EQ(munmap(page(1), fPageSize), 0);
	expect_fault(page(1), "start of the page");
	expect_fault(page(1) + fPageSize / 2, "middle of the page");
}

TEST_P(bad_pointer_test, no_access)
{
	protect(1, PROT_NONE);
	expect_fault(page(1), "start of the page");
}

TEST_P(bad_output_test, read_only_data)
{
	memset(page(1), 0, fPageSize);
	protect(1, PROT_READ);
	expect_fault(page(1), "start of the page");
}

TEST_P(bad_pointer_test, straddling_the_end_of_a_page)
{
	protect(1, PROT_NONE);
	expect_fault(page(1) - 2, "two bytes before the end");
}

TEST_P(bad_pointer_test, straddling_the_start_of_a_page)
{
	protect(0, PROT_NONE);
	expect_fault(page(1) - 2, "two bytes before the start");
}

TEST_P(bad_pointer_test, kernel_space)
{
	expect_fault((void*)-4096L, "last page");
	expect_fault((void*)-1L, "last byte");
#if defined(__x86_64__)
	expect_fault((void*)0xffff888000000000, "the kernel's own mapping");
	expect_fault((void*)0x0000800000000000, "not canonical");
#endif
}

TEST_P(bad_output_test, read_only_program_text)
{
	expect_fault((void*)note_signal, "text");
}

// A handler on a small alternate stack with nothing above it.
TEST_P(bad_pointer_test, just_above_the_stack)
{
	const size_t size = 16 * fPageSize;
	char* memory = (char*)mmap(nullptr, size + fPageSize,
		PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(memory, MAP_FAILED);
	ASSERT_EQ(mprotect(memory + size, fPageSize, PROT_NONE), 0);

	static bad_pointer_test* current;
	static char* above;
	current = this;
	above = memory + size;
	const stack_t stack = { memory, size, 0 };
	const stack_t none = { nullptr, 0, SS_DISABLE };
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	catch_signal(SIGHUP, [](int) {
		EXPECT_EQ(current->GetParam().call(above), EFAULT);
	}, SA_ONSTACK);
	EXPECT_EQ(raise(SIGHUP), 0);
	ASSERT_EQ(sigaltstack(&none, nullptr), 0);
	munmap(memory, size + fPageSize);
}
