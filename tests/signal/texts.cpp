// strsignal() sys_siglist psignal() psiginfo().
#include "signal_test.h"

#include <unistd.h>

#include <set>

// Runs body and returns what it wrote to standard error.
static std::string
written_by(const std::function<void()>& body)
{
	testing::internal::CaptureStderr();
	body();
	return testing::internal::GetCapturedStderr();
}

TEST(signal_texts, are_all_different_and_in_the_list)
{
	std::set<std::string> texts;
	for (int signal : all_signals()) {
		const char* text = strsignal(signal);
		ASSERT_NE(text, nullptr);
		EXPECT_STRNE(text, "");
		EXPECT_STREQ(text, sys_siglist[signal]);
		EXPECT_TRUE(texts.insert(text).second) << text;
	}
}

TEST(signal_texts, every_entry_of_the_list_can_be_read)
{
	static_assert(sizeof(sys_siglist) == 65 * sizeof(char*));
	for (const char* text : sys_siglist)
		EXPECT_NE(text, nullptr);
}

TEST(signal_texts, a_bad_number_gets_a_text_with_the_number)
{
	for (int number : { -1, 41, 64, 65, INT32_MAX, INT32_MIN }) {
		const std::string text = strsignal(number);
		EXPECT_NE(text.find(std::to_string(number)), std::string::npos) << text;
	}
}

TEST(signal_texts, threads_do_not_share_the_text_of_a_bad_number)
{
	const char* mine = strsignal(1000);
	test_thread([] { strsignal(2000); }).join();
	EXPECT_NE(std::string(mine).find("1000"), std::string::npos);
}

TEST(signal_texts, psignal_writes_message_colon_text)
{
	for (int signal : all_signals()) {
		EXPECT_EQ(written_by([=] { psignal(signal, "message"); }),
			std::string("message: ") + strsignal(signal) + "\n");
	}
}

TEST(signal_texts, psignal_without_message_writes_the_text_alone)
{
	const std::string expected = std::string(strsignal(SIGBUS)) + "\n";
	EXPECT_EQ(written_by([] { psignal(SIGBUS, nullptr); }), expected);
	EXPECT_EQ(written_by([] { psignal(SIGBUS, ""); }), expected);
}

TEST(signal_texts, psignal_prints_the_message_as_it_is)
{
	EXPECT_EQ(written_by([] { psignal(SIGHUP, "%s%n%d"); }),
		std::string("%s%n%d: ") + strsignal(SIGHUP) + "\n");
}

TEST(signal_texts, psignal_of_a_bad_number_names_it)
{
	EXPECT_NE(written_by([] { psignal(4711, "message"); }).find("4711"),
		std::string::npos);
}

TEST(signal_texts, psiginfo_writes_the_text_of_its_signal)
{
	for (int signal : { SIGSEGV, SIGBUS, SIGCHLD, SIGRTMAX }) {
		siginfo_t info = {};
		info.si_signo = signal;
		EXPECT_EQ(written_by([&] { psiginfo(&info, "message"); }),
			std::string("message: ") + strsignal(signal) + "\n");
	}
}

TEST(signal_texts, errno_stays)
{
	errno = ERANGE;
	siginfo_t info = {};
	info.si_signo = SIGHUP;
	written_by([&] {
		errno = ERANGE;
		psignal(SIGHUP, "message");
		EXPECT_EQ(errno, ERANGE);
		psiginfo(&info, "message");
		EXPECT_EQ(errno, ERANGE);
	});
}
