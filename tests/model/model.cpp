// Random programs behave on libroot, in sections, as the model of the kernel's
// rules says; and so they do on the kernel itself, with masks for sections,
// which shows that the model is right.
//
// MODEL_PROGRAMS=number sets how many programs of each kind are played,
// MODEL_SEED=number the seed of the first one.
#include "random_program.h"

#include <setjmp.h>
#include <stdlib.h>
#include <sys/lpmap.h>
#include <time.h>

#include <gtest/gtest.h>

#include "../common/story.h"
#include "kernel_calls.h"

namespace {

/* A user that nobody is. */
constexpr uid_t PLAYER = 54321;

/* The C library keeps two for itself, which nobody blocks. */
constexpr uint64_t ALL_IN_KERNEL = ~(bit(32) | bit(33));

/* -- the model as a machine ------------------------------------------------------ */

class model_machine {
public:
	model_machine(const program_kind& kind, uint64_t seed)
		:
		fModel([this](int signal, int value, uint64_t& context) {
			sigset_t set = set_from_kernel(context);
			fProgram.handle(set_from_host(signal), value, set);
			context = host_set(set);
		}),
		fProgram(*this, kind, seed)
	{
	}

	std::string
	story()
	{
		try {
			fProgram.run();
		} catch (const signal_model::death& death) {
			return fStory + "dies of " + std::to_string(death.signal) + "\n";
		}
		return fStory + "dies of 0\n";
	}

	void
	say(const char* line)
	{
		fStory += line;
		fStory += '\n';
	}

	void
	set_action(int signal, const program_action& action)
	{
		fModel.set_action(host_number(signal), { action.is_default,
			action.nodefer, action.resethand, host_set(action.mask) });
	}

	void
	send(bool toThread, int signal, int value)
	{
		fModel.send(toThread, host_number(signal), value);
	}

	int enter() { return fModel.enter_section(); }
	int leave() { return fModel.leave_section(); }
	bool is_in_section() const { return fModel.depth() > 0; }
	sigset_t mask() const { return set_from_kernel(fModel.mask()); }
	sigset_t pending() const { return set_from_kernel(fModel.pending()); }

	void
	change_mask(int how, sigset_t set)
	{
		const uint64_t wanted = host_set(set);
		const uint64_t mask = fModel.mask();
		fModel.set_mask(how == SIG_BLOCK ? mask | wanted
			: how == SIG_UNBLOCK ? mask & ~wanted : wanted);
	}

	void suspend(sigset_t mask) { fModel.suspend(host_set(mask)); }

	int
	take(sigset_t set, int& value)
	{
		const int signal = fModel.take(host_set(set), value);
		return signal == 0 ? 0 : set_from_host(signal);
	}

	template<typename Code>
	bool
	guarded(Code code)
	{
		const uint64_t saved = fModel.mask();
		const uint64_t outer = fSaved;
		fSaved = saved;
		bool jumped = false;
		try {
			code();
		} catch (const jump_out&) {
			jumped = true;
		}
		fSaved = outer;
		return jumped;
	}

	/* The mask comes back first, and what it lets through is delivered. */
	void
	jump()
	{
		fModel.set_mask(fSaved);
		throw jump_out();
	}

private:
	struct jump_out {};

	static int
	set_from_host(int signal)
	{
		return __builtin_ctzll(set_from_kernel(bit(signal))) + 1;
	}

	std::string						fStory;
	signal_model					fModel;
	random_program<model_machine>	fProgram;
	uint64_t						fSaved = 0;
};

/* -- what the two real machines share --------------------------------------------- */

template<typename Machine>
class real_machine {
public:
	real_machine(const program_kind& kind, uint64_t seed)
		:
		fProgram(self(), kind, seed)
	{
		sMachine = &self();
	}

	void run() { fProgram.run(); }
	void say(const char* line) { tell("%s", line); }

	template<typename Code>
	bool
	guarded(Code code)
	{
		/* volatile: used after the jump. */
		volatile bool jumped = false;
		volatile sigset_t saved = self().mask();
		sigjmp_buf own;
		sigjmp_buf* const outer = fEnvironment;
		fEnvironment = &own;
		if (sigsetjmp(own, Machine::JUMPS_RESTORE_MASKS) == 0)
			code();
		else {
			jumped = true;
			if (!Machine::JUMPS_RESTORE_MASKS)
				self().change_mask(SIG_SETMASK, saved);
		}
		fEnvironment = outer;
		return jumped;
	}

	void
	jump()
	{
		siglongjmp(*fEnvironment, 1);
	}

protected:
	Machine& self() { return *(Machine*)this; }

	static inline Machine*	sMachine;

	random_program<Machine>	fProgram;
	sigjmp_buf*				fEnvironment = nullptr;
};

/* -- libroot ------------------------------------------------------------------------ */

class libroot_machine : public real_machine<libroot_machine> {
public:
	static constexpr bool JUMPS_RESTORE_MASKS = true;

	using real_machine::real_machine;

	void
	set_action(int signal, const program_action& action)
	{
		struct sigaction wanted = {};
		wanted.sa_handler = action.is_default ? SIG_DFL
			: (__sighandler_t)(void*)Handle;
		wanted.sa_flags = SA_SIGINFO | (action.nodefer ? SA_NODEFER : 0)
			| (action.resethand ? SA_RESETHAND : 0);
		wanted.sa_mask = action.mask;
		sigaction(signal, &wanted, nullptr);
	}

	void
	send(bool toThread, int signal, int value)
	{
		union sigval sent = {};
		sent.sival_int = value;
		const int error = toThread
			? pthread_sigqueue(pthread_self(), signal, sent)
			: sigqueue(getpid(), signal, sent) == 0 ? 0 : errno;
		if (error != 0)
			tell("sending failed: %d", error);
	}

	/* Without the bit that says that something has arrived. */
	int enter() { return sigblockall() & LPMAP_DEPTH_MASK; }

	int
	leave()
	{
		const int depth = sigunblockall();
		return depth == -1 ? -1 : depth & LPMAP_DEPTH_MASK;
	}

	bool
	is_in_section() const
	{
		return (__libroot_lpmap.blockallsigs & LPMAP_DEPTH_MASK) > 0;
	}

	sigset_t
	mask() const
	{
		sigset_t set = 0;
		sigprocmask(SIG_BLOCK, nullptr, &set);
		return set;
	}

	sigset_t
	pending() const
	{
		sigset_t set = 0;
		sigpending(&set);
		return set;
	}

	void
	change_mask(int how, sigset_t set)
	{
		sigprocmask(how, &set, nullptr);
	}

	void
	suspend(sigset_t mask)
	{
		if (sigsuspend(&mask) != -1 || errno != EINTR)
			tell("sigsuspend() has failed");
	}

	int
	take(sigset_t set, int& value)
	{
		siginfo_t info = {};
		const struct timespec now = { 0, 0 };
		const int signal = sigtimedwait(&set, &info, &now);
		value = signal > 0 ? info.si_value.sival_int : 0;
		return signal > 0 ? signal : 0;
	}

private:
	static void
	Handle(int signal, siginfo_t* info, void* context, void*)
	{
		if (info->si_signo != signal || info->si_code != SI_QUEUE)
			tell("wrong siginfo: %d %d", info->si_signo, info->si_code);
		/* Outside sections the kernel's mask is the program's. */
		if (sMachine->mask() != true_mask())
			tell("the kernel's mask is %llx", (unsigned long long)true_mask());
		sMachine->fProgram.handle(signal, info->si_value.sival_int,
			((ucontext_t*)context)->uc_sigmask);
	}
};

/* -- the kernel, through the host's library -------------------------------------------- */

class kernel_machine : public real_machine<kernel_machine> {
public:
	static constexpr bool JUMPS_RESTORE_MASKS = false;

	using real_machine::real_machine;

	void
	set_action(int signal, const program_action& action)
	{
		kernel_set_action(host_number(signal),
			action.is_default ? nullptr : Handle, host_set(action.mask),
			action.nodefer, action.resethand);
	}

	void
	send(bool toThread, int signal, int value)
	{
		if (!kernel_send(toThread, host_number(signal), value))
			tell("sending failed");
	}

	int
	enter()
	{
		if (fDepth == 0) {
			fMask = kernel_mask();
			set_kernel_mask(ALL_IN_KERNEL);
		}
		return ++fDepth;
	}

	int
	leave()
	{
		if (fDepth == 0)
			return -1;
		const int depth = --fDepth;
		if (depth == 0)
			set_kernel_mask(fMask);
		return depth;
	}

	bool is_in_section() const { return fDepth > 0; }

	sigset_t
	mask() const
	{
		return set_from_kernel(fDepth > 0 ? fMask : kernel_mask());
	}

	sigset_t pending() const { return set_from_kernel(kernel_pending()); }

	void
	change_mask(int how, sigset_t set)
	{
		const uint64_t wanted = host_set(set) & ~(bit(host_number(SIGKILL))
			| bit(host_number(SIGSTOP)));
		const uint64_t before = fDepth > 0 ? fMask : kernel_mask();
		const uint64_t mask = how == SIG_BLOCK ? before | wanted
			: how == SIG_UNBLOCK ? before & ~wanted : wanted;
		if (fDepth > 0)
			fMask = mask;
		else
			set_kernel_mask(mask);
	}

	void suspend(sigset_t mask) { kernel_suspend(host_set(mask)); }

	int
	take(sigset_t set, int& value)
	{
		const int taken = kernel_take(host_set(set), value);
		return taken == 0 ? 0
			: __builtin_ctzll(set_from_kernel(bit(taken))) + 1;
	}

private:
	static void
	set_kernel_mask(uint64_t mask)
	{
		syscall(SYS_rt_sigprocmask, 2, &mask, nullptr, sizeof(mask));
	}

	static void
	Handle(int signal, int value, uint64_t* context)
	{
		sigset_t set = set_from_kernel(*context);
		sMachine->fProgram.handle(
			__builtin_ctzll(set_from_kernel(bit(signal))) + 1, value, set);
		*context = host_set(set);
	}

	int			fDepth = 0;
	uint64_t	fMask = 0;
};

template<typename Machine>
std::string
real_story(const program_kind& kind, uint64_t seed)
{
	const int outer = story_file;
	story_file = memfd_create("story", MFD_CLOEXEC);
	fcntl(story_file, F_SETFL, O_APPEND);
	const int status = kernel_status_of_child([&] {
		forbid_core_file();
		/* How many signals may be queued is counted per user: nobody else's
		 * here. Fails, and does not matter, for those who are not root. */
		if (setresuid(PLAYER, PLAYER, PLAYER) != 0 && errno != EPERM)
			return 1;
		Machine machine(kind, seed);
		machine.run();
		return 0;
	});
	std::string story = story_so_far();
	close(story_file);
	story_file = outer;
	return story + "dies of " + std::to_string(status & 0x7f) + "\n";
}

/* -- kinds ------------------------------------------------------------------------------ */

constexpr program_kind kinds[] = {
	{ .name = "ToTheThread", .toThread = true },
	{ .name = "ToTheProcess", .toProcess = true },
	{ .name = "ToBoth", .toThread = true, .toProcess = true },
	{ .name = "FullMasks", .toThread = true, .realtime = true,
		.fullMasks = true },
	{ .name = "Realtime", .toThread = true, .realtime = true },
	{ .name = "RealtimeToTheProcess", .toProcess = true, .realtime = true },
	{ .name = "Faults", .toThread = true, .faults = true },
	{ .name = "Stops", .toThread = true, .stops = true },
	{ .name = "Masks", .toThread = true, .realtime = true, .masks = true,
		.waits = true, .contexts = true },
	{ .name = "FullMasksAndContexts", .toThread = true, .realtime = true,
		.masks = true, .waits = true, .contexts = true, .fullMasks = true },
	{ .name = "Takes", .toThread = true, .realtime = true, .takes = true },
	{ .name = "OneShot", .toThread = true, .realtime = true, .oneShot = true },
	{ .name = "Jumps", .toThread = true, .realtime = true, .fullMasks = true,
		.jumps = true },
	{ .name = "JumpsAndMasks", .toThread = true, .realtime = true,
		.masks = true, .waits = true, .contexts = true, .fullMasks = true,
		.jumps = true },
	/* Without sigtimedwait(): a one-shot action is used up on arrival. And
	 * without stop signals: the entry of a SIGCONT that others lie upon has not
	 * yet told that a held one is gone. */
	{ .name = "Everything", .toThread = true, .realtime = true,
		.faults = true, .masks = true, .waits = true, .contexts = true,
		.oneShot = true }
};

[[maybe_unused]] void
PrintTo(const program_kind& kind, std::ostream* stream)
{
	*stream << kind.name;
}

uint64_t
number_from_environment(const char* name, uint64_t otherwise)
{
	const char* given = getenv(name);
	return given != nullptr ? strtoull(given, nullptr, 0) : otherwise;
}

class Model : public testing::TestWithParam<program_kind> {};

/* Up to the first difference, with what came before it. */
void
expect_same_story(const std::string& model, const std::string& real,
	uint64_t seed)
{
	if (model == real)
		return;
	/* The default action that a one-shot handler has left which has not begun
	 * to run, since others are above it, comes before the section ends. */
	const size_t death = real.rfind("dies of ");
	if (!real.ends_with("dies of 0\n") && model.ends_with(real.substr(death))
		&& model.starts_with(real.substr(0, death)))
		return;
	size_t at = 0;
	while (at < model.size() && at < real.size() && model[at] == real[at])
		at++;
	const size_t begin = at > 4000 ? model.find('\n', at - 4000) : 0;
	ADD_FAILURE() << "MODEL_SEED=" << seed << "\nboth:\n"
		<< model.substr(begin, at - begin) << "\n--- the model goes on:\n"
		<< model.substr(at, 500) << "\n--- but really:\n"
		<< real.substr(at, 500);
}

}	// namespace

template<typename Machine>
static void
play_programs(const program_kind& kind)
{
	const uint64_t programs = number_from_environment("MODEL_PROGRAMS", 150);
	const uint64_t first = number_from_environment("MODEL_SEED", time(nullptr));
	testing::Test::RecordProperty("seed", std::to_string(first));
	size_t handlers = 0;
	for (uint64_t seed = first; seed < first + programs; seed++) {
		const std::string model = model_machine(kind, seed).story();
		expect_same_story(model, real_story<Machine>(kind, seed), seed);
		if (testing::Test::HasFailure())
			return;
		for (size_t at = 0; (at = model.find("\nhandler", at)) != model.npos;
				at++)
			handlers++;
	}
	EXPECT_GT(handlers, programs * 3) << "too little happens";
}

TEST_P(Model, IsWhatTheKernelDoes)
{
	play_programs<kernel_machine>(GetParam());
}

TEST_P(Model, IsWhatLibrootDoes)
{
	/* The kernel delivers the thread's signals before the process's; what has
	 * arrived no longer tells which it was. */
	if (GetParam().toThread && GetParam().toProcess)
		GTEST_SKIP() << "README.md, What Linux does not allow";
	program_kind kind = GetParam();
	/* When handlers lie upon each other, or end a sigsuspend(), and one changes
	 * the mask that comes back, libroot's order is not always the kernel's. */
	if (!kind.fullMasks)
		kind.contexts = false;
	if (kind.contexts)
		kind.waits = false;
	play_programs<libroot_machine>(kind);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Model, testing::ValuesIn(kinds),
	[](const auto& info) { return std::string(info.param.name); });
