#if defined(__i386__)

#include "beos_function.h"

#include <dirent.h>
#include <map>
#include <set>

#include "../../headers/legacy/beos/dirent.h"
#include "../../headers/legacy/beos/stat.h"

typedef beos_DIR* opendir_function(const char*);
typedef beos_dirent* readdir_function(beos_DIR*);
typedef int closedir_function(beos_DIR*);

/* The entries of a folder, by name. */
static std::map<std::string, long long>
read_all(beos_DIR* folder)
{
	BEOS(readdir_function, readdir);
	std::map<std::string, long long> names;
	errno = 0;
	while (const beos_dirent* entry = readdir(folder)) {
		EXPECT_EQ(entry, &folder->ent);
		EXPECT_TRUE(names.emplace(entry->d_name, entry->d_ino).second);
		EXPECT_EQ(entry->d_reclen, 28 + strlen(entry->d_name));
	}
	EXPECT_EQ(errno, 0);
	return names;
}

TEST(beos_directories, have_the_hosts_entries)
{
	BEOS(opendir_function, opendir);
	BEOS(closedir_function, closedir);
	BEOS(void(beos_DIR*), rewinddir);
	const temporary_folder folder;
	std::set<std::string> expected = { ".", ".." };
	for (int i = 0; i < 1000; i++) {
		const std::string name = "file" + std::to_string(i);
		folder.file(name);
		expected.insert(name);
	}
	const std::string longest(255, 'l');
	folder.file(longest);
	expected.insert(longest);
	ASSERT_EQ(mkdir(folder.path("folder").c_str(), 0700), 0);
	expected.insert("folder");

	beos_DIR* directory = opendir(folder.path().c_str());
	ASSERT_NE(directory, nullptr);
	const std::map<std::string, long long> names = read_all(directory);
	EXPECT_EQ(names.size(), expected.size());
	for (const auto& [name, node] : names) {
		EXPECT_EQ(expected.count(name), 1u) << name;
		struct stat64 status;
		ASSERT_EQ(lstat64(folder.path(name).c_str(), &status), 0);
		EXPECT_EQ((unsigned long long)node, status.st_ino) << name;
	}
	rewinddir(directory);
	EXPECT_EQ(read_all(directory).size(), expected.size());
	EXPECT_EQ(closedir(directory), 0);
}

TEST(beos_directories, say_where_they_are)
{
	BEOS(opendir_function, opendir);
	BEOS(readdir_function, readdir);
	BEOS(closedir_function, closedir);
	BEOS(int(int, beos_stat*), fstat);
	const temporary_folder folder;
	folder.file("a");
	beos_DIR* directory = opendir(folder.path().c_str());
	ASSERT_NE(directory, nullptr);
	beos_stat status;
	/* Programs use the descriptor. */
	ASSERT_EQ(fstat(directory->fd, &status), 0);
	while (const beos_dirent* entry = readdir(directory)) {
		EXPECT_EQ(entry->d_pdev, status.st_dev);
		EXPECT_EQ(entry->d_pino, status.st_ino);
		EXPECT_EQ(entry->d_dev, status.st_dev);
	}
	const int descriptor = directory->fd;
	EXPECT_EQ(closedir(directory), 0);
	EXPECT_EQ(fcntl(descriptor, F_GETFD), -1);
}

/* The host tells the number of the folder below. */
TEST(beos_directories, tell_what_is_mounted)
{
	BEOS(opendir_function, opendir);
	BEOS(readdir_function, readdir);
	BEOS(closedir_function, closedir);
	BEOS(int(const char*, beos_stat*), stat);
	beos_DIR* directory = opendir("/");
	ASSERT_NE(directory, nullptr);
	while (const beos_dirent* entry = readdir(directory)) {
		const std::string name = entry->d_name;
		if (name != "proc" && name != "dev" && name != "sys" && name != "tmp")
			continue;
		beos_stat status;
		ASSERT_EQ(stat(("/" + name).c_str(), &status), 0);
		EXPECT_EQ(entry->d_dev, status.st_dev) << name;
		EXPECT_EQ(entry->d_ino, status.st_ino) << name;
	}
	closedir(directory);
}

TEST(beos_directories, fail_as_the_hosts)
{
	BEOS(opendir_function, opendir);
	BEOS(readdir_function, readdir);
	BEOS(closedir_function, closedir);
	const temporary_folder folder;
	const std::string file = folder.file("file");
	for (const char* path : { "", "/nowhere", file.c_str() }) {
		errno = 0;
		EXPECT_EQ(::opendir(path), nullptr);
		const int hostError = errno;
		errno = 0;
		EXPECT_EQ(opendir(path), nullptr);
		EXPECT_EQ(beos_errno(), code_named_like(hostError)) << path;
	}
	EXPECT_BEOS_ERROR(closedir(nullptr), BEOS_EBADF);
	errno = 0;
	EXPECT_EQ(readdir(nullptr), nullptr);
	EXPECT_EQ(beos_errno(), BEOS_EBADF);
}

TEST(beos_directories, without_descriptors_lose_nothing)
{
	BEOS(opendir_function, opendir);
	const temporary_folder folder;
	int taken[4096];
	int count = 0;
	while (count < 4096 && (taken[count] = dup(0)) >= 0)
		count++;
	errno = 0;
	if (count < 4096) {
		EXPECT_EQ(opendir(folder.path().c_str()), nullptr);
		EXPECT_EQ(beos_errno(), BEOS_EMFILE);
	}
	while (count > 0)
		close(taken[--count]);
}

#endif
