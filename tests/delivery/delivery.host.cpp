// Host code in the process: compiled and linked without libroot.
#include "delivery_host.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

extern "C" {

host_report last_host_report;
const int host_sa_restart = SA_RESTART;
const int host_sa_nodefer = SA_NODEFER;
const size_t host_jump_buffer_size = sizeof(sigjmp_buf);

}

#if defined(__x86_64__)
#	define INSTRUCTION	REG_RIP
#	define STACK	REG_RSP
#else
#	define INSTRUCTION	REG_EIP
#	define STACK	REG_ESP
#endif

static sigjmp_buf observe_environment;
static int bytes_to_skip;
static uint64_t mask_to_block;
static bool host_traces;
static struct sigaction chained_action;


static void
note_frames(host_report& report)
{
	if (host_traces)
		report.depth = backtrace(report.frames, 64);
}


static void
note_info(int signal, siginfo_t* info, void* context)
{
	host_report& report = last_host_report;
	const ucontext_t& host = *(ucontext_t*)context;
	report.calls++;
	report.signal = signal;
	if (info != nullptr) {
		report.info_signal = info->si_signo;
		report.error = info->si_errno;
		report.code = info->si_code;
		report.address = info->si_addr;
		report.pid = info->si_pid;
		report.uid = info->si_uid;
		report.status = info->si_status;
		report.band = info->si_band;
		report.value = info->si_value.sival_ptr;
		report.timer_overrun = info->si_overrun;
	}
	report.instruction = host.uc_mcontext.gregs[INSTRUCTION];
	report.stack_pointer = host.uc_mcontext.gregs[STACK];
	memcpy(&report.mask, &host.uc_sigmask, sizeof(report.mask));
	note_frames(report);
}


static void
note_plain(int signal)
{
	host_report& report = last_host_report;
	report.calls++;
	report.signal = signal;
	note_frames(report);
}


static void
note_and_jump(int signal, siginfo_t* info, void* context)
{
	note_info(signal, info, context);
	siglongjmp(observe_environment, 1);
}


static void
note_and_change(int signal, siginfo_t* info, void* context)
{
	note_info(signal, info, context);
	ucontext_t& host = *(ucontext_t*)context;
	host.uc_mcontext.gregs[INSTRUCTION] += bytes_to_skip;
	uint64_t mask;
	memcpy(&mask, &host.uc_sigmask, sizeof(mask));
	mask |= mask_to_block;
	memcpy(&host.uc_sigmask, &mask, sizeof(mask));
}


static void
note_and_chain(int signal, siginfo_t* info, void* context)
{
	note_info(signal, info, context);
	if ((chained_action.sa_flags & SA_SIGINFO) != 0)
		chained_action.sa_sigaction(signal, info, context);
	else if (chained_action.sa_handler != SIG_DFL
		&& chained_action.sa_handler != SIG_IGN)
		chained_action.sa_handler(signal);
}


static int
install(int signal, void (*handler)(int, siginfo_t*, void*), int flags,
	uint64_t mask, struct sigaction* old = nullptr)
{
	struct sigaction action = {};
	action.sa_sigaction = handler;
	action.sa_flags = flags;
	memcpy(&action.sa_mask, &mask, sizeof(mask));
	return sigaction(signal, &action, old);
}

extern "C" {

void
host_observe(int signal, void (*provoke)())
{
	last_host_report = {};
	struct sigaction old;
	install(signal, note_and_jump, SA_SIGINFO, 0, &old);
	if (sigsetjmp(observe_environment, 1) == 0)
		provoke();
	sigaction(signal, &old, nullptr);
}


void
host_start_tracing()
{
	/* The first call loads a library, which a handler must not do. */
	void* frame;
	backtrace(&frame, 1);
	host_traces = true;
}


int
host_install_plain(int signal, int flags, uint64_t mask)
{
	return install(signal, (void (*)(int, siginfo_t*, void*))(void*)note_plain, flags,
		mask);
}


int
host_install_info(int signal, int flags, uint64_t mask)
{
	return install(signal, note_info, flags | SA_SIGINFO, mask);
}


int
host_install_changing(int signal, int instructionBytes, uint64_t block)
{
	bytes_to_skip = instructionBytes;
	mask_to_block = block;
	return install(signal, note_and_change, SA_SIGINFO, 0);
}


int
host_chain(int signal)
{
	return install(signal, note_and_chain, SA_SIGINFO, 0, &chained_action);
}


void*
host_plain_handler()
{
	return (void*)note_plain;
}


void*
host_info_handler()
{
	return (void*)note_info;
}


void*
host_query(int signal, int* flags)
{
	struct sigaction action;
	if (sigaction(signal, nullptr, &action) != 0)
		return nullptr;
	*flags = action.sa_flags;
	return (void*)action.sa_sigaction;
}


int
host_restore_default(int signal)
{
	return ::signal(signal, SIG_DFL) == SIG_ERR ? -1 : 0;
}


int
host_call_with_jump_buffer(void* buffer, int saveMask, void (*function)())
{
	const int value = sigsetjmp(*(sigjmp_buf*)buffer, saveMask);
	if (value == 0)
		function();
	return value;
}


void
host_jump(void* buffer, int value)
{
	siglongjmp(*(sigjmp_buf*)buffer, value);
}


int
host_send_by_timer(int signal, void* value)
{
	struct sigevent event = {};
	event.sigev_notify = SIGEV_SIGNAL;
	event.sigev_signo = signal;
	event.sigev_value.sival_ptr = value;
	timer_t timer;
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0)
		return -1;
	struct itimerspec soon = {};
	soon.it_value.tv_nsec = 1;
	/* Left behind: the test waits for the signal, and the process ends. */
	return timer_settime(timer, 0, &soon, nullptr);
}


int
host_send_by_pipe(int signal)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return -1;
	fcntl(ends[0], F_SETOWN, getpid());
	fcntl(ends[0], F_SETSIG, signal);
	fcntl(ends[0], F_SETFL, O_ASYNC | O_NONBLOCK);
	return write(ends[1], "x", 1) == 1 ? 0 : -1;
}


int
host_system(const char* command)
{
	return system(command);
}


int
host_run_by_popen(const char* command, char* output, size_t size)
{
	FILE* pipe = popen(command, "r");
	if (pipe == nullptr)
		return -1;
	output[fread(output, 1, size - 1, pipe)] = '\0';
	return pclose(pipe);
}

}
