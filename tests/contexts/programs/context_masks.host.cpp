// The mask that goes with a context: saved, restored and exchanged, whatever
// else changes it meanwhile.
#include "../transcript.h"

#include <random>

namespace {

constexpr int STEPS = 3000;
constexpr int CONTEXTS = 3;

context_stack stacks[CONTEXTS];
ucontext_t main_context, contexts[CONTEXTS];
std::minstd_rand numbers(20240117);
int handled;


uint64_t
random_mask()
{
	uint64_t mask = 0;
	for (int i = 0; i < 5; i++)
		mask = mask << 13 ^ numbers();
	/* Sparse ones, full ones and whatever comes. */
	switch (numbers() % 4) {
		case 0: return mask & mask << 7 & mask << 15 & SETTABLE & CARRIED;
		case 1: return SETTABLE & CARRIED;
		case 2: return 0;
	}
	return mask & SETTABLE & CARRIED;
}


void
print_masks(const char* where, const ucontext_t& context)
{
	printf("%s: %016llx, in the context %016llx\n", where,
		(unsigned long long)mask_now(),
		(unsigned long long)bits_of(context.uc_sigmask));
}


/* No more of the host's large set is written than the kernel knows. */
void
saving()
{
	static ucontext_t context;
	static const uint64_t masks[] = { 0, SETTABLE, bit(SIGUSR1) | bit(64) };
	memset(&context, 0xa5, sizeof(context));
	for (static int i = 0; i < 3; i++) {
		set_mask(masks[i]);
		CHECK(getcontext(&context) == 0);
		print_masks("getcontext", context);
	}
	const auto* bytes = (const unsigned char*)&context.uc_sigmask;
	for (size_t i = 8; i < sizeof(context.uc_sigmask); i++)
		CHECK(bytes[i] == 0xa5);
}


__attribute__((noinline)) void
restore_once()
{
	ucontext_t context;
	const uint64_t mask = random_mask();
	set_mask(mask);
	volatile bool again = false;
	CHECK(getcontext(&context) == 0);
	CHECK(mask_now() == mask);
	if (!again) {
		again = true;
		set_mask(random_mask());
		setcontext(&context);
	}
}


void
restoring()
{
	for (int i = 0; i < 100; i++)
		restore_once();

	ucontext_t context;
	/* What cannot be blocked may be in the set. */
	volatile bool again = false;
	CHECK(getcontext(&context) == 0);
	if (!again) {
		again = true;
		context.uc_sigmask = set_of_bits(SETTABLE | bit(SIGKILL) | bit(SIGSTOP));
		setcontext(&context);
	}
	print_masks("all", context);
}


/* Coroutines that change masks at random, in all the ways there are, and check
 * after each switch that theirs has come back. */
void
wander(int number)
{
	uint64_t mine = mask_now();
	CHECK(mine == bits_of(contexts[number].uc_sigmask));
	for (;;) {
		const sigset_t set = set_of_bits(random_mask());
		switch (numbers() % 4) {
			case 0:
				CHECK(sigprocmask(SIG_BLOCK, &set, nullptr) == 0);
				mine |= bits_of(set);
				break;
			case 1:
				CHECK(pthread_sigmask(SIG_UNBLOCK, &set, nullptr) == 0);
				mine &= ~bits_of(set);
				break;
			case 2:
				CHECK(sigprocmask(SIG_SETMASK, &set, nullptr) == 0);
				mine = bits_of(set);
				break;
		}
		CHECK(mask_now() == mine);
		const int next = (number + 1 + numbers() % CONTEXTS) % (CONTEXTS + 1);
		CHECK(swapcontext(&contexts[number],
			next == CONTEXTS ? &main_context : &contexts[next]) == 0);
		CHECK(mask_now() == mine);
		CHECK(bits_of(contexts[number].uc_sigmask) == mine);
	}
}


void
exchanging()
{
	for (int i = 0; i < CONTEXTS; i++) {
		set_mask(random_mask());
		MAKE_CONTEXT(contexts[i], stacks[i], nullptr, wander, 1, i);
	}
	for (int i = 0; i < STEPS; i++) {
		const uint64_t mask = random_mask();
		set_mask(mask);
		CHECK(swapcontext(&main_context, &contexts[i % CONTEXTS]) == 0);
		CHECK(mask_now() == mask);
		CHECK(mask_in_proc() == mask);
		printf("%016llx\n", (unsigned long long)mask);
	}
}


/* Signals that the context says nothing of keep their state. */
void
beyond_the_context()
{
	set_mask(bit(40) | bit(SIGHUP));
	memset(&contexts[0], 0, sizeof(contexts[0]));
	MAKE_CONTEXT(contexts[0], stacks[0], &main_context, (+[] {
		print_masks("beyond", contexts[0]);
		set_mask(bit(50) | bit(SIGTERM));
	}), 0);
	set_mask(bit(41));
	swapcontext(&main_context, &contexts[0]);
	print_masks("beyond", main_context);
}


/* The mask of the next context comes with the end of a function. */
void
linking()
{
	void (*function)(int) = [](int number) {
		print_masks("linked", contexts[number]);
		set_mask(random_mask());
	};
	for (int i = 0; i < CONTEXTS; i++) {
		set_mask(random_mask());
		MAKE_CONTEXT(contexts[i], stacks[i],
			i == 0 ? &main_context : &contexts[i - 1], function, 1, i);
	}
	set_mask(bit(SIGUSR2));
	swapcontext(&main_context, &contexts[CONTEXTS - 1]);
	print_masks("at the end", main_context);
}


/* A pending signal that the new context does not block comes before anything of
 * it runs. */
void
delivering()
{
	signal(SIGUSR1, [](int) { handled++; });
	set_mask(0);
	void (*function)() = [] { printf("in the context: handled %d\n", handled); };
	MAKE_CONTEXT(contexts[0], stacks[0], &main_context, function, 0);
	set_mask(bit(SIGUSR1));
	raise(SIGUSR1);
	printf("pending: handled %d\n", handled);
	swapcontext(&main_context, &contexts[0]);
	print_masks("afterwards", main_context);

	ucontext_t here;
	set_mask(0);
	volatile bool again = false;
	CHECK(getcontext(&here) == 0);
	printf("again %d: handled %d\n", again, handled);
	if (!again) {
		again = true;
		set_mask(SETTABLE);
		raise(SIGUSR1);
		setcontext(&here);
	}
}


/* A handler that takes the processor from a context, and later gives it back:
 * preemption. */
void
preempting()
{
	handled = 0;
	struct sigaction action = {};
	action.sa_handler = [](int) {
		handled++;
		const uint64_t mask = mask_now();
		swapcontext(&contexts[0], &main_context);
		CHECK(mask_now() == mask);
	};
	action.sa_mask = set_of_bits(bit(SIGHUP));
	sigaction(SIGUSR1, &action, nullptr);
	set_mask(bit(SIGTERM));
	void (*function)() = [] {
		for (int i = 0; i < 1000; i++) {
			raise(SIGUSR1);
			CHECK(mask_now() == bit(SIGTERM));
		}
	};
	MAKE_CONTEXT(contexts[0], stacks[0], &main_context, function, 0);
	set_mask(bit(SIGUSR2));
	for (int i = 0; i <= 1000; i++) {
		swapcontext(&main_context, &contexts[0]);
		CHECK(mask_now() == bit(SIGUSR2));
	}
	printf("preempted %d times\n", handled);
}


/* A handler that does not return but goes to a context. */
void
leaving_handlers()
{
	handled = 0;
	signal(SIGUSR1, [](int) {
		CHECK(mask_now() == (bit(SIGUSR1) | bit(SIGTERM)));
		setcontext(&main_context);
	});
	set_mask(bit(SIGTERM));
	CHECK(getcontext(&main_context) == 0);
	CHECK(mask_now() == bit(SIGTERM));
	if (handled++ < 1000)
		raise(SIGUSR1);
	printf("left %d times\n", handled - 1);
}


/* A mask that a handler changes in its context is in force after it. */
void
changing_a_handlers_context()
{
	struct sigaction action = {};
	action.sa_flags = SA_SIGINFO;
	action.sa_sigaction = [](int, siginfo_t*, void* context) {
		const uint64_t mask = bit(SIGPIPE) | bit(50);
		memcpy(&((ucontext_t*)context)->uc_sigmask, &mask, sizeof(mask));
	};
	sigaction(SIGUSR1, &action, nullptr);
	set_mask(bit(SIGTERM));
	raise(SIGUSR1);
	CHECK(getcontext(&main_context) == 0);
	print_masks("after the handler", main_context);
}


/* A child has the mask of the context that forked it. */
void
forking()
{
	set_mask(bit(SIGUSR2) | bit(40));
	MAKE_CONTEXT(contexts[0], stacks[0], &main_context, (+[] {
		print_end_of("child", [] {
			CHECK(mask_now() == (bit(SIGUSR2) | bit(40)));
			set_mask(bit(SIGHUP));
			setcontext(&main_context);
		});
	}), 0);
	set_mask(0);
	static pid_t parent;
	parent = getpid();
	swapcontext(&main_context, &contexts[0]);
	CHECK(mask_now() == 0);
	if (getpid() != parent)
		_exit(5);
}

}	// namespace


int
main()
{
	saving();
	restoring();
	exchanging();
	beyond_the_context();
	linking();
	delivering();
	preempting();
	leaving_handlers();
	changing_a_handlers_context();
	forking();
}
