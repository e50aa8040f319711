/* strsignal() and sys_siglist as legacy code has them. */
#include <dlfcn.h>
#include <string.h>

#include "legacy_test.h"

TEST(Texts, TheTableHasBeOSsSignals)
{
	for (int signal = 1; signal <= LAST_LEGACY; signal++) {
		SCOPED_TRACE(signal);
		ASSERT_NE(legacy.sys_siglist[signal], nullptr);
		EXPECT_STRNE(legacy.sys_siglist[signal], "");
		EXPECT_STREQ(legacy.strsignal(signal), legacy.sys_siglist[signal]);
	}
}

TEST(Texts, NoTwoSignalsHaveOneText)
{
	for (int one = 1; one <= LAST_LEGACY; one++) {
		for (int other = one + 1; other <= LAST_LEGACY; other++)
			EXPECT_STRNE(legacy.sys_siglist[one], legacy.sys_siglist[other]);
	}
}

TEST(Texts, SameTextsAsCurrentCodeHas)
{
	/* Named directly, the table would be copied into this program, and legacy
	 * code would get that copy. */
	const char* const* current = (const char* const*)dlvsym(RTLD_DEFAULT,
		"sys_siglist", "LIBROOT_1_ALPHA4");
	ASSERT_NE(current, nullptr);
	for (int signal = 1; signal <= LAST_LEGACY; signal++)
		EXPECT_STREQ(legacy.sys_siglist[signal], current[signal]);
}

TEST(Texts, OtherNumbersAreUnknown)
{
	for (const int signal : NO_LEGACY_SIGNALS) {
		const char* text = legacy.strsignal(signal);
		ASSERT_NE(text, nullptr);
		EXPECT_NE(strstr(text, std::to_string(signal).c_str()), nullptr) << text;
		for (int known = 1; known <= LAST_LEGACY; known++)
			EXPECT_STRNE(text, legacy.sys_siglist[known]);
	}
}
