// sigaction(), signal() and their relatives: what they accept, store and tell.
#include "story.h"

extern "C" {

int old_sigaction(int, const struct sigaction*, struct sigaction*);
BIND(old_sigaction, __sigaction, BASE_NODE);
__sighandler_t bsd_signal(int, __sighandler_t);
__sighandler_t ssignal(int, __sighandler_t);
__sighandler_t sysv_signal(int, __sighandler_t);
__sighandler_t inner_sysv_signal(int, __sighandler_t);
BIND(inner_sysv_signal, __sysv_signal, BASE_NODE);

struct old_vector {
	__sighandler_t	handler;
	int				mask;
	int				flags;
};

int old_sigvec(int, const old_vector*, old_vector*);
BIND(old_sigvec, sigvec, BASE_NODE);
int old_sigreturn(void*);
BIND(old_sigreturn, sigreturn, BASE_NODE);

}

static void first_handler(int) {}
static void second_handler(int) {}
static void info_handler(int, siginfo_t*, void*) {}

static const char*
name_of(__sighandler_t handler)
{
	if (handler == SIG_DFL)
		return "SIG_DFL";
	if (handler == SIG_IGN)
		return "SIG_IGN";
	if (handler == SIG_ERR)
		return "SIG_ERR";
	if (handler == SIG_HOLD)
		return "SIG_HOLD";
	if (handler == first_handler)
		return "first";
	if (handler == second_handler)
		return "second";
	return handler == (__sighandler_t)(void*)info_handler ? "info" : "unknown";
}

static const int some_signals[] = { -1, 0, SIGHUP, SIGABRT, SIGKILL, SIGUSR1,
	SIGSEGV, SIGSTKFLT, SIGCHLD, SIGSTOP, SIGSYS, 32, 33, 34, 35, 50, 64, 65, 66,
	1000, INT32_MIN, INT32_MAX };

static void
say_action(const char* what, int signal)
{
	struct sigaction action;
	memset(&action, 0x55, sizeof(action));
	errno = 0;
	const int result = sigaction(signal, nullptr, &action);
	if (result != 0)
		say("%s: %d: %s", what, signal, strerrorname_np(errno));
	else {
		say("%s: %d: %s flags %x mask %016llx", what, signal,
			name_of(action.sa_handler), action.sa_flags,
			(unsigned long long)bits_of(action.sa_mask));
	}
}

static void
reset(int signal)
{
	struct sigaction action = {};
	action.sa_handler = SIG_DFL;
	sigaction(signal, &action, nullptr);
}

static void
every_signal()
{
	for (int signal = -2; signal <= 67; signal++) {
		say_action("at first", signal);
		struct sigaction action = {};
		action.sa_handler = first_handler;
		action.sa_mask = set_of_bits(~uint64_t{0});
		action.sa_flags = SA_RESTART;
		struct sigaction old = {};
		const int result = sigaction(signal, &action, &old);
		say("set %d: %d %s, before: %s", signal, result,
			result != 0 ? strerrorname_np(errno) : "", name_of(old.sa_handler));
		say_action("then", signal);
		say("the other name: %d", old_sigaction(signal, nullptr, &old));
		if (result == 0)
			reset(signal);
		say_action("in the end", signal);
	}
	for (const int signal : some_signals)
		say_action("query", signal);
}

static void
every_flag()
{
	for (int i = 0; i < 32; i++) {
		struct sigaction action = {};
		action.sa_handler = second_handler;
		action.sa_flags = 1u << i;
		action.sa_restorer = nullptr;
		action.sa_mask = set_of_bits(uint64_t{0x8040201008040201} << i % 7);
		say_result("flag", sigaction(SIGUSR1, &action, nullptr));
		say_action("flag", SIGUSR1);
	}
	struct sigaction action = {};
	action.sa_sigaction = info_handler;
	action.sa_flags = -1;
	sigaction(SIGUSR1, &action, nullptr);
	say_action("all flags", SIGUSR1);
	// Flags and masks of the simple dispositions are kept too.
	for (const __sighandler_t handler : { SIG_IGN, SIG_DFL }) {
		action.sa_handler = handler;
		action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK | SA_RESETHAND;
		action.sa_mask = set_of_bits(bit(SIGTERM) | bit(50));
		sigaction(SIGUSR1, &action, nullptr);
		say_action("simple", SIGUSR1);
	}
	reset(SIGUSR1);
}

// One pointer for both: the old action takes the new one's place.
static void
one_buffer()
{
	struct sigaction action = {};
	action.sa_handler = first_handler;
	action.sa_mask = set_of_bits(bit(SIGTERM));
	sigaction(SIGUSR2, &action, &action);
	say("first exchange: %s %x", name_of(action.sa_handler), action.sa_flags);
	sigaction(SIGUSR2, &action, &action);
	say("second exchange: %s %016llx", name_of(action.sa_handler),
		(unsigned long long)bits_of(action.sa_mask));
}

static void
bad_pointers()
{
	in_child("bad action", [] {
		sigaction(SIGUSR1, (struct sigaction*)BAD_POINTER, nullptr);
	});
	in_child("bad old action", [] {
		sigaction(SIGUSR1, nullptr, (struct sigaction*)NULL_PAGE);
	});
	in_child("bad pointers with a bad signal", [] {
		say_result("sigaction", sigaction(33, (struct sigaction*)BAD_POINTER,
			(struct sigaction*)NULL_PAGE));
	});
}

struct setter {
	const char*		name;
	__sighandler_t	(*function)(int, __sighandler_t);
};

static const setter setters[] = {
	{ "signal", signal },
	{ "bsd_signal", bsd_signal },
	{ "ssignal", ssignal },
	{ "sysv_signal", sysv_signal },
	{ "__sysv_signal", inner_sysv_signal },
	{ "sigset", sigset }
};

static void
simple_setters()
{
	for (const setter& one : setters) {
		say("-- %s", one.name);
		for (const int signal : some_signals) {
			for (const __sighandler_t handler : { (__sighandler_t)first_handler,
					SIG_IGN, (__sighandler_t)second_handler, SIG_DFL, SIG_ERR,
					SIG_HOLD, (__sighandler_t)first_handler }) {
				// To the others a "handler" of SIG_HOLD is none.
				if (handler == SIG_HOLD && one.function != sigset)
					continue;
				// Nor is SIG_ERR to sigset(), which does not look.
				if (handler == SIG_ERR && one.function == sigset)
					continue;
				errno = 0;
				const __sighandler_t old = one.function(signal, handler);
				say("%d %s: %s %s", signal, name_of(handler), name_of(old),
					old == SIG_ERR ? strerrorname_np(errno) : "");
				say_mask("then");
				say_action("then", signal);
			}
			if (signal > 0 && signal <= 64 && signal != 32 && signal != 33)
				reset(signal);
			const sigset_t none = set_of_bits(0);
			sigprocmask(SIG_SETMASK, &none, nullptr);
		}
	}
}

static void
interruptions()
{
	for (const int signal : some_signals) {
		say_result("siginterrupt", siginterrupt(signal, 1));
		::signal(signal, first_handler);
		say_action("interrupts", signal);
		say_result("siginterrupt", siginterrupt(signal, 0));
		say_action("restarts", signal);
		::signal(signal, second_handler);
		say_action("restarts", signal);
		sysv_signal(signal, first_handler);
		siginterrupt(signal, 0);
		say_action("of System V", signal);
		siginterrupt(signal, 1);
		siginterrupt(signal, 1);
		reset(signal);
		::signal(signal, first_handler);
		say_action("interrupts again", signal);
		siginterrupt(signal, 0);
		reset(signal);
	}
}

static int pipe_ends[2];

static void
write_to_pipe(int)
{
	if (write(pipe_ends[1], "x", 1) != 1)
		_exit(98);
}

// A read that a signal interrupts fails, or goes on and gets what the handler
// has written.
static void
interrupted_reads()
{
	if (pipe(pipe_ends) != 0)
		return;
	for (const int interrupts : { 0, 1, 0 }) {
		signal(SIGALRM, write_to_pipe);
		siginterrupt(SIGALRM, interrupts);
		ualarm(20000, 0);
		char byte = 0;
		say_result("read", read(pipe_ends[0], &byte, 1));
		if (interrupts)
			say_result("read", read(pipe_ends[0], &byte, 1));
	}
	sysv_signal(SIGALRM, write_to_pipe);
	ualarm(20000, 0);
	char byte = 0;
	say_result("read", read(pipe_ends[0], &byte, 1));
	say_action("the handler is gone", SIGALRM);
}

static void
vectors()
{
	for (const int signal : some_signals) {
		for (int flags = 0; flags < 8; flags++) {
			const old_vector vector = { first_handler, 0x40000001 | 1 << flags,
				flags };
			old_vector old = { SIG_ERR, 1, 1 };
			errno = 0;
			const int result = old_sigvec(signal, &vector, &old);
			say("sigvec %d: %d %s, %s %x %x", signal, result,
				result != 0 ? strerrorname_np(errno) : "", name_of(old.handler),
				old.mask, old.flags);
			say_action("sigvec", signal);
		}
		old_vector old = { SIG_ERR, 1, 1 };
		const int result = old_sigvec(signal, nullptr, &old);
		say("sigvec query %d: %d, %s %x %x", signal, result,
			name_of(old.handler), old.mask, old.flags);
		reset(signal);
	}
	in_child("sigvec faults", [] {
		old_sigvec(SIGUSR1, (old_vector*)BAD_POINTER, nullptr);
	});
}

static void
ignored_signals()
{
	for (const int signal : some_signals) {
		errno = 0;
		const int result = sigignore(signal);
		say("sigignore %d: %d %s", signal, result,
			result != 0 ? strerrorname_np(errno) : "");
		say_action("sigignore", signal);
		if (result == 0) {
			raise(signal);
			reset(signal);
		}
	}
	// An ignored signal that is pending is gone.
	const sigset_t set = set_of_bits(bit(SIGUSR1));
	sigprocmask(SIG_BLOCK, &set, nullptr);
	raise(SIGUSR1);
	sigset_t pending;
	sigpending(&pending);
	say("pending %016llx", (unsigned long long)bits_of(pending));
	signal(SIGUSR1, SIG_IGN);
	sigpending(&pending);
	say("pending %016llx", (unsigned long long)bits_of(pending));
	signal(SIGUSR1, SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

int
main()
{
	every_signal();
	every_flag();
	one_buffer();
	bad_pointers();
	simple_setters();
	interruptions();
	interrupted_reads();
	vectors();
	ignored_signals();
	say_result("sigreturn", old_sigreturn(nullptr));
	return 7;
}
