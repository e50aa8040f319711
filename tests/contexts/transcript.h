/* What the host programs of this suite share. Each prints what it sees; the
 * scripts compare that with what it prints on the host's library alone. What
 * must be so whatever the library is a check: it ends the program. */
#ifndef _TESTS_CONTEXTS_TRANSCRIPT_H
#define _TESTS_CONTEXTS_TRANSCRIPT_H

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include "../common/host_sets.h"

#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
			fflush(stdout); \
			_exit(1); \
		} \
	} while (0)

/* The signals whose state a context carries: the host's functions for i386 make
 * the oldest system call, which knows 32. */
#if defined(__i386__)
constexpr uint64_t CARRIED = 0xffffffff;
#else
constexpr uint64_t CARRIED = ~uint64_t{0};
#endif

/* What the kernel takes as a mask: not SIGKILL and SIGSTOP. The C library's own
 * signals, 32 and 33, are left out too. */
constexpr uint64_t SETTABLE = ~(bit(SIGKILL) | bit(SIGSTOP) | bit(32) | bit(33));

inline void
set_mask(uint64_t mask)
{
	const sigset_t set = set_of_bits(mask);
	CHECK(sigprocmask(SIG_SETMASK, &set, nullptr) == 0);
}

/* The calling thread's mask: the kernel, its /proc and both functions that tell
 * it agree. */
inline uint64_t
mask_now()
{
	uint64_t kernels = 0;
	syscall(SYS_rt_sigprocmask, SIG_BLOCK, nullptr, &kernels, sizeof(kernels));
	sigset_t set;
	CHECK(sigprocmask(SIG_BLOCK, nullptr, &set) == 0);
	CHECK(bits_of(set) == kernels);
	CHECK(pthread_sigmask(SIG_BLOCK, nullptr, &set) == 0);
	CHECK(bits_of(set) == kernels);
	return kernels;
}

inline uint64_t
mask_in_proc()
{
	FILE* file = fopen("/proc/thread-self/status", "r");
	CHECK(file != nullptr);
	char line[256];
	unsigned long long mask = 0;
	while (fgets(line, sizeof(line), file) != nullptr)
		sscanf(line, "SigBlk: %llx", &mask);
	fclose(file);
	return mask;
}

/* Runs code in a child process and prints how that ended. */
template<typename Code>
void
print_end_of(const char* what, Code code)
{
	fflush(stdout);
	const pid_t child = fork();
	if (child == 0) {
		alarm(60);
		code();
		printf("%s: came back\n", what);
		fflush(stdout);
		_exit(77);
	}
	int status = -1;
	CHECK(waitpid(child, &status, 0) == child);
	/* Whether a core file was written is not the question. */
	if (WIFSIGNALED(status))
		printf("%s: signal %d\n", what, WTERMSIG(status));
	else
		printf("%s: exit code %d\n", what, WEXITSTATUS(status));
}

/* A stack for a context. */
struct context_stack {
	alignas(16) char memory[256 * 1024];
};

/* Not inline: getcontext() returns twice only to where makecontext() says. */
__attribute__((noinline)) inline void
prepare_context(ucontext_t& context, context_stack& stack, ucontext_t* next)
{
	CHECK(getcontext(&context) == 0);
	context.uc_stack.ss_sp = stack.memory;
	context.uc_stack.ss_size = sizeof(stack.memory);
	context.uc_link = next;
}

/* Makes a context that will call a function on the stack. */
#define MAKE_CONTEXT(context, stack, next, function, count, ...) \
	do { \
		prepare_context(context, stack, next); \
		makecontext(&(context), (void (*)())(function), count, \
			##__VA_ARGS__); \
	} while (0)

#endif	/* _TESTS_CONTEXTS_TRANSCRIPT_H */
