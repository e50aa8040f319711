#include "tiny_library.h"

const char* const tiny_library_test::sound_source = R"(
#define CURRENT(function, name) \
	__asm__(".symver " #function "," #name "@@LIBROOT_1_ALPHA4,hidden")
#define LEGACY(function, name) \
	__asm__(".symver " #function "," #name "@LIBROOT_BASE,hidden")

int current_sigset(void) { return 64; }
CURRENT(current_sigset, sigset);
int legacy_sigset(void) { return 32; }
LEGACY(legacy_sigset, sigset);

const int current_siglist[65] = { 1 };
CURRENT(current_siglist, siglist);
const int legacy_siglist[30] = { 1 };
LEGACY(legacy_siglist, siglist);

int current_sigqueue(void) { return 1; }
CURRENT(current_sigqueue, sigqueue);
)";

const char* const tiny_library_test::sound_version_script = R"(
LIBROOT_BASE { };
LIBROOT_1_ALPHA1 { } LIBROOT_BASE;
LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;
)";

const char* const tiny_library_test::sound_list =
	"# A comment.\n"
	"node LIBROOT_BASE\n"
	"node LIBROOT_1_ALPHA1\n"
	"node LIBROOT_1_ALPHA4\n"
	"pair LIBROOT_BASE LIBROOT_1_ALPHA4\n"
	"LIBROOT_BASE siglist D 120\n"
	"LIBROOT_BASE sigset F\n"
	"LIBROOT_1_ALPHA4 siglist D 260 default\n"
	"LIBROOT_1_ALPHA4 sigqueue F default\n"
	"LIBROOT_1_ALPHA4 sigset F default\n";


static void
exchange(std::string& text, const std::string& from, const std::string& to)
{
	size_t place = text.find(from);
	ASSERT_NE(place, std::string::npos) << from;
	text.replace(place, from.size(), to);
}


void
tiny_library_test::change_source(const std::string& from, const std::string& to)
{
	exchange(fSource, from, to);
}


void
tiny_library_test::change_version_script(const std::string& from,
	const std::string& to)
{
	exchange(fVersionScript, from, to);
}


void
tiny_library_test::change_list(const std::string& from, const std::string& to)
{
	exchange(fList, from, to);
}


void
tiny_library_test::add_link_options(const std::string& options)
{
	fLinkOptions += " " + options;
}


void
tiny_library_test::build()
{
	write("library.c", fSource);
	write("versions", fVersionScript);
	write("list.symbols", fList);
	command_result result = run("cd " + path("").string() + " && " + compiler()
		+ " -O1 -w -fPIC -shared -o libroot.so library.c"
		" -Wl,-soname,libroot.so -Wl,--version-script=versions"
		" -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack" + fLinkOptions);
	ASSERT_EQ(result.exit_code, 0) << joined(result.lines);
}


command_result
tiny_library_test::check()
{
	return check_abi("check " + path("libroot.so").string() + " --symbols "
		+ path("list.symbols").string());
}


command_result
tiny_library_test::update()
{
	return check_abi("update " + path("libroot.so").string() + " --symbols "
		+ path("list.symbols").string());
}


void
tiny_library_test::expect_violations(const std::vector<std::string>& expected)
{
	ASSERT_NO_FATAL_FAILURE(build());
	std::string library = path("libroot.so").string() + ": ";
	std::vector<std::string> lines;
	for (const std::string& violation : expected)
		lines.push_back(library + violation);
	lines.push_back(library + std::to_string(expected.size())
		+ " violation(s) of " + path("list.symbols").string());

	command_result result = check();
	EXPECT_EQ(result.exit_code, 1);
	EXPECT_EQ(result.lines, lines);
}
