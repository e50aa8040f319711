// The mask: each function that changes or tells it, and what is pending.
#include "story.h"

#include <setjmp.h>
#include <ucontext.h>

extern "C" {

int old_pthread_sigmask(int, const sigset_t*, sigset_t*);
BIND(old_pthread_sigmask, pthread_sigmask, BASE_NODE);

}

static void
clear_mask()
{
	const uint64_t none = 0;
	const sigset_t set = set_of_bits(0);
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, nullptr, sizeof(none));
	sigprocmask(SIG_SETMASK, &set, nullptr);
}

static void
every_way()
{
	const uint64_t sets[] = { 0, bit(SIGUSR1), bit(SIGKILL) | bit(SIGSTOP),
		bit(32), bit(33) | bit(SIGTERM), bit(34) | bit(64), ~uint64_t{0},
		0x123456789abcdef0 };
	for (const int how : { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK, -1, 3, 100 }) {
		for (const uint64_t bits : sets) {
			const sigset_t set = set_of_bits(bits);
			sigset_t old = set_of_bits(0x5555);
			say_result("sigprocmask", sigprocmask(how, &set, &old));
			say("old %016llx", (unsigned long long)bits_of(old));
			say_mask("then");
			say("pthread_sigmask: %d", pthread_sigmask(how, &set, nullptr));
			say_mask("then");
			old = set_of_bits(0x5555);
			say("the older one: %d", old_pthread_sigmask(how, &set, &old));
			say("old %016llx", (unsigned long long)bits_of(old));
			// Without a set nobody looks at "how".
			say_result("query", sigprocmask(how, nullptr, &old));
			say_result("nothing", sigprocmask(how, nullptr, nullptr));
		}
	}
	clear_mask();
}

// The old set may be the new one's place; only what the kernel knows is written.
static void
buffers()
{
	sigset_t set = set_of_bits(bit(SIGUSR2));
	sigprocmask(SIG_SETMASK, &set, nullptr);
	set = set_of_bits(bit(SIGUSR1));
	sigprocmask(SIG_SETMASK, &set, &set);
	say("exchanged %016llx", (unsigned long long)bits_of(set));
	say_mask("then");

	unsigned char bytes[sizeof(sigset_t)];
	const auto count_written = [&] {
		size_t last = 0;
		for (size_t i = 0; i < sizeof(bytes); i++) {
			if (bytes[i] != 0xaa)
				last = i + 1;
		}
		return last;
	};
	memset(bytes, 0xaa, sizeof(bytes));
	sigprocmask(SIG_BLOCK, nullptr, (sigset_t*)bytes);
	say("sigprocmask wrote %zu bytes", count_written());
	memset(bytes, 0xaa, sizeof(bytes));
	sigpending((sigset_t*)bytes);
	say("sigpending wrote %zu bytes", count_written());
	clear_mask();
}

static void
bad_pointers()
{
	const sigset_t set = set_of_bits(bit(SIGUSR1));
	for (void* bad : { BAD_POINTER, NULL_PAGE }) {
		say_result("bad old set", sigprocmask(SIG_BLOCK, nullptr, (sigset_t*)bad));
		say_result("bad old set", sigprocmask(SIG_BLOCK, &set, (sigset_t*)bad));
		say_mask("then");
		say("bad old set: %d", pthread_sigmask(SIG_UNBLOCK, &set, (sigset_t*)bad));
		say_mask("then");
		say_result("bad how comes first", sigprocmask(9, &set, (sigset_t*)bad));
		say_result("sigpending", sigpending((sigset_t*)bad));
	}
	say_result("sigpending", sigpending(nullptr));
	in_child("bad set", [] {
		sigprocmask(SIG_BLOCK, (sigset_t*)BAD_POINTER, nullptr);
	});
	// A pointer that no function of the host writes through.
	say_result("constant old set",
		sigprocmask(SIG_BLOCK, nullptr, (sigset_t*)(void*)"0123456789abcdef"));
	clear_mask();
}

static void
single_signals()
{
	for (int signal = -2; signal <= 67; signal++) {
		say_result("sighold", sighold(signal));
		say_mask("then");
		say_result("sighold", sighold(signal));
		say_result("sigrelse", sigrelse(signal));
		say_mask("then");
	}
}

static void
bsd_masks()
{
	const sigset_t high = set_of_bits(bit(50) | bit(34));
	sigprocmask(SIG_BLOCK, &high, nullptr);
	say("siggetmask %x", siggetmask());
	for (const int mask : { 0, 1, 0x4000, 0x40000, -1, (int)0x80000000, 0x100 }) {
		say("sigblock %x", sigblock(mask));
		say_mask("then");
		say("siggetmask %x", siggetmask());
		say("sigsetmask %x", sigsetmask(mask >> 1));
		say_mask("then");
		sigprocmask(SIG_BLOCK, &high, nullptr);
	}
	clear_mask();
}

static int order[16];
static int order_length;

static void
note(int signal)
{
	order[order_length++ % 16] = signal;
}

static void
say_order(const char* when)
{
	for (int i = 0; i < order_length; i++)
		say("%s: %d", when, order[i]);
	order_length = 0;
}

static void
say_pending()
{
	sigset_t pending;
	say_result("sigpending", sigpending(&pending));
	say("pending %016llx", (unsigned long long)bits_of(pending));
}

static void
pending_signals()
{
	const int signals[] = { SIGUSR2, 50, SIGHUP, 34, SIGUSR1, 34, SIGHUP, 64 };
	sigset_t all;
	sigfillset(&all);
	for (const int signal : signals)
		set_action(signal, note, 0, ~uint64_t{0});
	sigprocmask(SIG_SETMASK, &all, nullptr);
	for (const int signal : signals)
		raise(signal);
	kill(getpid(), SIGUSR1);
	say_pending();
	const sigset_t some = set_of_bits(bit(34) | bit(SIGHUP));
	sigprocmask(SIG_UNBLOCK, &some, nullptr);
	say_order("some unblocked");
	say_pending();
	clear_mask();
	say_order("all unblocked");
	say_pending();

	// Delivered before the call returns, by each function that unblocks.
	sighold(SIGUSR1);
	raise(SIGUSR1);
	sigrelse(SIGUSR1);
	say_order("sigrelse");
	sigblock(bsd_mask(SIGUSR1));
	raise(SIGUSR1);
	sigsetmask(0);
	say_order("sigsetmask");
	sighold(SIGUSR1);
	raise(SIGUSR1);
	sigset(SIGUSR1, note);
	say_order("sigset");
	for (const int signal : signals)
		set_action(signal, SIG_DFL);
}

// The C library's own signals, blocked by somebody else.
static void
internal_signals()
{
	const uint64_t internal = bit(32) | bit(33);
	syscall(SYS_rt_sigprocmask, SIG_BLOCK, &internal, nullptr, sizeof(internal));
	say("kernel %016llx", (unsigned long long)kernel_mask());
	const sigset_t set = set_of_bits(internal | bit(SIGUSR1));
	sigprocmask(SIG_UNBLOCK, &set, nullptr);
	say("unblocked: kernel %016llx", (unsigned long long)kernel_mask());
	// All but these two are named, so these two are unblocked.
	sigprocmask(SIG_SETMASK, &set, nullptr);
	say("set: kernel %016llx", (unsigned long long)kernel_mask());
	clear_mask();
}

static sigjmp_buf environment;

static void
jump_out(int)
{
	siglongjmp(environment, 1);
}

static void
jumps()
{
	const sigset_t set = set_of_bits(bit(SIGUSR1) | bit(40));
	const sigset_t other = set_of_bits(bit(SIGUSR2));
	for (const int save : { 0, 1 }) {
		sigprocmask(SIG_SETMASK, &set, nullptr);
		if (sigsetjmp(environment, save) == 0) {
			sigprocmask(SIG_SETMASK, &other, nullptr);
			siglongjmp(environment, 1);
		}
		say_mask(save ? "mask saved" : "mask not saved");
		clear_mask();
		set_action(SIGTERM, jump_out);
		if (sigsetjmp(environment, save) == 0)
			raise(SIGTERM);
		say_mask(save ? "out of a handler, mask saved"
			: "out of a handler, mask not saved");
		clear_mask();
	}
	// A jump that unblocks what is pending.
	set_action(SIGUSR2, note);
	if (sigsetjmp(environment, 1) == 0) {
		sigprocmask(SIG_SETMASK, &other, nullptr);
		raise(SIGUSR2);
		siglongjmp(environment, 1);
	}
	say_order("jump");
	set_action(SIGUSR2, SIG_DFL);
	set_action(SIGTERM, SIG_DFL);
}

static ucontext_t main_context, other_context;
static char other_stack[65536];

static void
in_other_context()
{
	say_mask("in the other context");
	const sigset_t set = set_of_bits(bit(SIGHUP));
	sigprocmask(SIG_BLOCK, &set, nullptr);
	swapcontext(&other_context, &main_context);
	say_mask("there again");
}

static void
contexts()
{
	clear_mask();
	getcontext(&other_context);
	other_context.uc_stack.ss_sp = other_stack;
	other_context.uc_stack.ss_size = sizeof(other_stack);
	other_context.uc_link = &main_context;
	other_context.uc_sigmask = set_of_bits(bit(SIGUSR1) | bit(40));
	makecontext(&other_context, in_other_context, 0);
	const sigset_t mine = set_of_bits(bit(SIGUSR2));
	sigprocmask(SIG_SETMASK, &mine, nullptr);
	swapcontext(&main_context, &other_context);
	say_mask("back");
	say("the other's %016llx",
		(unsigned long long)bits_of(other_context.uc_sigmask));
	swapcontext(&main_context, &other_context);
	say_mask("back for good");
	static volatile int rounds = 0;
	getcontext(&main_context);
	say_mask("context");
	rounds = rounds + 1;
	if (rounds <= 3) {
		main_context.uc_sigmask = set_of_bits(bit(rounds));
		setcontext(&main_context);
	}
	clear_mask();
}

int
main()
{
	say_mask("at first");
	every_way();
	buffers();
	bad_pointers();
	single_signals();
	bsd_masks();
	pending_signals();
	internal_signals();
	jumps();
	contexts();
	say_mask("in the end");
	return 0;
}
