/* What is no program of BeOS's, or a damaged one: one line, 126 or 127. */
#include <algorithm>
#include <fstream>

#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "beos_test.h"

class BadFile : public testing::Test {
protected:
	void
	SetUp() override
	{
		char folder[] = "/tmp/libroot-beos-XXXXXX";
		ASSERT_NE(mkdtemp(folder), nullptr);
		fFolder = folder;
	}

	void
	TearDown() override
	{
		run_command({ "/bin/rm", "-rf", fFolder });
	}

	std::string
	write_file(const std::string& contents)
	{
		const std::string path = fFolder + "/file";
		std::ofstream(path, std::ios::binary) << contents;
		chmod(path.c_str(), 0755);
		return path;
	}

	static std::string
	hello()
	{
		std::ifstream file(beos_program("hello"), std::ios::binary);
		return std::string(std::istreambuf_iterator<char>(file), {});
	}

	/* Exactly one line that begins like this, and this exit code. */
	void
	expect_refused(const std::string& path, int code, const std::string& reason)
	{
		const outcome seen
			= run_command({ staged_path("bin/libroot-run"), path });
		EXPECT_EQ(seen.exit_code(), code) << seen.kernel_status;
		EXPECT_EQ(seen.output, "");
		EXPECT_EQ(seen.errors, "libroot-run: " + path + ": " + reason + "\n");
	}

	std::string	fFolder;
};

TEST_F(BadFile, Absent)
{
	expect_refused(fFolder + "/none", 127, "No such file or directory");
}

TEST_F(BadFile, Folder)
{
	expect_refused(fFolder, 126, "Permission denied");
}

TEST_F(BadFile, NoElf)
{
	expect_refused(write_file(std::string(1000, 'x')), 126,
		"no program of BeOS's, and none that this machine knows");
}

TEST_F(BadFile, Empty)
{
	expect_refused(write_file(""), 126,
		"no program of BeOS's, and none that this machine knows");
}

/* Where the last byte of the file is that is loaded. */
static size_t
loaded_size(const std::string& file)
{
	Elf32_Ehdr header;
	memcpy(&header, file.data(), sizeof(header));
	size_t size = 0;
	for (int i = 0; i < header.e_phnum; i++) {
		Elf32_Phdr segment;
		memcpy(&segment, file.data() + header.e_phoff + i * sizeof(segment),
			sizeof(segment));
		if (segment.p_type == PT_LOAD)
			size = std::max<size_t>(size, segment.p_offset + segment.p_filesz);
	}
	return size;
}

TEST_F(BadFile, SegmentsCutOff)
{
	const std::string whole = hello();
	const outcome seen = run_command({ staged_path("bin/libroot-run"),
		write_file(whole.substr(0, loaded_size(whole) - 1)) });
	EXPECT_EQ(seen.exit_code(), 126);
	EXPECT_NE(seen.errors.find("truncated: the segment at"), std::string::npos)
		<< seen.errors;
}

TEST_F(BadFile, EachLengthOfAProgram)
{
	const std::string whole = hello();
	for (size_t length = 0; length < loaded_size(whole);
			length += length < 300 ? 7 : 211) {
		const outcome seen = run_command({ staged_path("bin/libroot-run"),
			write_file(whole.substr(0, length)) });
		ASSERT_EQ(seen.exit_code(), 126) << length << ": " << seen.errors;
		ASSERT_EQ(std::count(seen.errors.begin(), seen.errors.end(), '\n'), 1)
			<< length << ": " << seen.errors;
	}
}

TEST_F(BadFile, MissingFunctionFailsWhenItIsCalled)
{
	const outcome seen = run_beos("calls_missing", { "call" });
	EXPECT_EQ(seen.output, "before\n");
	EXPECT_EQ(seen.errors, "libroot-run: " + beos_program("calls_missing")
		+ ": calls BLooper_Quit(), which is missing\n");
	EXPECT_EQ(seen.exit_code(), 127);
}

TEST_F(BadFile, MissingFunctionIsNoObstacleByItself)
{
	const outcome seen = run_beos("calls_missing");
	EXPECT_EQ(seen.output, "before\nafter\n");
	EXPECT_EQ(seen.exit_code(), 0);
}

TEST_F(BadFile, DeathBySignalIsSeenByTheParent)
{
	const outcome seen = run_beos("calls_missing", { "die" });
	EXPECT_EQ(seen.killed_by(), SIGSEGV);
}

#if defined(__i386__)

#include "../../headers/private/beos_program.h"

/* Loads damaged files, some thousand of them, into this process: what the loader
 * makes of them is said in words, whatever they hold. The seed is said if one
 * crashes it: LOADER_SEED, LOADER_FILES. */
TEST_F(BadFile, DamagedOnesNeverCrashTheLoader)
{
	const char* seed = getenv("LOADER_SEED");
	const char* count = getenv("LOADER_FILES");
	std::vector<std::string> command = { "/usr/bin/env", "python3",
		"tests/explain/mutate", "--seed",
		seed != nullptr ? seed : "1", "--count",
		count != nullptr ? count : "400", "--output", fFolder,
		beos_program("hello") };
	const outcome made = run_command(command);
	ASSERT_EQ(made.exit_code(), 0) << made.errors;
	const outcome names = run_command({ "/usr/bin/find", fFolder, "-type",
		"f", "-name", "*.beos" });
	size_t start = 0;
	int loaded = 0, refused = 0;
	while (start < names.output.size()) {
		const size_t end = names.output.find('\n', start);
		const std::string path = names.output.substr(start, end - start);
		start = end + 1;
		const int status = kernel_status_of_child([&] {
			char reason[500];
			return _check_beos_image(path.c_str(), reason, sizeof(reason)) == 0
				? 0 : reason[0] != '\0' ? 1 : 2;
		});
		ASSERT_TRUE(status == 0 || status == 1 << 8) << path << ": " << status;
		(status == 0 ? loaded : refused)++;
	}
	/* Both are there. */
	EXPECT_GT(loaded, 10);
	EXPECT_GT(refused, 10);
}

#endif
