#include "stopped_thread.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <string>

#include <asm/ldt.h>
#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

#include "failure.h"
#include "process.h"

// <asm/ptrace-abi.h>, which does not go together with <sys/ptrace.h>.
static const int get_thread_area = 25;

// A thread that waits in the kernel without listening, the parent of vfork()
// for instance, does not stop.
static const time_t seconds_to_stop = 2;

// The registers of an i386 thread as the kernel writes them
// (arch/x86/include/asm/user_32.h).
struct registers_32 {
	uint32_t	before_gs[10];
	uint32_t	gs;
	uint32_t	after_gs[6];
};


stopped_thread::stopped_thread(pid_t process, pid_t thread)
	:
	fProcess(process),
	fThread(thread)
{
	seize();
	if (ptrace(PTRACE_INTERRUPT, fThread, nullptr, nullptr) != 0)
		throw thread_ended();
	await_stop();
}


stopped_thread::~stopped_thread()
{
	ptrace(PTRACE_DETACH, fThread, nullptr, (void*)(intptr_t)fSignal);
}


void
stopped_thread::seize()
{
	if (ptrace(PTRACE_SEIZE, fThread, nullptr, nullptr) == 0)
		return;
	if (errno == ESRCH)
		throw thread_ended();
	char state = state_of(fProcess, fThread);
	if (state == 'Z' || state == 'X')
		throw thread_ended();
	long tracer = status_number_of(fProcess, fThread, "TracerPid");
	if (tracer != 0) {
		fail(("is traced by process " + std::to_string(tracer)
			+ "; end that debugger, or ask it").c_str());
	}
	fail("may not be traced by this user; become its user or root, and see"
		" ptrace_scope in ptrace(2)");
}


void
stopped_thread::await_stop()
{
	sigset_t child_signal;
	sigemptyset(&child_signal);
	sigaddset(&child_signal, SIGCHLD);
	timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	time_t end = now.tv_sec + seconds_to_stop;
	for (;;) {
		int status;
		pid_t waited = waitpid(fThread, &status, __WALL | WNOHANG);
		if (waited == fThread) {
			if (!WIFSTOPPED(status))
				throw thread_ended();
			// Without an event it is about to get a signal.
			if (status >> 16 == 0)
				fSignal = WSTOPSIG(status);
			return;
		}
		if (waited < 0 && errno != EINTR)
			throw thread_ended();
		clock_gettime(CLOCK_MONOTONIC, &now);
		// It is let go when this program ends.
		if (now.tv_sec > end)
			fail("waits in the kernel and does not stop; try again");
		timespec remaining = {1, 0};
		sigtimedwait(&child_signal, nullptr, &remaining);
	}
}


uint64_t
stopped_thread::thread_pointer(bool is_64_bit) const
{
	union {
		user_regs_struct	registers_64;
		registers_32		registers_of_32;
	} registers;
	iovec area = {&registers, sizeof(registers)};
	if (ptrace(PTRACE_GETREGSET, fThread, (void*)NT_PRSTATUS, &area) != 0)
		throw thread_ended();
	bool runs_64_bit = area.iov_len != sizeof(registers_32);
	if (runs_64_bit != is_64_bit) {
		fail(is_64_bit ? "runs 32-bit code just now; try again"
			: "runs 64-bit code just now; try again");
	}
	uint64_t pointer = is_64_bit ? registers.registers_64.fs_base
		: segment_base(registers.registers_of_32.gs);
	if (pointer == 0)
		fail("has no thread-local storage: it was not made by the C library");
	return pointer;
}


// Of the entries that the kernel keeps for each thread.
uint64_t
stopped_thread::segment_base(uint32_t selector) const
{
	user_desc segment;
	memset(&segment, 0, sizeof(segment));
	if (ptrace((__ptrace_request)get_thread_area, fThread,
			(void*)(uintptr_t)((selector & 0xffff) >> 3), &segment) != 0)
		return 0;
	return segment.base_addr;
}


void
stopped_thread::fail(const char* what) const
{
	throw failure("thread " + std::to_string(fThread) + " of process "
		+ std::to_string(fProcess) + " " + what);
}
