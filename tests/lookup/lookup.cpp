/* What one finds by name is what one is linked to: the loader, which nobody here
 * wrote, has bound each function to the version of the image's ABI. */
#include "looking_code.inc"

namespace {

struct asker {
	const char*			name;
	const looking_code*	code;
};

void
PrintTo(const asker& tested, std::ostream* stream)
{
	*stream << tested.name;
}

const asker kAskers[] = {
	{ "Current", &kLookingCode },
	{ "Legacy", legacy_looking_code() },
	{ "Host", host_looking_code() }
};

class Lookup : public testing::TestWithParam<asker> {
protected:
	static void*
	own(const char* name, const char* version)
	{
		return dlvsym(fLibroot, name, version);
	}

	const looking_code& code = *GetParam().code;
	static inline void* fLibroot = dlopen("libroot.so", RTLD_LAZY | RTLD_NOLOAD);
};

}	/* namespace */

TEST_P(Lookup, FindsInTheGlobalScopeWhatIsLinked)
{
	for (const linked_function* each = code.linked; each->name != nullptr;
			each++)
		EXPECT_EQ(code.look_up(RTLD_DEFAULT, each->name), each->address)
			<< each->name;
}

TEST_P(Lookup, FindsThroughTheProgramsHandleWhatIsLinked)
{
	void* program = dlopen(nullptr, RTLD_LAZY);
	for (const linked_function* each = code.linked; each->name != nullptr;
			each++)
		EXPECT_EQ(code.look_up(program, each->name), each->address)
			<< each->name;
	dlclose(program);
}

TEST_P(Lookup, FindsThroughOurHandleWhatIsLinked)
{
	for (const linked_function* each = code.linked; each->name != nullptr;
			each++) {
		Dl_info info;
		void* found = code.look_up(fLibroot, each->name);
		ASSERT_NE(dladdr(each->address, &info), 0) << each->name;
		if (strstr(info.dli_fname, "libroot.so") != nullptr)
			EXPECT_EQ(found, each->address) << each->name;
		else
			EXPECT_NE(found, nullptr) << each->name;
	}
}

TEST_P(Lookup, ClearsAnEarlierError)
{
	EXPECT_EQ(code.look_up(RTLD_DEFAULT, "no_such_function"), nullptr);
	EXPECT_NE(code.look_up(RTLD_DEFAULT, "sigaction"), nullptr);
	EXPECT_EQ(dlerror(), nullptr);
}

TEST_P(Lookup, SaysWhyItFoundNothing)
{
	EXPECT_EQ(code.look_up(RTLD_DEFAULT, "no_such_function"), nullptr);
	const char* error = dlerror();
	ASSERT_NE(error, nullptr);
	EXPECT_NE(strstr(error, "no_such_function"), nullptr) << error;
}

TEST_P(Lookup, FindsNamedVersions)
{
	for (const char* version : { "LIBROOT_BASE", "LIBROOT_1_ALPHA4" }) {
		void* found = code.look_up_version(RTLD_DEFAULT, "sigaction", version);
		EXPECT_NE(found, nullptr);
		EXPECT_EQ(found, own("sigaction", version));
	}
	EXPECT_EQ(code.look_up_version(RTLD_DEFAULT, "getenv", "LIBROOT_BASE"),
		nullptr);
}

#if defined(__i386__)
#define HOST_BASE	"GLIBC_2.0"
#else
#define HOST_BASE	"GLIBC_2.2.5"
#endif

/* A reference to the host's version is bound to what we export to everybody. */
TEST_P(Lookup, FindsWhatEverybodySharesInTheHostsVersions)
{
	EXPECT_EQ(code.look_up_version(RTLD_DEFAULT, "getenv", HOST_BASE),
		(void*)getenv);
	EXPECT_EQ(code.look_up_version(RTLD_DEFAULT, "getenv", "GLIBC_2.1.1"),
		nullptr);
	EXPECT_NE(dlerror(), nullptr);
}

TEST_P(Lookup, LeavesAnotherLibrarysHandleAlone)
{
	void* host = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
	ASSERT_NE(host, nullptr);
	EXPECT_EQ(code.look_up(host, "sigaction"),
		dlvsym(host, "sigaction", HOST_BASE));
	EXPECT_EQ(code.look_up(host, "getenv"), dlvsym(host, "getenv", HOST_BASE));
	dlclose(host);
}

INSTANTIATE_TEST_SUITE_P(, Lookup, testing::ValuesIn(kAskers),
	[](const auto& tested) { return tested.param.name; });

TEST(LookupInThreeAbis, DiffersWhereTheAbisDo)
{
	void* found[3];
	for (int i = 0; i < 3; i++)
		found[i] = kAskers[i].code->look_up(RTLD_DEFAULT, "sigaction");
	EXPECT_NE(found[0], found[1]);
	EXPECT_NE(found[0], found[2]);
	EXPECT_NE(found[1], found[2]);
}

/* The test's program comes first: its own functions hide ours. */
extern "C" __attribute__((visibility("default"))) int
sigignore(int)
{
	return -42;
}

TEST_P(Lookup, FindsTheProgramsOwnFirst)
{
	EXPECT_EQ(code.look_up(RTLD_DEFAULT, "sigignore"), (void*)sigignore);
}

/* The next after the program is ours for the program, and for host code, which
 * comes behind us in the list, the host's. */
TEST(LookupOfTheNext, IsOursForTheProgram)
{
	EXPECT_EQ(kLookingCode.look_up(RTLD_NEXT, "sigignore"),
		dlvsym(RTLD_DEFAULT, "sigignore", "LIBROOT_1_ALPHA4"));
	EXPECT_EQ(kLookingCode.look_up(RTLD_NEXT, "sigaction"), (void*)sigaction);
}

TEST(LookupForHostCode, DoesNotFindWhatOnlyLibrootHas)
{
	EXPECT_EQ(host_looking_code()->look_up(RTLD_DEFAULT, "suspend_thread"),
		nullptr);
	EXPECT_NE(dlerror(), nullptr);
	EXPECT_NE(legacy_looking_code()->look_up(RTLD_DEFAULT, "suspend_thread"),
		nullptr);
}
