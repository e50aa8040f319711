// The rows that the legacy and the current program show alike, compiled once
// with each set of headers. Both programs' versions of these functions differ.
#pragma once

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults.h"
#include "report.h"


inline void
show_shared_bindings()
{
	SHOW_BINDING(signal);
	SHOW_BINDING(sigaction);
	SHOW_BINDING(sigset);
	SHOW_BINDING(sigignore);
	SHOW_BINDING(sighold);
	SHOW_BINDING(sigrelse);
	SHOW_BINDING(sigpause);
	SHOW_BINDING(siginterrupt);
	SHOW_BINDING(sigprocmask);
	SHOW_BINDING(pthread_sigmask);
	SHOW_BINDING(sigpending);
	SHOW_BINDING(sigsuspend);
	SHOW_BINDING(sigwait);
	SHOW_BINDING(sigemptyset);
	SHOW_BINDING(sigfillset);
	SHOW_BINDING(sigaddset);
	SHOW_BINDING(sigdelset);
	SHOW_BINDING(sigismember);
	SHOW_BINDING(pselect);
	SHOW_BINDING(siglongjmp);
	SHOW_BINDING(wait);
	SHOW_BINDING(waitpid);
	SHOW_BINDING(strsignal);
	SHOW_BINDING(raise);
	SHOW_BINDING(kill);
	SHOW_BINDING(killpg);
	SHOW_BINDING(pthread_kill);
	SHOW_BINDING(sigaltstack);
	SHOW_BINDING(set_signal_stack);
	SHOW_BINDING(send_signal);
}


inline void
show_size(const char* type, size_t size, size_t expected)
{
	std::string topic = "sizeof(" + std::string(type) + ")";
	show(topic.c_str(), std::to_string(size), std::to_string(expected));
}


// What a signal number is called. SIGBUS may be SIGSEGV.
inline std::string
signal_text(int signal)
{
	if (signal == SIGSEGV)
		return "SIGSEGV " + std::to_string(signal);
	if (signal == SIGBUS)
		return "SIGBUS " + std::to_string(signal);
	if (signal == SIGUSR1)
		return "SIGUSR1 " + std::to_string(signal);
	return std::to_string(signal);
}


// Faults that the installed handlers repair; seen is what the last one saw.
// (They may allocate: these faults never come from inside the allocator.)
// Then a child takes the first fault without a handler.
inline void
show_faults(std::string& seen, const char* bus_error,
	const char* segment_violation)
{
	const volatile char* truncated = truncated_file_mapping();

	seen = "no handler called";
	char first = read_through_register(truncated);
	show("read of a truncated file", seen, bus_error);

	seen = "no handler called";
	char second = read_through_register(unmapped_address());
	show("read of an unmapped address", seen, segment_violation);

	bool resumed = first == repaired_byte && second == repaired_byte;
	show("register set by the handler", resumed ? "loaded on return" : "lost",
		"loaded on return");

	pid_t child = fork();
	if (child == 0) {
		const rlimit no_core = {0, 0};
		setrlimit(RLIMIT_CORE, &no_core);
		signal(SIGBUS, SIG_DFL);
		read_through_register(truncated);
		_exit(EXIT_SUCCESS);
	}
	int status = 0;
	pid_t ended = child < 0 ? -1 : waitpid(child, &status, 0);
	show("waitpid(): child read the file",
		ended == child && WIFSIGNALED(status)
			? "killed by " + signal_text(WTERMSIG(status)) : "not killed",
		"killed by " + signal_text(SIGBUS));
}


inline volatile sig_atomic_t last_signal = 0;


// A program of the host sends the host's SIGUSR1.
inline void
show_host_signal()
{
	signal(SIGUSR1, [](int signal) { last_signal = signal; });
	int result = system("kill -USR1 $PPID");
	show("SIGUSR1 sent by the host's kill",
		result == 0 ? signal_text(last_signal) : "not sent",
		signal_text(SIGUSR1));
}


inline void
show_jump_restoring_mask()
{
	sigset_t blocked;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR2);

	static sigjmp_buf environment;
	if (sigsetjmp(environment, 1) == 0) {
		sigprocmask(SIG_BLOCK, &blocked, nullptr);
		siglongjmp(environment, 1);
	}
	sigset_t mask;
	sigprocmask(SIG_BLOCK, nullptr, &mask);
	show("mask after siglongjmp()",
		sigismember(&mask, SIGUSR2) == 0 ? "restored" : "changed", "restored");
}
