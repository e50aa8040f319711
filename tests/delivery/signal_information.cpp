// siginfo_t of each kind of signal, against what the kernel tells a handler
// that host code has installed for the same event.
#include "delivery_host.h"
#include "delivery_test.h"

#include <setjmp.h>
#include <sys/mman.h>
#include <sys/time.h>

namespace {

/* -- events ---------------------------------------------------------------- */

/* Set up once; both observations of an event must see the same addresses. */
char* unmapped_page;
char* forbidden_page;
char* truncated_page;
union sigval queued_value;


void
set_up_pages()
{
	if (unmapped_page != nullptr)
		return;
	const size_t page = getpagesize();
	unmapped_page = (char*)mmap(nullptr, page, PROT_READ,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	munmap(unmapped_page, page);
	forbidden_page = (char*)mmap(nullptr, page, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	const int file = memfd_create("truncated", 0);
	EXPECT_EQ(ftruncate(file, page), 0);
	truncated_page = (char*)mmap(nullptr, page, PROT_READ | PROT_WRITE,
		MAP_SHARED, file, 0);
	EXPECT_EQ(ftruncate(file, 0), 0);
	close(file);
	/* The unmapped page must not be one of the others. */
	EXPECT_NE(unmapped_page, truncated_page);
	if (unmapped_page == forbidden_page)
		unmapped_page = (char*)0x1000;
}


void
access_unmapped()
{
	*(volatile char*)(unmapped_page + 17) = 1;
}


void
access_forbidden()
{
	*(volatile char*)(forbidden_page + 23) = 1;
}


void
access_truncated()
{
	(void)*(volatile char*)(truncated_page + 41);
}


void
execute_undefined()
{
	asm volatile("ud2");
}


void
divide_integer_by_zero()
{
	asm volatile("xorl %%ecx, %%ecx\n\txorl %%edx, %%edx\n\t"
		"movl $1, %%eax\n\tdivl %%ecx" : : : "eax", "ecx", "edx", "cc");
}


/* i386 code of the compiler's does not use these registers. */
#if defined(__x86_64__)
#	define CLOBBERED_VECTOR	"xmm0"
#else
#	define CLOBBERED_VECTOR	"memory"
#endif


void
divide_float_by_zero()
{
	/* All exceptions but "divide by zero" masked (Intel SDM 1, 10.2.3). */
	const uint32_t control = 0x1f80 & ~0x200;
	const float one = 1, zero = 0;
	asm volatile("ldmxcsr %0\n\tmovss %1, %%xmm0\n\tdivss %2, %%xmm0"
		: : "m"(control), "m"(one), "m"(zero) : CLOBBERED_VECTOR);
}


void
take_root_of_negative()
{
	/* "Invalid operation" unmasked. */
	const uint32_t control = 0x1f80 & ~0x80;
	const float negative = -1;
	asm volatile("ldmxcsr %0\n\tsqrtss %1, %%xmm0"
		: : "m"(control), "m"(negative) : CLOBBERED_VECTOR);
}


void
run_into_breakpoint()
{
	asm volatile("int3");
}


void
single_step()
{
	/* The trap flag (Intel SDM 1, 3.4.3). */
#if defined(__x86_64__)
#	define ACCUMULATOR	"%%rax"
#else
#	define ACCUMULATOR	"%%eax"
#endif
	asm volatile("pushf\n\tpop " ACCUMULATOR "\n\torl $0x100, %%eax\n\t"
		"push " ACCUMULATOR "\n\tpopf\n\tnop\n\tnop"
		: : : "eax", "cc", "memory");
}


/* The handler jumps out of the wait. */
[[noreturn]] void
wait_for_ever()
{
	for (;;)
		pause();
}


/* Nothing that the handler jumps out of may happen within the C library. */
pid_t
fork_undisturbed()
{
	const uint64_t all = ~uint64_t{0};
	const uint64_t old = kernel_mask();
	syscall(SYS_rt_sigprocmask, 2, &all, nullptr, sizeof(all));
	const pid_t child = fork();
	syscall(SYS_rt_sigprocmask, 2, &old, nullptr, sizeof(old));
	return child;
}


template<int exitCode>
void
let_child_exit()
{
	if (fork_undisturbed() == 0)
		_exit(exitCode);
	wait_for_ever();
}


template<int hostSignal>
void
let_child_be_killed()
{
	if (fork_undisturbed() == 0) {
		forbid_core_file();
		const kernel_action none = {};
		syscall(SYS_rt_sigaction, hostSignal, &none, nullptr, 8);
		syscall(SYS_kill, getpid(), hostSignal);
		_exit(1);
	}
	wait_for_ever();
}


template<int hostSignal>
void
let_child_stop()
{
	const pid_t child = fork_undisturbed();
	if (child == 0) {
		for (;;)
			pause();
	}
	syscall(SYS_kill, child, hostSignal);
	wait_for_ever();
}


void
kill_myself()
{
	kill(getpid(), SIGUSR1);
}


void
raise_it()
{
	raise(SIGUSR1);
}


void
pthread_kill_it()
{
	pthread_kill(pthread_self(), SIGUSR1);
}


template<int signal>
void
queue_it()
{
	sigqueue(getpid(), signal, queued_value);
}


void
pthread_queue_it()
{
	pthread_sigqueue(pthread_self(), 35, queued_value);
}


void
let_timer_expire()
{
	host_send_by_timer(host_number(SIGUSR2), &queued_value);
	wait_for_ever();
}


void
let_alarm_ring()
{
	const struct itimerval soon = { { 0, 0 }, { 0, 1 } };
	setitimer(ITIMER_REAL, &soon, nullptr);
	wait_for_ever();
}


void
write_to_broken_pipe()
{
	int ends[2];
	ASSERT_EQ(pipe(ends), 0);
	close(ends[0]);
	EXPECT_EQ(write(ends[1], "x", 1), -1);
}


void
make_input_available()
{
	EXPECT_EQ(host_send_by_pipe(host_number(SIGPOLL)), 0);
	wait_for_ever();
}


#if defined(__x86_64__)
void
access_impossible_address()
{
	*(volatile char*)0x8000000000000000 = 1;
}
#endif

/* -- observation ----------------------------------------------------------- */

enum field : unsigned {
	ADDRESS = 1,
	SENDER = 2,
	VALUE = 4,
	STATUS = 8,
	BAND = 16,
	SENDER_IS_NEW_CHILD = 32
};

struct event {
	const char*	name;
	int			signal;
	void		(*provoke)();
	int			code;
	int			host_code;	/* the kernel's, from asm-generic/siginfo.h */
	unsigned	fields;		/* what this kind tells */
	int			status;
};

constexpr int SIGUSR1_OF_HOST = 10;
constexpr int SIGBUS_OF_HOST = 7;
constexpr int SIGSTOP_OF_HOST = 19;

const event events[] = {
	{ "SegvMapErr", SIGSEGV, access_unmapped, SEGV_MAPERR, 1, ADDRESS, 0 },
	{ "SegvAccErr", SIGSEGV, access_forbidden, SEGV_ACCERR, 2, ADDRESS, 0 },
#if defined(__x86_64__)
	/* SI_KERNEL: a general protection fault, without address. */
	{ "SegvByKernel", SIGSEGV, access_impossible_address, SEGV_ACCERR, 0x80,
		ADDRESS, 0 },
#endif
	{ "BusAdrErr", SIGBUS, access_truncated, BUS_ADRERR, 2, ADDRESS, 0 },
	{ "IllIllOpn", SIGILL, execute_undefined, ILL_ILLOPN, 2, ADDRESS, 0 },
	{ "FpeIntDiv", SIGFPE, divide_integer_by_zero, FPE_INTDIV, 1, ADDRESS, 0 },
	{ "FpeFltDiv", SIGFPE, divide_float_by_zero, FPE_FLTDIV, 3, ADDRESS, 0 },
	{ "FpeFltInv", SIGFPE, take_root_of_negative, FPE_FLTINV, 7, ADDRESS, 0 },
	{ "TrapBrkpt", SIGTRAP, run_into_breakpoint, TRAP_BRKPT, 0x80, ADDRESS, 0 },
	{ "TrapTrace", SIGTRAP, single_step, TRAP_TRACE, 2, ADDRESS, 0 },
	{ "ChildExited", SIGCHLD, let_child_exit<7>, CLD_EXITED, 1,
		SENDER_IS_NEW_CHILD | STATUS, 7 },
	/* An exit code that would be another signal's number. */
	{ "ChildExitedWith10", SIGCHLD, let_child_exit<10>, CLD_EXITED, 1,
		SENDER_IS_NEW_CHILD | STATUS, 10 },
	{ "ChildKilledByUsr1", SIGCHLD, let_child_be_killed<SIGUSR1_OF_HOST>,
		CLD_KILLED, 2, SENDER_IS_NEW_CHILD | STATUS, SIGUSR1 },
	{ "ChildKilledByBus", SIGCHLD, let_child_be_killed<SIGBUS_OF_HOST>,
		CLD_KILLED, 2, SENDER_IS_NEW_CHILD | STATUS, SIGBUS },
	{ "ChildStopped", SIGCHLD, let_child_stop<SIGSTOP_OF_HOST>, CLD_STOPPED, 5,
		SENDER_IS_NEW_CHILD | STATUS, SIGSTOP },
	{ "Kill", SIGUSR1, kill_myself, SI_USER, 0, SENDER, 0 },
	/* SI_TKILL */
	{ "Raise", SIGUSR1, raise_it, SI_USER, -6, SENDER, 0 },
	{ "PthreadKill", SIGUSR1, pthread_kill_it, SI_USER, -6, SENDER, 0 },
	{ "Sigqueue", SIGUSR1, queue_it<SIGUSR1>, SI_QUEUE, -1, SENDER | VALUE, 0 },
	{ "SigqueueRealtime", 40, queue_it<40>, SI_QUEUE, -1, SENDER | VALUE, 0 },
	/* A fault's number, but no fault: has a sender, no address. */
	{ "SigqueueOfSegv", SIGSEGV, queue_it<SIGSEGV>, SI_QUEUE, -1,
		SENDER | VALUE, 0 },
	{ "SigqueueOfChld", SIGCHLD, queue_it<SIGCHLD>, SI_QUEUE, -1,
		SENDER | VALUE, 0 },
	{ "PthreadSigqueue", 35, pthread_queue_it, SI_QUEUE, -1, SENDER | VALUE,
		0 },
	{ "Timer", SIGUSR2, let_timer_expire, SI_TIMER, -2, VALUE, 0 },
	{ "Alarm", SIGALRM, let_alarm_ring, SI_USER, 0x80, 0, 0 },
	{ "BrokenPipe", SIGPIPE, write_to_broken_pipe, SI_USER, 0, SENDER, 0 },
	{ "Input", SIGPOLL, make_input_available, POLL_IN, 1, BAND, 0 }
};

sigjmp_buf environment;
siginfo_t seen;


void
observe(const event& event)
{
	install(event.signal, [](int, siginfo_t* info, void*, void*) {
		seen = *info;
		siglongjmp(environment, 1);
	});
	memset(&seen, 0x55, sizeof(seen));
	if (sigsetjmp(environment, 1) == 0)
		event.provoke();
}

void
PrintTo(const event& event, std::ostream* stream)
{
	*stream << event.name;
}

class SignalInformation : public DeliveryTest,
	public testing::WithParamInterface<event> {
};

}	// namespace


TEST_P(SignalInformation, SaysWhatTheKernelSays)
{
	/* In a child: its own children, alarms and timers end with it. */
	in_child([&] {
		const event& event = GetParam();
		set_up_pages();
		queued_value.sival_ptr = &queued_value;
		host_observe(host_number(event.signal), event.provoke);
		const host_report host = last_host_report;
		ASSERT_EQ(host.calls, 1);
		observe(event);

		EXPECT_EQ(host.info_signal, host_number(event.signal));
		EXPECT_EQ(seen.si_signo, event.signal);
		EXPECT_EQ(host.code, event.host_code);
		EXPECT_EQ(seen.si_code, event.code);
		EXPECT_EQ(seen.si_errno, host.error);

		const unsigned fields = event.fields;
		EXPECT_EQ(seen.si_addr,
			(fields & ADDRESS) != 0 ? host.address : nullptr);
		if ((fields & SENDER_IS_NEW_CHILD) != 0) {
			EXPECT_GT(seen.si_pid, 0);
			EXPECT_NE(seen.si_pid, host.pid);
			EXPECT_EQ(seen.si_uid, host.uid);
		} else {
			EXPECT_EQ(seen.si_pid, (fields & SENDER) != 0 ? host.pid : 0);
			EXPECT_EQ(seen.si_uid, (fields & SENDER) != 0 ? host.uid : 0);
			if ((fields & SENDER) != 0) {
				EXPECT_EQ(seen.si_pid, getpid());
			}
		}
		EXPECT_EQ(seen.si_status, event.status);
		EXPECT_EQ(seen.si_band, (fields & BAND) != 0 ? host.band : 0);
		EXPECT_EQ(seen.si_value.sival_ptr,
			(fields & VALUE) != 0 ? &queued_value : nullptr);
		if ((fields & VALUE) != 0) {
			EXPECT_EQ(host.value, &queued_value);
		}
	});
}


INSTANTIATE_TEST_SUITE_P(Delivery, SignalInformation, testing::ValuesIn(events),
	[](const auto& info) { return info.param.name; });


/* The exact values, where the program knows them itself. */
TEST(FaultAddress, IsTheAccessedByte)
{
	in_child([] {
		set_up_pages();
		observe({ "", SIGSEGV, access_forbidden, 0, 0, 0, 0 });
		EXPECT_EQ(seen.si_addr, forbidden_page + 23);
		observe({ "", SIGBUS, access_truncated, 0, 0, 0, 0 });
		/* The kernel tells a bus error's page, or the byte. */
		EXPECT_EQ((uintptr_t)seen.si_addr & ~(uintptr_t)4095,
			(uintptr_t)truncated_page);
	});
}


TEST(FaultAddress, OfAnInstructionIsTheInstruction)
{
	in_child([] {
		static unsigned long instruction;
		install(SIGILL, [](int, siginfo_t* info, void* context, void*) {
			seen = *info;
			vregs& registers = ((ucontext_t*)context)->uc_mcontext;
			instruction = registers.INSTRUCTION_POINTER;
			registers.INSTRUCTION_POINTER += 2;
		});
		execute_undefined();
		EXPECT_EQ((unsigned long)seen.si_addr, instruction);
	});
}


/* A sender may claim anything with a negative code; it never shows as a fault,
 * and its value arrives. */
TEST(MadeUpCode, ShowsAsQueued)
{
	in_child([] {
		struct {
			int		signal, error, code;
			int		padding[sizeof(void*) / 8];
			int		pid;
			unsigned	uid;
			void*	value;
			char	rest[128];
		} raw = {};
		raw.signal = host_number(SIGSEGV);
		raw.code = -60;
		raw.pid = getpid();
		raw.value = &seen;
		install(SIGSEGV, [](int, siginfo_t* info, void*, void*) {
			seen = *info;
		});
		ASSERT_EQ(syscall(SYS_rt_sigqueueinfo, getpid(), raw.signal, &raw), 0);
		EXPECT_EQ(seen.si_code, SI_QUEUE);
		EXPECT_EQ(seen.si_value.sival_ptr, &seen);
		EXPECT_EQ(seen.si_addr, nullptr);
	});
}
