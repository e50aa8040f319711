/* Programs that know nothing of libroot, with libroot preloaded. */
#include "memory_test.h"

#include <sys/resource.h>

#include "child_outcome.h"

namespace {

std::string
path_of(const char* program)
{
	return std::string(TEST_OUTPUT_DIR "/") + program;
}

/* The file of the library that this program runs on. */
std::string
libroot_file()
{
	Dl_info information;
	EXPECT_NE(dladdr((void*)malloc, &information), 0);
	return information.dli_fname;
}

child_outcome
run(const std::string& program, std::vector<std::string> environment,
	const char* argument = nullptr, rlim_t addressSpace = RLIM_INFINITY)
{
	return outcome_of_child(STDOUT_FILENO, [&] {
		std::vector<char*> variables;
		for (std::string& variable : environment)
			variables.push_back(variable.data());
		variables.push_back(nullptr);
		const struct rlimit limit = { addressSpace, addressSpace };
		setrlimit(RLIMIT_AS, &limit);
		char* const arguments[] = { (char*)program.c_str(), (char*)argument,
			nullptr };
		execve(program.c_str(), arguments, variables.data());
		return 255;
	});
}

class Story : public testing::TestWithParam<const char*> {
};

}	// namespace


/* The host's settings keep their meaning. */
TEST_P(Story, IsTheSameAsOnTheHost)
{
	std::vector<std::string> environment = { "PATH=/bin" };
	if (*GetParam() != '\0')
		environment.push_back(GetParam());
	const std::string program = path_of("allocation_story.host");
	const child_outcome hosts = run(program, environment);
	EXPECT_EQ(hosts.status, 0);
	environment.push_back("LD_PRELOAD=" + libroot_file());
	const child_outcome ours = run(program, environment);
	EXPECT_EQ(ours.status, 0);

	const bool fills = strstr(GetParam(), "=165") != nullptr;
	if (fills || strstr(GetParam(), "check") != nullptr) {
		EXPECT_EQ(ours.output, hosts.output);
	} else {
		/* Nobody says what is in memory that is not filled. */
		const char* behind = "posix_memalign 0";
		EXPECT_EQ(ours.output.substr(ours.output.find(behind)),
			hosts.output.substr(hosts.output.find(behind)));
	}
	if (fills) {
		EXPECT_NE(ours.output.find("allocated 5a, freed a5"),
			std::string::npos) << ours.output;
	}
}

INSTANTIATE_TEST_SUITE_P(Settings, Story, testing::Values("",
	"MALLOC_PERTURB_=165", "GLIBC_TUNABLES=glibc.malloc.perturb=165",
	"GLIBC_TUNABLES=glibc.malloc.tcache_count=0",
	"GLIBC_TUNABLES=glibc.malloc.arena_max=1:glibc.malloc.perturb=165",
	"MALLOC_ARENA_MAX=1", "MALLOC_MMAP_THRESHOLD_=2000",
	"MALLOC_TOP_PAD_=1000000"),
	[](const auto& info) { return std::to_string(info.index); });


TEST(Preloaded, HandlersAllocate)
{
	const child_outcome result = run(path_of("allocating_handlers.host"),
		{ "LD_PRELOAD=" + libroot_file() }, "20000");
	EXPECT_EQ(result.status, 0);
	EXPECT_NE(result.output.find(" handlers, 0 faults"), std::string::npos)
		<< result.output;
}


/* There is hardly more than the libraries themselves need. */
TEST(Preloaded, InLittleAddressSpace)
{
	const std::string program = path_of("allocation_story.host");
	rlim_t space = 1 << 20;
	while (run(program, { "LD_PRELOAD=" + libroot_file() }, nullptr, space)
			.status != 0) {
		space += 1 << 20;
		ASSERT_LT(space, rlim_t{1} << 30);
	}
	rlim_t hosts = 1 << 20;
	while (run(program, {}, nullptr, hosts).status != 0)
		hosts += 1 << 20;
	EXPECT_LE(space, hosts + (4 << 20));
}


/* Its threads' ends call functions of ours. */
TEST(Preloaded, NeverUnloaded)
{
	in_child([] {
		const std::string file = libroot_file();
		void* library = dlopen(file.c_str(), RTLD_NOW);
		ASSERT_NE(library, nullptr);
		dlclose(library);
		dlclose(library);
		dlclose(library);
		test_thread([] { free(used(malloc(100))); });
	});
}
