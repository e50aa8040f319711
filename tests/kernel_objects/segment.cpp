/* The file that all teams share, when it is not what it should be. Each test has
 * a /dev/shm of its own. */
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <fstream>
#include <random>

#include "kernel_objects_test.h"

static std::string
user_program()
{
	const char* out = getenv("OUT");
	const char* architecture = getenv("ARCH");
	return out != nullptr && architecture != nullptr
		? std::string(out) + "/tests/" + architecture
			+ "/kernel_objects/segment_user" : "";
}

static bool
make_own_folder(const char* options)
{
	if (unshare(CLONE_NEWNS) != 0) {
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
			return false;
		const uid_t user = getuid();
		std::ofstream("/proc/self/setgroups") << "deny";
		std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
	}
	return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
		&& mount("tmpfs", "/dev/shm", "tmpfs", 0, options) == 0;
}

static int
run_program(const std::string& program, const char* argument)
{
	return kernel_status_of_child([&] {
		execl(program.c_str(), program.c_str(), argument, nullptr);
		return 126;
	});
}

static std::vector<std::string>
files()
{
	std::vector<std::string> found;
	FILE* list = popen("ls /dev/shm", "r");
	char name[256];
	while (fscanf(list, "%255s", name) == 1)
		found.push_back(std::string("/dev/shm/") + name);
	pclose(list);
	return found;
}

static std::string
read_file(const std::string& path)
{
	std::ifstream file(path, std::ios::binary);
	std::string content(8192, '\0');
	file.read(content.data(), content.size());
	return content;
}

class Segment : public testing::Test {
protected:
	/* Runs check(path of the file) in a child with a /dev/shm of its own, in
	 * which the program has made the file already. */
	template<typename Check>
	void
	with_file(Check check, const char* options = nullptr)
	{
		const std::string program = user_program();
		if (access(program.c_str(), X_OK) != 0)
			GTEST_SKIP() << "build/run-tests sets OUT";
		constexpr int CANNOT = 77;
		const int status = kernel_status_of_child([&] {
			if (!make_own_folder(options))
				return CANNOT;
			EXPECT_EQ(run_program(program, nullptr), 0);
			const std::vector<std::string> found = files();
			EXPECT_EQ(found.size(), 1u);
			if (!found.empty())
				check(program, found[0]);
			return HasFailure() ? 1 : 0;
		});
		if (status == CANNOT << 8)
			GTEST_SKIP() << "no mount namespace";
		EXPECT_EQ(status, 0);
	}
};

static void
expect_private_file(const std::string& path)
{
	struct stat status;
	ASSERT_EQ(stat(path.c_str(), &status), 0);
	EXPECT_EQ(status.st_mode, (mode_t)(S_IFREG | 0600));
	EXPECT_EQ(status.st_uid, geteuid());
	/* Sparse. */
	EXPECT_LT(status.st_blocks * 512, 2 * 1024 * 1024);
}

TEST_F(Segment, IsPrivateSparseAndUsedAgain)
{
	with_file([](const std::string& program, const std::string& path) {
		expect_private_file(path);
		EXPECT_EQ(run_program(program, nullptr), 0);
		EXPECT_EQ(files().size(), 1u);
		/* Nothing but that is left of areas. */
		EXPECT_EQ(files()[0], path);
	});
}

TEST_F(Segment, IsPrivateUnderAnyUmask)
{
	with_file([](const std::string& program, const std::string& path) {
		for (const mode_t mask : { 0, 0077, 0777 }) {
			unlink(path.c_str());
			umask(mask);
			EXPECT_EQ(run_program(program, nullptr), 0);
			expect_private_file(path);
			EXPECT_EQ(run_program(program, nullptr), 0);
			EXPECT_EQ(files().size(), 1u);
		}
	});
}

/* What is not ours stays as it is, and another name is used. */
static void
expect_other_name(const std::string& program, const std::string& path,
	size_t filesBefore = 1)
{
	struct stat before;
	struct stat after;
	ASSERT_EQ(lstat(path.c_str(), &before), 0);
	EXPECT_EQ(run_program(program, nullptr), 0);
	ASSERT_EQ(lstat(path.c_str(), &after), 0);
	EXPECT_EQ(before.st_mode, after.st_mode);
	EXPECT_EQ(before.st_size, after.st_size);
	EXPECT_EQ(before.st_ino, after.st_ino);
	EXPECT_EQ(files().size(), filesBefore + 1);
}

TEST_F(Segment, OfAnotherVersionIsLeftAlone)
{
	with_file([](const std::string& program, const std::string& path) {
		const int file = open(path.c_str(), O_RDWR);
		const uint32_t version = 4711;
		EXPECT_EQ(pwrite(file, &version, 4, 4), 4);
		close(file);
		const std::string content = read_file(path);
		expect_other_name(program, path);
		EXPECT_EQ(read_file(path), content);
	});
}

TEST_F(Segment, TruncatedOneIsLeftAlone)
{
	with_file([](const std::string& program, const std::string& path) {
		EXPECT_EQ(truncate(path.c_str(), 5000), 0);
		expect_other_name(program, path);
	});
}

TEST_F(Segment, WithOtherNameOrModeIsLeftAlone)
{
	with_file([](const std::string& program, const std::string& path) {
		EXPECT_EQ(chmod(path.c_str(), 0666), 0);
		expect_other_name(program, path);
	});
	with_file([](const std::string& program, const std::string& path) {
		EXPECT_EQ(link(path.c_str(), "/dev/shm/other"), 0);
		expect_other_name(program, path, 2);
	});
}

TEST_F(Segment, OfAnotherUserIsLeftAlone)
{
	with_file([](const std::string& program, const std::string& path) {
		if (chown(path.c_str(), 4711, 0) == 0)
			expect_other_name(program, path);
	});
}

TEST_F(Segment, WhatIsNoFileIsLeftAlone)
{
	with_file([](const std::string& program, const std::string& path) {
		unlink(path.c_str());
		EXPECT_EQ(mkdir(path.c_str(), 0700), 0);
		expect_other_name(program, path);
	});
	with_file([](const std::string& program, const std::string& path) {
		unlink(path.c_str());
		EXPECT_EQ(mkfifo(path.c_str(), 0600), 0);
		expect_other_name(program, path);
	});
	with_file([](const std::string& program, const std::string& path) {
		unlink(path.c_str());
		EXPECT_EQ(symlink("/dev/shm/elsewhere", path.c_str()), 0);
		expect_other_name(program, path);
		EXPECT_NE(access("/dev/shm/elsewhere", F_OK), 0);
	});
}

TEST_F(Segment, WithoutAnyNameThereIsMemoryAllTheSame)
{
	with_file([](const std::string& program, const std::string& path) {
		unlink(path.c_str());
		for (int i = 0; i < 100; i++) {
			mkdir((path.substr(0, path.size() - 1)
				+ std::to_string(i)).c_str(), 0700);
		}
		EXPECT_EQ(run_program(program, nullptr), 0);
		EXPECT_EQ(files().size(), 100u);
	});
	with_file([](const std::string& program, const std::string&) {
		EXPECT_EQ(mount(nullptr, "/dev/shm", nullptr, MS_REMOUNT | MS_RDONLY,
			nullptr), 0);
		EXPECT_EQ(run_program(program, nullptr), 0);
	});
}

TEST_F(Segment, FullOfNonsenseCrashesNobody)
{
	with_file([](const std::string& program, const std::string& path) {
		std::mt19937_64 random(1);
		for (int round = 0; round < 4; round++) {
			{
				std::fstream file(path,
					std::ios::binary | std::ios::in | std::ios::out);
				file.seekp(8);
				/* Of the messages only what tells whose they are. */
				for (size_t i = 0; i < 15 * 1024 * 1024 / 8; i++) {
					uint64_t word = random();
					/* Numbers that could be some, but of no thread. */
					if (round % 4 == 1)
						word = (word & 0x0000ffff0000ffff) | 0x100000001000000;
					else if (round % 4 == 2)
						word = UINT64_MAX;
					else if (round % 4 == 3)
						word = word % 7 == 0 ? word | 0x1000000 : 0;
					file.write((const char*)&word, sizeof(word));
				}
			}
			const int status = run_program(program, nullptr);
			EXPECT_EQ(status & 0x7f, 0) << "round " << round;
		}
	});
}

TEST_F(Segment, FullFileSystemCrashesNobody)
{
	for (const char* const size : { "size=200k", "size=400k", "size=600k",
			"size=1m" }) {
		const std::string program = user_program();
		EXPECT_EQ(kernel_status_of_child([&] {
			if (!make_own_folder(size))
				return 0;
			/* It may find no objects, or too few. */
			EXPECT_EQ(run_program(program, nullptr) & 0x7f, 0) << size;
			return HasFailure() ? 1 : 0;
		}), 0);
	}
}

TEST_F(Segment, LimitsAreTold)
{
	with_file([](const std::string& program, const std::string&) {
		for (const char* const limit : { "NOFILE", "AS", "AS_AFTER",
				"NOFILE_AFTER" })
			EXPECT_EQ(run_program(program, limit), 0) << limit;
	});
}

/* The memory of areas whose teams were ended. */
TEST_F(Segment, NextUserRemovesWhatWasLeft)
{
	with_file([](const std::string& program, const std::string& path) {
		const std::string peer
			= program.substr(0, program.rfind('/')) + "/object_peer";
		int output[2];
		EXPECT_EQ(pipe(output), 0);
		const pid_t child = start_child([&] {
			dup2(output[1], 1);
			int input[2];
			if (pipe(input) == 0)
				dup2(input[0], 0);
			execl(peer.c_str(), peer.c_str(), "make", nullptr);
			return 126;
		});
		char byte;
		EXPECT_EQ(read(output[0], &byte, 1), 1);
		EXPECT_EQ(files().size(), 2u);
		kill(child, SIGKILL);
		kernel_status_of(child);
		EXPECT_EQ(files().size(), 2u);
		EXPECT_EQ(run_program(program, nullptr), 0);
		EXPECT_EQ(files(), std::vector<std::string>{ path });
	});
}
