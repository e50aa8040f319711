/* Signals in programs of BeOS's, and what --trace says of them. */
#include "beos_test.h"

TEST(BeosSignals, AsR5HasThem)
{
	const outcome seen = run_beos("signals");
	EXPECT_EQ(seen.output,
		"raised: signal 18 data 42 in main\n"
		"blocked: 0 handled, old 0, pending 20000\n"
		"suspended: -1, errno -2147483638, 1 handled\n"
		"mask 20000\n"
		"fault: signal 11, jumped 7, mask 0\n"
		"thread: signal 18 data 43 in it\n"
		"thread ended with 43\n"
		"alarm: signal 14\n");
	EXPECT_EQ(seen.errors, "");
	EXPECT_EQ(seen.kernel_status, 0);
}

static int
count(const std::string& text, const std::string& wanted)
{
	int found = 0;
	for (size_t at = 0; (at = text.find(wanted, at)) != std::string::npos; at++)
		found++;
	return found;
}

TEST(BeosSignals, Traced)
{
	const outcome seen = run_command({ staged_path("bin/libroot-run"),
		"--trace", beos_program("signals") });
	const outcome untraced = run_beos("signals");
	EXPECT_EQ(seen.output, untraced.output);
	EXPECT_EQ(count(seen.errors, "image BeOS " + beos_program("signals")), 1)
		<< seen.errors;
	EXPECT_EQ(count(seen.errors, "call legacy sigaction("), 3) << seen.errors;
	EXPECT_EQ(count(seen.errors, "call legacy raise(0x12, "), 1);
	EXPECT_EQ(count(seen.errors, "delivery legacy signal 18 code 0 to 0x"), 3);
	EXPECT_EQ(count(seen.errors, "delivery legacy signal 11 "), 1);
	EXPECT_EQ(count(seen.errors, "delivery legacy signal 14 "), 1);
}

/* This very program is a new one, of either architecture. */
TEST(BeosSignals, NewProgramTraced)
{
	char self[4096] = "";
	ASSERT_GT(readlink("/proc/self/exe", self, sizeof(self) - 1), 0);
	const outcome seen = run_command({ staged_path("bin/libroot-run"),
		"--trace", self, "--gtest_filter=RaisesOnly.*" });
	EXPECT_EQ(seen.exit_code(), 0) << seen.errors;
	EXPECT_EQ(count(seen.errors, std::string("image current ") + self), 1)
		<< seen.errors;
	EXPECT_GT(count(seen.errors, "image host "), 0);
	EXPECT_EQ(count(seen.errors, "image legacy "), 0);
	EXPECT_EQ(count(seen.errors, "call current raise(0x12, "), 1);
	EXPECT_EQ(count(seen.errors, "delivery current signal 18 code 0 to 0x"), 1);
}

TEST(RaisesOnly, Once)
{
	signal(SIGUSR1, [](int) {});
	raise(SIGUSR1);
}
