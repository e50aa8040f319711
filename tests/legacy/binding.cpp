/* Which version the loader gives to legacy code, and which to current code. */
#include <dlfcn.h>
#include <string.h>

#include "legacy_test.h"

extern "C" void* legacy_address_of(const char* name);

static const char BASE[] = "LIBROOT_BASE";
static const char CURRENT[] = "LIBROOT_1_ALPHA4";

struct named_address {
	const char*	name;
	void*		address;
};

static std::vector<named_address>
paired_functions()
{
	return {
		{ "signal", (void*)legacy.signal },
		{ "sigaction", (void*)legacy.sigaction },
		{ "sigset", (void*)legacy.sigset },
		{ "sigignore", (void*)legacy.sigignore },
		{ "sighold", (void*)legacy.sighold },
		{ "sigrelse", (void*)legacy.sigrelse },
		{ "sigpause", (void*)legacy.sigpause },
		{ "siginterrupt", (void*)legacy.siginterrupt },
		{ "sigprocmask", (void*)legacy.sigprocmask },
		{ "pthread_sigmask", (void*)legacy.pthread_sigmask },
		{ "sigpending", (void*)legacy.sigpending },
		{ "sigsuspend", (void*)legacy.sigsuspend },
		{ "sigwait", (void*)legacy.sigwait },
		{ "sigemptyset", (void*)legacy.sigemptyset },
		{ "sigfillset", (void*)legacy.sigfillset },
		{ "sigaddset", (void*)legacy.sigaddset },
		{ "sigdelset", (void*)legacy.sigdelset },
		{ "sigismember", (void*)legacy.sigismember },
		{ "pselect", (void*)legacy.pselect },
		{ "strsignal", (void*)legacy.strsignal },
		{ "raise", (void*)legacy.raise },
		{ "kill", (void*)legacy.kill },
		{ "wait", (void*)legacy.wait },
		{ "waitpid", (void*)legacy.waitpid },
		{ "__sigsetjmp", legacy.sigsetjmp },
		{ "siglongjmp", legacy.siglongjmp },
		{ "longjmp", legacy.longjmp },
		{ "sys_siglist", (void*)legacy.sys_siglist },
	};
}

static std::string
file_of(void* address)
{
	Dl_info info;
	return dladdr(address, &info) != 0 ? info.dli_fname : "";
}

class Paired : public testing::TestWithParam<named_address> {
};

TEST_P(Paired, LegacyCodeIsBoundToBase)
{
	EXPECT_EQ(GetParam().address, dlvsym(RTLD_DEFAULT, GetParam().name, BASE));
	EXPECT_TRUE(file_of(GetParam().address).ends_with("/libroot.so"));
}

TEST_P(Paired, CurrentCodeIsBoundToAnother)
{
	void* current = dlvsym(RTLD_DEFAULT, GetParam().name, CURRENT);
	ASSERT_NE(current, nullptr);
	EXPECT_NE(GetParam().address, current);
	EXPECT_TRUE(file_of(current).ends_with("/libroot.so"));
}

INSTANTIATE_TEST_SUITE_P(Binding, Paired, testing::ValuesIn(paired_functions()),
	[](const auto& test) { return test.param.name; });

TEST(Binding, CurrentProgramGetsCurrentVersions)
{
	EXPECT_EQ((void*)sigaction, dlvsym(RTLD_DEFAULT, "sigaction", CURRENT));
	EXPECT_EQ((void*)sigprocmask, dlvsym(RTLD_DEFAULT, "sigprocmask", CURRENT));
}

class OnlyCurrent : public testing::TestWithParam<const char*> {
};

TEST_P(OnlyCurrent, LegacyCodeIsBoundToTheOneThereIs)
{
	const char* name = GetParam();
	void* current = dlvsym(RTLD_DEFAULT, name, CURRENT);
	ASSERT_NE(current, nullptr);
	EXPECT_EQ(legacy_address_of(name), current);
	EXPECT_EQ(dlvsym(RTLD_DEFAULT, name, BASE), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Binding, OnlyCurrent, testing::Values("killpg",
	"pthread_kill", "sigaltstack", "set_signal_stack", "send_signal",
	"find_thread", "suspend_thread", "resume_thread", "kill_thread"),
	[](const auto& test) { return test.param; });

TEST(Binding, LegacyNumbersAreBeOSs)
{
	const legacy_constants constants = constants_of_legacy_code();
	EXPECT_EQ(constants.sigbus, 11);
	EXPECT_EQ(constants.nsig, 30);
	EXPECT_EQ(constants.size_of_set, 4);
	EXPECT_EQ(constants.size_of_siglist, 30 * (int)sizeof(char*));
#if defined(__i386__)
	EXPECT_EQ(constants.size_of_jump_buffer, 32);
#endif
}
