// The new program of the demonstration: compiled with libroot-c++.
#include <OS.h>

#include "shared_rows.h"


static std::string seen;		// handler's userdata, signal, code


static void
repair_fault(int signal, siginfo_t* info, void* context, void* userdata)
{
	const char* code = info->si_code == BUS_ADRERR ? "BUS_ADRERR"
		: info->si_code == SEGV_MAPERR ? "SEGV_MAPERR" : "another code";
	seen = std::string(static_cast<const char*>(userdata)) + " "
		+ std::to_string(signal) + " " + code;
	static_cast<ucontext_t*>(context)->uc_mcontext.FAULT_REGISTER
		= reinterpret_cast<unsigned long>(&repaired_byte);
}


static void
install_repair(int signal, const char* name)
{
	struct sigaction action = {};
	action.sa_sigaction = reinterpret_cast<void (*)(int, siginfo_t*, void*)>(
		reinterpret_cast<void (*)()>(repair_fault));
	action.sa_flags = SA_SIGINFO;
	action.sa_userdata = const_cast<char*>(name);
	sigaction(signal, &action, nullptr);
}


static void
show_realtime_queue()
{
	const struct {
		int	signal;
		int	value;
	} sent[] = {{SIGRTMAX, 4}, {SIGRTMIN, 3}, {SIGRTMIN, 1}, {SIGRTMIN, 2}};

	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigaddset(&set, SIGRTMAX);
	sigprocmask(SIG_BLOCK, &set, nullptr);
	for (const auto& [signal, value] : sent) {
		union sigval payload = {};
		payload.sival_int = value;
		sigqueue(getpid(), signal, payload);
	}

	std::string received;
	for (size_t i = 0; i < std::size(sent); i++) {
		siginfo_t info;
		const timespec no_wait = {0, 0};
		if (sigtimedwait(&set, &info, &no_wait) < 0)
			break;
		received += (i == 0 ? "" : " ") + std::to_string(info.si_signo) + ":"
			+ std::to_string(info.si_value.sival_int);
	}
	show("queued realtime signals:values", received, "33:3 33:1 33:2 40:4");
}


static void
show_waitid()
{
	pid_t child = fork();
	if (child == 0)
		_exit(7);

	siginfo_t info = {};
	std::string text = "failed";
	if (waitid(P_PID, child, &info, WEXITED) == 0 && info.si_pid == child
		&& info.si_signo == SIGCHLD && info.si_code == CLD_EXITED) {
		text = "CLD_EXITED " + std::to_string(info.si_code) + ", status "
			+ std::to_string(info.si_status);
	}
	show("waitid() of a child that ended", text, "CLD_EXITED 60, status 7");
}


int
main()
{
	show_shared_bindings();
	SHOW_BINDING(sigwaitinfo);
	SHOW_BINDING(sigtimedwait);
	SHOW_BINDING(sigqueue);
	SHOW_BINDING(waitid);
	SHOW_BINDING(psiginfo);
	SHOW_BINDING(abort);
	SHOW_BINDING(send_signal_etc);
	SHOW_BINDING(find_thread);
	SHOW_BINDING(kill_thread);

	const bool is_64_bit = sizeof(long) == 8;
	show_size("sigset_t", sizeof(sigset_t), 8);
	show_size("struct sigaction", sizeof(struct sigaction), is_64_bit ? 32 : 20);
	// The host C library's own.
	show_size("jmp_buf", sizeof(jmp_buf), is_64_bit ? 200 : 156);
	show_jump_restoring_mask();
	show_host_signal();

	install_repair(SIGBUS, "SIGBUS");
	install_repair(SIGSEGV, "SIGSEGV");
	show_faults(seen, "SIGBUS 30 BUS_ADRERR", "SIGSEGV 11 SEGV_MAPERR");

	show_realtime_queue();
	show_waitid();
	return report_result();
}
