/* The macros of <sys/wait.h>, and those of <stdlib.h> (macros_stdlib.cpp), on
 * every status word that there can be. */
#include "wait_test.h"

host_decoding decode_with_stdlib(int status);

static bool
operator==(const host_decoding& one, const host_decoding& other)
{
	return memcmp(&one, &other, sizeof(one)) == 0;
}

static void
expect_decoding(int status, const host_decoding& expected)
{
	SCOPED_TRACE(status);
	EXPECT_TRUE(decode(status) == expected);
	EXPECT_TRUE(decode_with_stdlib(status) == expected);
}

TEST(Macros, ExitCodes)
{
	for (int code = 0; code <= 255; code++) {
		host_decoding expected = {};
		expected.exited = true;
		expected.exit_code = code;
		expect_decoding(code, expected);
		EXPECT_EQ(W_EXITCODE(code, 0), code);
	}
}

TEST(Macros, TerminatingSignals)
{
	for (int signal = 1; signal <= 128; signal++) {
		for (const bool dumped : { false, true }) {
			host_decoding expected = {};
			expected.signaled = true;
			expected.terminating = signal;
			expected.dumped = dumped;
			expect_decoding(signal << 8 | (dumped ? 0x10000 : 0), expected);
		}
		EXPECT_EQ(W_EXITCODE(0, signal), signal << 8);
	}
}

/* A stopping signal is one of 10, 13, 16, 17, or with ptrace() any above. */
TEST(Macros, StoppingSignals)
{
	for (int signal = SIGSTOP; signal <= LAST_REALTIME; signal++) {
		host_decoding expected = {};
		expected.stopped = true;
		expected.stopping = signal;
		expect_decoding(signal << 16, expected);
		EXPECT_EQ(W_STOPCODE(signal), signal << 16);
	}
}

TEST(Macros, Continued)
{
	host_decoding expected = {};
	expected.continued = true;
	expect_decoding(0x20000, expected);
}
