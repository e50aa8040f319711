// The functions on sets, in all the forms in which a program can reach them.
#include "signal_test.h"

#include <dlfcn.h>

struct set_functions {
	const char*	form;
	int	(*empty)(sigset_t*);
	int	(*fill)(sigset_t*);
	int	(*add)(sigset_t*, int);
	int	(*remove)(sigset_t*, int);
	int	(*contains)(const sigset_t*, int);
	int	(*is_empty)(const sigset_t*);
	int	(*intersect)(sigset_t*, const sigset_t*, const sigset_t*);
	int	(*unite)(sigset_t*, const sigset_t*, const sigset_t*);
};

// The compiler may put the header's inline forms here.
static const set_functions called_by_name = {
	"called_by_name",
	[](sigset_t* set) { return sigemptyset(set); },
	[](sigset_t* set) { return sigfillset(set); },
	[](sigset_t* set, int signal) { return sigaddset(set, signal); },
	[](sigset_t* set, int signal) { return sigdelset(set, signal); },
	[](const sigset_t* set, int signal) { return sigismember(set, signal); },
	[](const sigset_t* set) { return sigisemptyset(set); },
	[](sigset_t* set, const sigset_t* left, const sigset_t* right) {
		return sigandset(set, left, right);
	},
	[](sigset_t* set, const sigset_t* left, const sigset_t* right) {
		return sigorset(set, left, right);
	}
};

static const set_functions called_by_address = { "called_by_address",
	sigemptyset, sigfillset, sigaddset, sigdelset, sigismember, sigisemptyset,
	sigandset, sigorset };

template<typename Function>
static void
look_up(Function*& function, const char* name)
{
	function = (Function*)dlsym(RTLD_DEFAULT, name);
}

static const set_functions looked_up = [] {
	set_functions functions;
	functions.form = "looked_up";
	look_up(functions.empty, "sigemptyset");
	look_up(functions.fill, "sigfillset");
	look_up(functions.add, "sigaddset");
	look_up(functions.remove, "sigdelset");
	look_up(functions.contains, "sigismember");
	look_up(functions.is_empty, "sigisemptyset");
	look_up(functions.intersect, "sigandset");
	look_up(functions.unite, "sigorset");
	return functions;
}();

class set_test : public testing::TestWithParam<const set_functions*> {
protected:
	const set_functions&	functions = *GetParam();
};

INSTANTIATE_TEST_SUITE_P(forms, set_test,
	testing::Values(&called_by_name, &called_by_address, &looked_up),
	[](const auto& info) { return std::string(info.param->form); });

// Around the range of numbers, and what an int can hold.
static std::vector<int>
tried_numbers()
{
	std::vector<int> numbers = { INT32_MIN, -64, -33, INT32_MAX, 256 + SIGHUP };
	for (int number = -2; number <= 70; number++)
		numbers.push_back(number);
	return numbers;
}

static bool
is_signal(int number)
{
	return number >= 1 && number <= LAST_SIGNAL;
}

static const sigset_t start_sets[]
	= { 0, ~sigset_t{0}, 0x5555555555555555, 0x0123456789abcdef };

TEST_P(set_test, empty_and_full)
{
	sigset_t set = 0x5555555555555555;
	EXPECT_EQ(functions.empty(&set), 0);
	EXPECT_EQ(set, sigset_t{0});
	EXPECT_EQ(functions.fill(&set), 0);
	EXPECT_EQ(set, ~sigset_t{0});
}

TEST_P(set_test, add_changes_one_bit_or_nothing)
{
	for (sigset_t start : start_sets) {
		for (int number : tried_numbers()) {
			sigset_t set = start;
			if (is_signal(number)) {
				EXPECT_EQ(functions.add(&set, number), 0) << number;
				EXPECT_EQ(set, start | sigset_t{1} << (number - 1)) << number;
			} else {
				EXPECT_FAILS(functions.add(&set, number), EINVAL);
				EXPECT_EQ(set, start) << number;
			}
		}
	}
}

TEST_P(set_test, delete_changes_one_bit_or_nothing)
{
	for (sigset_t start : start_sets) {
		for (int number : tried_numbers()) {
			sigset_t set = start;
			if (is_signal(number)) {
				EXPECT_EQ(functions.remove(&set, number), 0) << number;
				EXPECT_EQ(set, start & ~(sigset_t{1} << (number - 1)))
					<< number;
			} else {
				EXPECT_FAILS(functions.remove(&set, number), EINVAL);
				EXPECT_EQ(set, start) << number;
			}
		}
	}
}

TEST_P(set_test, membership_is_0_or_1)
{
	for (const sigset_t set : start_sets) {
		for (int number : tried_numbers()) {
			if (is_signal(number)) {
				EXPECT_EQ(functions.contains(&set, number),
					(int)(set >> (number - 1) & 1)) << number;
			} else
				EXPECT_FAILS(functions.contains(&set, number), EINVAL);
		}
	}
}

TEST_P(set_test, emptiness_looks_at_every_bit)
{
	sigset_t set = 0;
	EXPECT_EQ(functions.is_empty(&set), 1);
	for (int bit = 0; bit < 64; bit++) {
		set = sigset_t{1} << bit;
		EXPECT_EQ(functions.is_empty(&set), 0) << bit;
	}
}

TEST_P(set_test, and_and_or)
{
	for (const sigset_t left : start_sets) {
		for (const sigset_t right : start_sets) {
			sigset_t set = 1;
			EXPECT_EQ(functions.intersect(&set, &left, &right), 0);
			EXPECT_EQ(set, left & right);
			EXPECT_EQ(functions.unite(&set, &left, &right), 0);
			EXPECT_EQ(set, left | right);
			sigset_t aliased = left;
			EXPECT_EQ(functions.unite(&aliased, &aliased, &right), 0);
			EXPECT_EQ(aliased, left | right);
		}
	}
}

TEST_P(set_test, null_is_invalid)
{
	sigset_t set = 1;
	EXPECT_FAILS(functions.empty(nullptr), EINVAL);
	EXPECT_FAILS(functions.fill(nullptr), EINVAL);
	EXPECT_FAILS(functions.add(nullptr, SIGHUP), EINVAL);
	EXPECT_FAILS(functions.remove(nullptr, SIGHUP), EINVAL);
	EXPECT_FAILS(functions.contains(nullptr, SIGHUP), EINVAL);
	EXPECT_FAILS(functions.is_empty(nullptr), EINVAL);
	for (auto* combine : { functions.intersect, functions.unite }) {
		EXPECT_FAILS(combine(nullptr, &set, &set), EINVAL);
		EXPECT_FAILS(combine(&set, nullptr, &set), EINVAL);
		EXPECT_FAILS(combine(&set, &set, nullptr), EINVAL);
	}
	EXPECT_EQ(set, sigset_t{1});
}

TEST(realtime_range, is_eight_signals_from_33)
{
	EXPECT_EQ(SIGRTMIN, 33);
	EXPECT_EQ(SIGRTMAX, 40);
	EXPECT_EQ(__signal_get_sigrtmin(), 33);
	EXPECT_EQ(__signal_get_sigrtmax(), 40);
}
