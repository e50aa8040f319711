// What a handler gets and sees, and what its changes do; default actions.
#include "story.h"

#include <setjmp.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <ucontext.h>

static char alternate[65536];

static bool
is_on_alternate_stack(const void* address)
{
	return (const char*)address >= alternate
		&& (const char*)address < alternate + sizeof(alternate);
}

static int value_of_queue;

static void
tell_all(int signal, siginfo_t* info, void* data)
{
	const ucontext_t& context = *(ucontext_t*)data;
	const char here = 0;
	say("  handler: %d, info %d code %d, error %d", signal, info->si_signo,
		info->si_code, info->si_errno);
	switch (info->si_code) {
		case SI_USER:
		case SI_TKILL:
		case SI_QUEUE:
			say("  from us: %d, uid is ours: %d", info->si_pid == getpid(),
				info->si_uid == getuid());
			break;
	}
	if (info->si_code == SI_QUEUE)
		say("  value %d", info->si_value.sival_int);
	if (info->si_code == SI_TIMER)
		say("  timer value %d", info->si_value.sival_int);
	if (signal == SIGCHLD) {
		say("  child: status %d, ours %d", info->si_status,
			info->si_uid == getuid());
	}
	say_mask("  in the handler");
	say("  interrupted mask %016llx",
		(unsigned long long)bits_of(context.uc_sigmask));
	say("  on the alternate stack: %d, told of it: %d %zu %d",
		is_on_alternate_stack(&here), is_on_alternate_stack(
			context.uc_stack.ss_sp), context.uc_stack.ss_size,
		context.uc_stack.ss_flags);
	errno = ERANGE;
}

static void
plain(int signal)
{
	say("  plain handler: %d", signal);
	say_mask("  in the handler");
}

static void
clear_mask()
{
	const sigset_t none = set_of_bits(0);
	sigprocmask(SIG_SETMASK, &none, nullptr);
}

static void
every_sender()
{
	for (const int signal : { SIGUSR1, SIGABRT, SIGSEGV, SIGSTKFLT, SIGPWR, 34,
			40, 64 }) {
		for (const int flags : { 0, SA_NODEFER, SA_ONSTACK, SA_RESTART }) {
			set_info_action(signal, tell_all, flags, bit(SIGHUP) | bit(33));
			errno = 0;
			say("raise %d with %x", signal, flags);
			raise(signal);
			say("errno %d", errno);
			say("kill");
			kill(getpid(), signal);
			say("sigqueue");
			union sigval value;
			value.sival_int = ++value_of_queue;
			sigqueue(getpid(), signal, value);
			say("pthread_kill");
			pthread_kill(pthread_self(), signal);
			say("pthread_sigqueue");
			pthread_sigqueue(pthread_self(), signal, value);
			set_action(signal, plain, flags);
			raise(signal);
		}
		set_action(signal, SIG_DFL);
	}
	set_info_action(SIGUSR2, tell_all);
	say("timer");
	struct sigevent event = {};
	event.sigev_notify = SIGEV_SIGNAL;
	event.sigev_signo = SIGUSR2;
	event.sigev_value.sival_int = 4711;
	timer_t timer;
	timer_create(CLOCK_MONOTONIC, &event, &timer);
	const struct itimerspec soon = { { 0, 0 }, { 0, 1000000 } };
	const sigset_t set = set_of_bits(bit(SIGUSR2));
	sigset_t without;
	sigprocmask(SIG_BLOCK, &set, &without);
	timer_settime(timer, 0, &soon, nullptr);
	sigsuspend(&without);
	timer_delete(timer);
	clear_mask();

	say("children");
	set_info_action(SIGCHLD, tell_all, SA_RESTART);
	in_child("child", [] { _exit(3); });
	in_child("child", [] { raise(SIGKILL); });
	set_action(SIGCHLD, SIG_DFL);
}

static sigjmp_buf environment;
static char* volatile fault_page;

static void
tell_fault(int signal, siginfo_t* info, void*)
{
	say("  fault: %d code %d, at the page: %d", signal, info->si_code,
		info->si_addr == fault_page);
	siglongjmp(environment, 1);
}

static volatile int zero;

static void
faults()
{
	fault_page = (char*)mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0);
	for (const int signal : { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP })
		set_info_action(signal, tell_fault);
	if (sigsetjmp(environment, 1) == 0)
		*fault_page = 1;
	munmap(fault_page, 4096);
	if (sigsetjmp(environment, 1) == 0)
		*fault_page = 1;
	if (sigsetjmp(environment, 1) == 0)
		zero = 1 / zero;
	if (sigsetjmp(environment, 1) == 0)
		asm volatile("ud2");
	if (sigsetjmp(environment, 1) == 0)
		asm volatile("int3");
	say_mask("after the faults");
	for (const int signal : { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP }) {
		set_action(signal, SIG_DFL);
	}
	// A fault whose signal is blocked or ignored ends the process all the same.
	in_child("blocked fault", [] {
		set_info_action(SIGSEGV, tell_fault);
		sighold(SIGSEGV);
		*fault_page = 1;
	});
	in_child("ignored fault", [] {
		signal(SIGSEGV, SIG_IGN);
		*fault_page = 1;
	});
	in_child("fault in its handler", [] {
		set_info_action(SIGSEGV, [](int, siginfo_t*, void*) { *fault_page = 1; });
		*fault_page = 1;
	});
}

// The system call's number is the interrupted one's business: over ud2.
static void
step_over(int, siginfo_t*, void* data)
{
	ucontext_t& context = *(ucontext_t*)data;
#if defined(__i386__)
	context.uc_mcontext.gregs[REG_EIP] += 2;
	context.uc_mcontext.gregs[REG_EBX] = 0x1234;
#else
	context.uc_mcontext.gregs[REG_RIP] += 2;
	context.uc_mcontext.gregs[REG_RBX] = 0x1234;
#endif
	// The kernel's frame has room for no more than the kernel's set.
	const uint64_t mask = bit(SIGUSR2) | bit(60);
	memcpy(&context.uc_sigmask, &mask, sizeof(mask));
}

static void
changed_contexts()
{
	set_info_action(SIGILL, step_over);
	long value = 1;
	asm volatile("ud2" : "+b"(value) : : "memory");
	say("register %lx", value);
	say_mask("changed mask");
	clear_mask();
	set_action(SIGILL, SIG_DFL);
}

// What the kernel passes whether it was asked for or not.
#if defined(__i386__)
static void
plain_but_curious(int signal, struct sigcontext context)
{
	say("  signal %d", signal);
	say("  old mask %lx, code segment %x, instruction in the program: %d",
		(unsigned long)context.oldmask, context.cs,
		context.eip != 0 && context.eip < context.esp);
}

static void
change_sigcontext(int, struct sigcontext context)
{
	// On the return the kernel reads what lies in the argument's place.
	volatile struct sigcontext& changed = context;
	changed.eip = changed.eip + 2;
	changed.ebx = 0x4321;
}
#else
static void
plain_but_curious(int signal, siginfo_t* info, void* context)
{
	say("  signal %d", signal);
	// The kernel fills it for others only.
	say("  info %d, mask %016llx", info != nullptr,
		(unsigned long long)bits_of(((ucontext_t*)context)->uc_sigmask));
}
#endif

static void
plain_arguments()
{
	const sigset_t set = set_of_bits(bit(SIGHUP));
	sigprocmask(SIG_BLOCK, &set, nullptr);
	set_action(SIGUSR1, (void (*)(int))(void*)plain_but_curious);
	raise(SIGUSR1);
	set_action(SIGUSR1, SIG_DFL);
#if defined(__i386__)
	set_action(SIGILL, (void (*)(int))(void*)change_sigcontext);
	long value = 1;
	asm volatile("ud2" : "+b"(value) : : "memory");
	say("register %lx", value);
	set_action(SIGILL, SIG_DFL);
#endif
	clear_mask();
}

static void
once(int signal)
{
	struct sigaction now;
	sigaction(signal, nullptr, &now);
	say("  once: %d, now %s, flags %x", signal,
		now.sa_handler == SIG_DFL ? "default" : "other", now.sa_flags);
}

static int depth;

static void
again(int signal)
{
	say("  depth %d", ++depth);
	if (depth < 20)
		raise(signal);
	say("  leaving %d", depth--);
}

static void
special_flags()
{
	for (const int flags : { (int)SA_RESETHAND, (int)(SA_RESETHAND | SA_NODEFER),
			(int)(SA_RESETHAND | SA_ONSTACK) }) {
		set_action(SIGUSR1, once, flags);
		raise(SIGUSR1);
		in_child("the second time", [] { raise(SIGUSR1); });
	}
	set_info_action(SIGUSR1, tell_all, SA_RESETHAND);
	raise(SIGUSR1);
	struct sigaction now;
	sigaction(SIGUSR1, nullptr, &now);
	say("after the info handler: %d, flags %x", now.sa_handler == SIG_DFL,
		now.sa_flags);
	set_action(SIGUSR1, again, SA_NODEFER);
	raise(SIGUSR1);
	set_action(SIGUSR1, again);
	depth = 19;
	raise(SIGUSR1);
	depth = 0;
	set_action(SIGUSR1, SIG_DFL);

	set_action(SIGCHLD, SIG_DFL, SA_NOCLDWAIT);
	const pid_t child = fork();
	if (child == 0)
		_exit(0);
	int status;
	say_result("wait", waitpid(child, &status, 0));
	set_action(SIGCHLD, SIG_DFL);
}

static void
default_actions()
{
	for (int number = 1; number <= 64; number++) {
		char what[40];
		snprintf(what, sizeof(what), "default of %d", number);
		if (number == SIGSTOP || number == SIGTSTP || number == SIGTTIN
			|| number == SIGTTOU) {
			const pid_t child = fork();
			if (child == 0) {
				setpgid(0, 0);
				raise(number);
				_exit(5);
			}
			int status;
			waitpid(child, &status, WUNTRACED);
			say_status(what, status);
			kill(child, SIGCONT);
			waitpid(child, &status, 0);
			say_status(what, status);
			continue;
		}
		in_child(what, [=] {
			syscall(SYS_tgkill, getpid(), thread_number(), number);
		});
	}
}

static void
aborting(const char* what, void (*prepare)())
{
	in_child(what, [=] {
		prepare();
		abort();
	});
}

static void
ends()
{
	aborting("abort", [] {});
	aborting("abort, ignored", [] { signal(SIGABRT, SIG_IGN); });
	aborting("abort, blocked", [] { sighold(SIGABRT); });
	aborting("abort, caught", [] { signal(SIGABRT, plain); });
	aborting("abort, caught and blocked", [] {
		signal(SIGABRT, plain);
		sighold(SIGABRT);
	});
	aborting("abort, left by a jump", [] {
		signal(SIGABRT, [](int) { siglongjmp(environment, 1); });
		if (sigsetjmp(environment, 1) != 0)
			_exit(12);
	});
	aborting("abort, ended in the handler", [] {
		signal(SIGABRT, [](int) { _exit(11); });
	});
}

int
main()
{
	every_sender();
	const stack_t stack = { alternate, 0, sizeof(alternate) };
	say_result("sigaltstack", sigaltstack(&stack, nullptr));
	every_sender();
	faults();
	changed_contexts();
	plain_arguments();
	special_flags();
	default_actions();
	ends();
	return 0;
}
