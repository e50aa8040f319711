/* Random interleavings of legacy and current code that change one thread's
 * mask, in handlers and across jumps, against a model. The truth is asked of
 * the kernel after each step.
 *
 * The model. A thread has
 *	mask	what is blocked;
 *	all		whether legacy code has blocked everything, by a set with its sign
 *			bit;
 *	kept	while all: which signals beyond the legacy set (realtime ones) are
 *			blocked when that ends.
 * LEGACY are the signals that a legacy set can name, BEYOND the others.
 *
 *	legacy sets are widened: SIGSEGV means SIGBUS too; the sign bit means BEYOND.
 *	legacy old set	mask narrowed: SIGBUS shows as SIGSEGV; with the sign bit and
 *					all further bits if all.
 *	becoming all	kept = mask & BEYOND, unless all already.
 *	legacy block	mask |= set; with the sign bit it becomes all.
 *	legacy unblock	mask &= ~(set & LEGACY); with the sign bit, and if all:
 *					mask &= kept | LEGACY, all = false.
 *	legacy set		with the sign bit: mask = set, it becomes all. Else: mask =
 *					set | (all ? kept : mask & BEYOND), all = false.
 *	current change	as in POSIX. If all: what it changes of mask & BEYOND, it
 *					changes in kept.
 *	handler			mask |= its mask and signal. When it returns, all three are
 *					as before. A change that it made to uc_sigmask is then made as
 *					current code's.
 *	legacy jump		with a saved mask: as legacy set of that. If it leaves a
 *					handler, the signals beyond are first as they were when the
 *					handler was called.
 *	current jump	with a saved mask: mask = saved; if that does not block all
 *					realtime signals: all = false.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <time.h>

#include <functional>
#include <random>

#include "jumps.h"
#include "legacy_test.h"

constexpr uint64_t REALTIME = uint64_t{0xff} << (FIRST_REALTIME - 1);
constexpr uint64_t LEGACY = ((uint64_t{1} << LAST_LEGACY) - 1) | bit(SIGBUS);
constexpr uint64_t BEYOND = ~LEGACY;
constexpr uint64_t MASKABLE = (LEGACY | REALTIME)
	& ~(bit(SIGKILL) | bit(SIGSTOP) | bit(SIGKILLTHR));
constexpr legacy_set FURTHER_BITS = (legacy_set)0xe0000000;

static uint64_t
widen(legacy_set set)
{
	uint64_t wide = (uint32_t)set & ((1u << LAST_LEGACY) - 1);
	if ((wide & bit(SIGSEGV)) != 0)
		wide |= bit(SIGBUS);
	return set < 0 ? wide | BEYOND : wide;
}

class mask_model {
public:
	uint64_t	mask = 0;
	bool		all = false;
	uint64_t	kept = 0;

	legacy_set
	LegacyOldSet() const
	{
		legacy_set set = mask & ((1u << LAST_LEGACY) - 1);
		if ((mask & bit(SIGBUS)) != 0)
			set |= legacy_bit(SIGSEGV);
		return all ? set | FURTHER_BITS : set;
	}

	void
	LegacyChange(int how, legacy_set set)
	{
		const uint64_t wide = widen(set) & MASKABLE;
		switch (how) {
			case SIG_BLOCK:
				if (set < 0)
					BecomeAll();
				mask |= wide;
				break;
			case SIG_UNBLOCK:
				mask &= ~(wide & LEGACY);
				if (set < 0 && all) {
					mask &= kept | LEGACY;
					all = false;
				}
				break;
			case SIG_SETMASK:
				if (set < 0) {
					BecomeAll();
					mask = wide;
				} else {
					mask = wide | ((all ? kept : mask) & BEYOND);
					all = false;
				}
		}
	}

	void
	CurrentChange(int how, uint64_t set)
	{
		uint64_t after = set;
		if (how == SIG_BLOCK)
			after = mask | set;
		else if (how == SIG_UNBLOCK)
			after = mask & ~set;
		after &= MASKABLE;
		const uint64_t changed = (mask ^ after) & BEYOND;
		if (all)
			kept = (kept & ~changed) | (after & changed);
		mask = after;
	}

	void
	EnterHandler(int signal, uint64_t handlerMask)
	{
		mask |= (handlerMask | bit(signal)) & MASKABLE;
	}

	void
	LegacyJump(legacy_set saved, const mask_model* handlerCalledWith)
	{
		if (handlerCalledWith != nullptr) {
			kept = handlerCalledWith->all ? handlerCalledWith->kept
				: handlerCalledWith->mask & BEYOND;
			all = true;
		}
		LegacyChange(SIG_SETMASK, saved);
	}

	void
	CurrentJump(uint64_t saved)
	{
		mask = saved;
		if ((mask & REALTIME) != REALTIME)
			all = false;
	}

private:
	void
	BecomeAll()
	{
		if (!all)
			kept = mask & BEYOND;
		all = true;
	}
};

/* -- the thread that is compared with the model ------------------------------- */

static std::mt19937_64 generator;
static mask_model model;
static uint64_t host_only;
static std::string history;
static std::vector<legacy_set> legacy_saved;
static std::vector<uint64_t> current_saved;

constexpr int HOWS[] = { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK };
constexpr int MAX_DEPTH = 4;

static unsigned
random_below(unsigned limit)
{
	return generator() % limit;
}

static legacy_set
random_legacy_set()
{
	switch (random_below(6)) {
		case 0:
			return EVERYTHING;
		case 1:
			return EVERYTHING & ~legacy_bit(1 + random_below(LAST_LEGACY));
		case 2:
			if (!legacy_saved.empty())
				return legacy_saved[random_below(legacy_saved.size())];
			return 0;
		case 3:
			/* Bits that BeOS R5's inline sigaddset() can set. */
			return (legacy_set)(generator() & 0x7fffffff);
		default:
			return (legacy_set)(generator() & generator() & 0x1fffffff);
	}
}

static uint64_t
random_current_set()
{
	switch (random_below(5)) {
		case 0:
			return ~uint64_t{0};
		case 1:
			if (!current_saved.empty())
				return current_saved[random_below(current_saved.size())];
			return 0;
		case 2:
			return REALTIME & generator();
		default:
			return generator() & generator();
	}
}

static bool
agrees()
{
	const uint64_t mask = kernel_mask();
	EXPECT_EQ(set_from_kernel(mask), model.mask);
	EXPECT_EQ(mask & ~host_set(MASKABLE), host_only);
	return !testing::Test::HasFailure();
}

static void run_steps(int depth);

static void
change_by_legacy_code(int)
{
	const int how = HOWS[random_below(3)];
	const legacy_set set = random_legacy_set();
	const legacy_set expected = model.LegacyOldSet();
	legacy_set old = 0;
	history += " legacy-" + std::to_string(how);
	if (random_below(4) == 0) {
		EXPECT_EQ(legacy.sigprocmask(how, nullptr, &old), 0);
	} else {
		EXPECT_EQ(random_below(2) == 0 ? legacy.sigprocmask(how, &set, &old)
			: legacy.pthread_sigmask(how, &set, &old), 0);
		model.LegacyChange(how, set);
	}
	EXPECT_EQ(old, expected);
	legacy_saved.push_back(old);
}

static void
change_by_current_code(int)
{
	const int how = HOWS[random_below(3)];
	const sigset_t set = random_current_set();
	const uint64_t expected = model.mask;
	sigset_t old = 0;
	history += " current-" + std::to_string(how);
	EXPECT_EQ(random_below(2) == 0 ? sigprocmask(how, &set, &old)
		: pthread_sigmask(how, &set, &old), 0);
	EXPECT_EQ(old, expected);
	current_saved.push_back(old);
	model.CurrentChange(how, set);
}

static void
hold_or_release(int)
{
	const bool byLegacy = random_below(2) == 0;
	const bool hold = random_below(2) == 0;
	const int how = hold ? SIG_BLOCK : SIG_UNBLOCK;
	history += byLegacy ? " legacy-hold" : " current-hold";
	if (byLegacy) {
		const int signal = 1 + random_below(LAST_LEGACY);
		EXPECT_EQ(hold ? legacy.sighold(signal) : legacy.sigrelse(signal), 0);
		model.LegacyChange(how, legacy_bit(signal));
	} else {
		const int signal = 1 + random_below(LAST_REALTIME);
		EXPECT_EQ(hold ? sighold(signal) : sigrelse(signal), 0);
		model.CurrentChange(how, bit(signal));
	}
}

/* SIGWINCH and SIGURG: their default action does nothing. */
static void
set_disposition(int)
{
	const bool hold = random_below(2) == 0;
	const int how = hold ? SIG_BLOCK : SIG_UNBLOCK;
	history += " sigset";
	if (random_below(2) == 0) {
		const bool held = (model.mask & bit(SIGWINCH)) != 0;
		EXPECT_EQ(legacy.sigset(SIGWINCH, hold ? SIG_HOLD : SIG_DFL),
			held ? SIG_HOLD : SIG_DFL);
		model.LegacyChange(how, legacy_bit(SIGWINCH));
	} else {
		const bool held = (model.mask & bit(SIGURG)) != 0;
		EXPECT_EQ(sigset(SIGURG, hold ? SIG_HOLD : SIG_DFL),
			held ? SIG_HOLD : SIG_DFL);
		model.CurrentChange(how, bit(SIGURG));
	}
}

/* -- handlers ------------------------------------------------------------------ */

struct handler_call {
	int			depth;
	legacy_set	legacy_mask;
	uint64_t	current_mask;
	bool		leave;				/* by the jump that is prepared */
	bool		change_context;
	mask_model	called_with;
};

static handler_call* call;

static void
work_in_handler(int signal, uint64_t handlerMask)
{
	handler_call& mine = *call;
	mine.called_with = model;
	model.EnterHandler(signal, handlerMask);
	if (agrees())
		run_steps(mine.depth + 1);
	call = &mine;
}

static void
legacy_handler_of_test(int signal, void*, vregs)
{
	work_in_handler(signal, widen(call->legacy_mask));
	if (call->leave)
		legacy_jump_out(3);
	model = call->called_with;
}

static sigjmp_buf* current_environment;

static void
current_handler_of_test(int signal, siginfo_t*, void* context)
{
	work_in_handler(signal, call->current_mask);
	if (call->leave) {
		if (current_environment != nullptr)
			siglongjmp(*current_environment, 3);
		legacy_jump_out(3);
	}
	model = call->called_with;
	if (call->change_context) {
		sigset_t& mask = ((ucontext_t*)context)->uc_sigmask;
		EXPECT_EQ(mask, model.mask);
		mask = random_current_set();
		model.CurrentChange(SIG_SETMASK, mask);
	}
}

/* Runs handlers in it with raise(), if that signal is not blocked. */
static void
raise_with_handler(handler_call& next, bool byLegacy)
{
	const int signal = byLegacy ? SIGUSR1 : SIGUSR2;
	if ((model.mask & bit(signal)) != 0)
		return;
	handler_call* outer = call;
	call = &next;
	next.legacy_mask = random_legacy_set();
	next.current_mask = random_current_set();
	history += byLegacy ? " legacy-handler{" : " current-handler{";
	if (byLegacy) {
		const legacy_action action = { as_handler(legacy_handler_of_test),
			next.legacy_mask, 0, nullptr };
		EXPECT_EQ(legacy.sigaction(signal, &action, nullptr), 0);
	} else {
		struct sigaction action = {};
		action.sa_sigaction = current_handler_of_test;
		action.sa_mask = next.current_mask;
		action.sa_flags = SA_SIGINFO;
		EXPECT_EQ(sigaction(signal, &action, nullptr), 0);
	}
	raise(signal);
	history += " }";
	call = outer;
}

static void
handle(int depth)
{
	handler_call next = {};
	next.depth = depth;
	next.change_context = random_below(2) == 0;
	raise_with_handler(next, random_below(2) == 0);
}

/* -- jumps ----------------------------------------------------------------------- */

struct jump_plan {
	int				depth;
	bool			from_handler;
	bool			handler_is_legacy;
	handler_call	call;
	bool			handler_ran;
};

static void
run_jump_plan(void* argument)
{
	jump_plan& plan = *(jump_plan*)argument;
	if (!plan.from_handler) {
		run_steps(plan.depth + 1);
		return;
	}
	plan.call.depth = plan.depth;
	plan.call.leave = true;
	const int signal = plan.handler_is_legacy ? SIGUSR1 : SIGUSR2;
	plan.handler_ran = (model.mask & bit(signal)) == 0;
	raise_with_handler(plan.call, plan.handler_is_legacy);
}

static jump_plan
random_plan(int depth)
{
	jump_plan plan = {};
	plan.depth = depth;
	plan.from_handler = random_below(2) == 0;
	return plan;
}

static void
jump_by_legacy_code(int depth)
{
	jump_plan plan = random_plan(depth);
	plan.handler_is_legacy = random_below(2) == 0;
	const bool saveMask = random_below(4) != 0;
	const legacy_set saved = model.LegacyOldSet();
	handler_call* outerCall = call;
	sigjmp_buf* outerEnvironment = current_environment;
	current_environment = nullptr;
	history += " legacy-jump{";
	legacy_jump(saveMask, run_jump_plan, &plan, 2);
	history += " }";
	call = outerCall;
	current_environment = outerEnvironment;
	if (saveMask) {
		model.LegacyJump(saved, plan.handler_ran ? &plan.call.called_with
			: nullptr);
	}
}

static void
jump_by_current_code(int depth)
{
	/* Objects of this frame change after sigsetjmp(): kept in memory. */
	static thread_local jump_plan plans[MAX_DEPTH + 2];
	jump_plan& plan = plans[depth];
	plan = random_plan(depth);
	const bool saveMask = random_below(4) != 0;
	const uint64_t saved = model.mask;
	handler_call* outerCall = call;
	sigjmp_buf* outerEnvironment = current_environment;
	sigjmp_buf environment;
	history += " current-jump{";
	if (sigsetjmp(environment, saveMask) == 0) {
		current_environment = &environment;
		run_jump_plan(&plan);
		siglongjmp(environment, 2);
	}
	history += " }";
	call = outerCall;
	current_environment = outerEnvironment;
	if (saveMask)
		model.CurrentJump(saved);
}

/* -- sequences --------------------------------------------------------------------- */

static void
run_steps(int depth)
{
	typedef void (*step)(int);
	static const step steps[] = { change_by_legacy_code, change_by_legacy_code,
		change_by_legacy_code, change_by_current_code, change_by_current_code,
		hold_or_release, set_disposition, handle, jump_by_legacy_code,
		jump_by_current_code };
	/* Those that do not nest come first. */
	const unsigned choices = depth < MAX_DEPTH ? std::size(steps) : 7;
	const unsigned count = depth == 0 ? 30 : random_below(6);
	for (unsigned i = 0; i < count; i++) {
		steps[random_below(choices)](depth);
		if (!agrees())
			return;
	}
}

static uint64_t
first_seed()
{
	const char* given = getenv("LIBROOT_TEST_SEED");
	return given != nullptr ? strtoull(given, nullptr, 10) : time(nullptr);
}

TEST(MaskProperty, RandomInterleavingsAgreeWithTheModel)
{
	constexpr int SEQUENCES = 3000;
	const uint64_t seed = first_seed();
	printf("first seed %llu; LIBROOT_TEST_SEED sets it\n",
		(unsigned long long)seed);
	in_child([seed] {
		host_only = bit(HOST_SIGPWR) | bit(45);
		for (int i = 0; i < SEQUENCES; i++) {
			SCOPED_TRACE(testing::Message() << "seed " << seed + i);
			generator.seed(seed + i);
			history.clear();
			legacy_saved.clear();
			current_saved.clear();
			call = nullptr;
			/* Legacy code is in no section: a thread begins so. */
			legacy_set none = 0;
			legacy.sigprocmask(SIG_SETMASK, &none, nullptr);
			syscall(SYS_rt_sigprocmask, 2, &host_only, nullptr, sizeof(host_only));
			sigmask_resync();
			model = {};
			run_steps(0);
			ASSERT_FALSE(testing::Test::HasFailure()) << history;
		}
	});
}
