/* The kernel's view of signals: numbers, the calling thread's mask, what is
 * known of a thread in /proc. Asked of the kernel itself, in no libroot call. */
#ifndef _TESTS_KERNEL_SIGNALS_H
#define _TESTS_KERNEL_SIGNALS_H

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "signal_names.h"

/* BeOS's realtime signals and the host numbers they have (abi.md: eight
 * ascending ones, the first not below 35). */
constexpr int FIRST_REALTIME = 33;
constexpr int LAST_REALTIME = 40;
constexpr int FIRST_HOST_REALTIME = 35;

constexpr int HOST_SIGSTKFLT = 16;
constexpr int HOST_SIGPWR = 30;

/* One bit per signal, like both sides' sets. */
constexpr uint64_t
bit(int signal)
{
	return uint64_t{1} << (signal - 1);
}

/* 0 if the host has no such signal. */
inline int
host_number(int signal)
{
#define NUMBER(name) name,
	static const int ours[] = { FOR_EACH_COMMON_SIGNAL(NUMBER) 0 };
#undef NUMBER
	if (signal >= FIRST_REALTIME && signal <= LAST_REALTIME)
		return signal - FIRST_REALTIME + FIRST_HOST_REALTIME;
	for (int i = 0; ours[i] != 0; i++) {
		if (ours[i] == signal)
			return host_numbers_of_common_signals[i];
	}
	return 0;
}

inline uint64_t
host_set(uint64_t set)
{
	uint64_t host = 0;
	for (int signal = 1; signal <= LAST_REALTIME; signal++) {
		if ((set & bit(signal)) != 0 && host_number(signal) != 0)
			host |= bit(host_number(signal));
	}
	return host;
}

inline uint64_t
set_from_kernel(uint64_t host)
{
	uint64_t set = 0;
	for (int signal = 1; signal <= LAST_REALTIME; signal++) {
		const int number = host_number(signal);
		if (number != 0 && (host & bit(number)) != 0)
			set |= bit(signal);
	}
	return set;
}

/* The calling thread's mask in the kernel's numbers. */
inline uint64_t
kernel_mask()
{
	uint64_t mask = 0;
	syscall(SYS_rt_sigprocmask, 0, nullptr, &mask, sizeof(mask));
	return mask;
}

/* The same in ours, as far as it can be said. */
inline uint64_t
true_mask()
{
	return set_from_kernel(kernel_mask());
}

inline void
set_true_mask(uint64_t set)
{
	/* SIG_SETMASK of the kernel. */
	const uint64_t mask = host_set(set);
	syscall(SYS_rt_sigprocmask, 2, &mask, nullptr, sizeof(mask));
	sigmask_resync();
}

inline pid_t
thread_number()
{
	return syscall(SYS_gettid);
}

/* The letter of the thread's state in /proc: R, S, D, T, Z, or 0 if it is gone. */
inline char
thread_state_in_proc(pid_t process, pid_t thread)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", process, thread);
	FILE* file = fopen(path, "r");
	if (file == nullptr)
		return 0;
	char text[512] = {};
	const size_t length = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	const char* end = length > 0 ? strrchr(text, ')') : nullptr;
	return end != nullptr ? end[2] : 0;
}

/* A hexadecimal line of the thread's status in /proc, like "SigPnd". */
inline uint64_t
thread_set_in_proc(pid_t thread, const char* line)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/self/task/%d/status", thread);
	FILE* file = fopen(path, "r");
	if (file == nullptr)
		return 0;
	char text[128];
	unsigned long long set = 0;
	const size_t length = strlen(line);
	while (fgets(text, sizeof(text), file) != nullptr) {
		if (strncmp(text, line, length) == 0 && text[length] == ':')
			sscanf(text + length + 1, "%llx", &set);
	}
	fclose(file);
	return set;
}

/* Returns when the thread sleeps in the kernel. */
inline void
await_sleep(pid_t thread)
{
	while (thread_state_in_proc(getpid(), thread) != 'S')
		usleep(100);
}

#endif	/* _TESTS_KERNEL_SIGNALS_H */
