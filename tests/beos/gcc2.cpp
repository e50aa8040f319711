/* What gcc 2.95's code calls in libroot.so. */
#include "beos_test.h"

static const char OUTCOMES[] =
	"int: caught i 1 1 1 0 result 5, left 0\n"
	"int, older form: caught i 1 1 1 0 result 5, left 0\n"
	"other types: caught i 1 1 1 0 result 5, left 0\n"
	"passed on by the older form: caught 3Dog 1 1 1 0 destroyed 2 result 0, "
		"left 0\n"
	"destructors: cleaned cleaned caught i 1 1 1 0 result 5, left 0\n"
	"base: caught 3Dog 1 1 1 0 destroyed 2 result 0, left 0\n"
	"pointer to base: caught P3Dog 1 1 1 0 result 0, left 0\n"
	"anything: caught 3Dog 1 1 1 0 destroyed 2 result 0, left 0\n"
	"thrown again: caught 3Dog 1 1 1 0 destroyed 2 result 0, left 0\n"
	"no memory: caught 9bad_alloc (9bad_alloc) 1 1 1 0 result 0, left 0\n"
	"no memory, as exception: cleaned caught 9bad_alloc (9bad_alloc) 1 1 1 0 "
		"result 0, left 0\n"
	"handler for memory throws: caught i 1 1 1 0 result 5, left 0\n"
	"bad cast: caught 8bad_cast (8bad_cast) 1 1 1 0 result 0, left 0\n"
	"allowed: caught i 1 1 1 0 result 5, left 0\n"
	"allowed base: caught 3Dog 1 1 1 0 destroyed 2 result 0, left 0\n"
	"replaced: destroyed 2 caught i 1 1 1 0 result 5, left 0\n"
	"bad exception: destroyed 2 destroyed 2 caught 13bad_exception "
		"(13bad_exception) 1 1 1 0 result 0, left 0\n";

TEST(beos_exceptions, are_caught)
{
	const outcome seen = run_beos("exceptions");
	EXPECT_EQ(seen.output, OUTCOMES + std::string("unregistered 1\n"));
	EXPECT_EQ(seen.errors, "");
	EXPECT_EQ(seen.exit_code(), 0);
}

/* The handler of set_terminate() is called, and nothing is destroyed after it. */
TEST(beos_exceptions, terminate_what_cannot_go_on)
{
	const struct {
		const char*	argument;
		const char*	output;
	} ends[] = {
		{ "unexpected", "unexpected: terminated\n" },
		{ "nobody", "nobody: cleaned terminated\n" },
		{ "empty", "nothing to throw: terminated\n" },
		{ "frame", "unregistered 1\nunknown frame: terminated\n" },
	};
	for (const auto& end : ends) {
		const outcome seen = run_beos("exceptions", { end.argument });
		EXPECT_EQ(seen.output, OUTCOMES + std::string(end.output));
		EXPECT_EQ(seen.exit_code(), 3);
	}
}
