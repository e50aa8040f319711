/* What the benchmarks share. Each benchmark is one source for both C
 * libraries: it names signals by the numbers of the headers it is compiled
 * with, and checks that what it measures really happened. */
#ifndef BENCHMARK_SUPPORT_H
#define BENCHMARK_SUPPORT_H

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <benchmark/benchmark.h>

#include "../common/set_of.h"

/* Defined for libroot's side: where the two sides do the same in different ways,
 * and for what only libroot has. */
#ifdef SIGRESERVED1
#	define ON_LIBROOT	1
#endif

namespace bench {

/* Ends a benchmark whose measured call failed; the runner reports it. */
inline void
fail(benchmark::State& state, const char* call, int error = errno)
{
	state.SkipWithError((std::string(call) + ": " + std::strerror(error)).c_str());
}

/* The kernel's number of a signal: raises it blocked and asks the kernel which
 * one is pending. For raw system calls, which no C library translates. */
inline int
kernel_number(int signal)
{
	const sigset_t set = set_of(signal);
	sigset_t old_mask;
	sigprocmask(SIG_BLOCK, &set, &old_mask);
	raise(signal);

	unsigned long long pending = 0;
	std::ifstream status("/proc/thread-self/status");
	for (std::string line; std::getline(status, line);) {
		if (line.starts_with("SigPnd:") || line.starts_with("ShdPnd:"))
			pending |= std::stoull(line.substr(sizeof("SigPnd:")), nullptr, 16);
	}

	int taken;
	sigwait(&set, &taken);
	sigprocmask(SIG_SETMASK, &old_mask, nullptr);
	if (pending == 0)
		throw std::runtime_error("/proc/thread-self/status shows no pending signal");
	return __builtin_ctzll(pending) + 1;
}

/* Sends a signal to the calling thread without any library function, so that
 * both libraries are measured with the same sender. */
class raw_sender {
public:
	explicit raw_sender(int signal)
		:
		process(getpid()),
		thread(syscall(SYS_gettid)),
		number(kernel_number(signal))
	{
	}

	bool
	send() const
	{
		return syscall(SYS_tgkill, process, thread, number) == 0;
	}

private:
	long process;
	long thread;
	int number;
};

/* CPU seconds of this process and the children it has waited for. Google
 * Benchmark's own CPU time leaves children out, and real time counts what else
 * the machine does. */
inline double
cpu_seconds_with_children()
{
	double seconds = 0;
	for (int who : { RUSAGE_SELF, RUSAGE_CHILDREN }) {
		rusage usage;
		getrusage(who, &usage);
		for (const timeval& time : { usage.ru_utime, usage.ru_stime })
			seconds += time.tv_sec + time.tv_usec / 1e6;
	}
	return seconds;
}

/* A file that build/run-bench puts beside the benchmark programs. */
inline std::string
file_beside_program(const char* name)
{
	return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

}	/* namespace bench */

#endif	/* BENCHMARK_SUPPORT_H */
