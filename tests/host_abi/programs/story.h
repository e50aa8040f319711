// What the programs of this folder have in common: they tell on standard output
// what they see, in words that do not depend on addresses, ids or time.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <initializer_list>

#include "../../common/formatted_line.h"
#include "../../common/host_sets.h"

// The host's header calls the XSI and BSD functions deprecated.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#pragma GCC diagnostic ignored "-Wnonnull"
#pragma GCC diagnostic ignored "-Wrestrict"

// Where a function is bound to an older version than the default one.
#if defined(__i386__)
#	define BASE_NODE "GLIBC_2.0"
#	define NODE_SINCE(node) node
#else
#	define BASE_NODE "GLIBC_2.2.5"
#	define NODE_SINCE(node) BASE_NODE
#endif
#define BIND(name, function, node) __asm__(".symver " #name "," #function "@" node)

namespace {

__attribute__((format(printf, 1, 2))) inline void
say(const char* format, ...)
{
	char line[1024];
	va_list arguments;
	va_start(arguments, format);
	const int length = format_line(line, format, arguments);
	va_end(arguments);
	// No buffer that a fork could duplicate; safe in handlers.
	if (write(STDOUT_FILENO, line, length) != length)
		_exit(99);
}

// A result with its errno.
inline void
say_result(const char* what, long result)
{
	if (result == -1)
		say("%s: -1 %s", what, strerrorname_np(errno));
	else
		say("%s: %ld", what, result);
}

// A mask of BSD's functions.
constexpr int
bsd_mask(int signal)
{
	return 1 << (signal - 1);
}

inline uint64_t
kernel_mask()
{
	uint64_t mask = 0;
	syscall(SYS_rt_sigprocmask, SIG_BLOCK, nullptr, &mask, sizeof(mask));
	return mask;
}

inline uint64_t
mask_told()
{
	sigset_t set;
	sigprocmask(SIG_BLOCK, nullptr, &set);
	return bits_of(set);
}

inline void
say_mask(const char* when)
{
	say("%s: mask %016llx, the kernel's %016llx", when,
		(unsigned long long)mask_told(), (unsigned long long)kernel_mask());
}

inline void
say_status(const char* what, int status)
{
	if (WIFEXITED(status))
		say("%s: exit code %d", what, WEXITSTATUS(status));
	else if (WIFSIGNALED(status)) {
		say("%s: killed by %d%s", what, WTERMSIG(status),
			WCOREDUMP(status) ? ", core" : "");
	} else if (WIFSTOPPED(status))
		say("%s: stopped by %d", what, WSTOPSIG(status));
	else
		say("%s: status %x", what, status);
}

template<typename Code>
inline void
in_child(const char* what, Code code)
{
	const pid_t child = fork();
	if (child == 0) {
		const struct rlimit none = { 0, 0 };
		setrlimit(RLIMIT_CORE, &none);
		code();
		_exit(0);
	}
	int status = -1;
	while (waitpid(child, &status, 0) == -1 && errno == EINTR)
		;
	say_status(what, status);
}

inline void
set_action(int signal, void (*handler)(int), int flags = 0, uint64_t mask = 0)
{
	struct sigaction action = {};
	action.sa_handler = handler;
	action.sa_flags = flags;
	action.sa_mask = set_of_bits(mask);
	if (sigaction(signal, &action, nullptr) != 0)
		say("sigaction of %d failed: %s", signal, strerrorname_np(errno));
}

inline void
set_info_action(int signal, void (*handler)(int, siginfo_t*, void*),
	int flags = 0, uint64_t mask = 0)
{
	struct sigaction action = {};
	action.sa_sigaction = handler;
	action.sa_flags = flags | SA_SIGINFO;
	action.sa_mask = set_of_bits(mask);
	if (sigaction(signal, &action, nullptr) != 0)
		say("sigaction of %d failed: %s", signal, strerrorname_np(errno));
}

// No address that a program has, in the last and in the first page.
void* const BAD_POINTER = (void*)(intptr_t)-4096;
void* const NULL_PAGE = (void*)16;

// Returns when the thread, of whichever process, sleeps in the kernel.
inline void
await_sleep(pid_t thread)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", thread, thread);
	for (;;) {
		char text[512] = {};
		const int file = open(path, O_RDONLY);
		const ssize_t length = read(file, text, sizeof(text) - 1);
		close(file);
		const char* end = length > 0 ? strrchr(text, ')') : nullptr;
		if (end != nullptr && end[2] == 'S')
			return;
		usleep(100);
	}
}

inline pid_t
thread_number()
{
	return syscall(SYS_gettid);
}

}	// namespace
