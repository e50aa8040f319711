/* Attributes of files, volumes and BeOS's folders. */
#if defined(__i386__)

#include "beos_function.h"

#include <limits.h>
#include <set>
#include <stdint.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>

#include "../../headers/legacy/beos/dirent.h"
#include "../../headers/legacy/beos/fs_attr.h"
#include "../../headers/legacy/beos/fs_info.h"

namespace {

constexpr uint32_t STRING_TYPE = 0x43535452;	/* 'CSTR' */
constexpr uint32_t NUMBER_TYPE = 0x4c4f4e47;	/* 'LONG' */

BEOS(ssize_t(int, const char*, uint32_t, long long, void*, size_t),
	fs_read_attr);
BEOS(ssize_t(int, const char*, uint32_t, long long, const void*, size_t),
	fs_write_attr);
BEOS(int(int, const char*), fs_remove_attr);
BEOS(int(int, const char*, beos_attr_info*), fs_stat_attr);
BEOS(beos_DIR*(const char*), fs_open_attr_dir);
BEOS(beos_DIR*(int), fs_fopen_attr_dir);
BEOS(beos_dirent*(beos_DIR*), fs_read_attr_dir);
BEOS(void(beos_DIR*), fs_rewind_attr_dir);
BEOS(int(beos_DIR*), fs_close_attr_dir);

class Attributes : public testing::Test {
protected:
	Attributes()
	{
		fFile = open(fPath.c_str(), O_RDWR);
		if (fsetxattr(fFile, "user.test", "", 0, 0) != 0)
			fIsSupported = false;
	}

	~Attributes()
	{
		close(fFile);
	}

	void
	SetUp() override
	{
		if (!fIsSupported)
			GTEST_SKIP() << "the file system has no extended attributes";
	}

	std::string
	read(const char* name, long long position = 0)
	{
		char buffer[256];
		const ssize_t size = fs_read_attr(fFile, name, STRING_TYPE, position,
			buffer, sizeof(buffer));
		return size < 0 ? "error" : std::string(buffer, size);
	}

	std::set<std::string>
	names(beos_DIR* folder)
	{
		std::set<std::string> found;
		while (const beos_dirent* entry = fs_read_attr_dir(folder)) {
			EXPECT_EQ(entry->d_reclen,
				sizeof(beos_dirent) + strlen(entry->d_name));
			EXPECT_TRUE(found.insert(entry->d_name).second);
		}
		return found;
	}

	temporary_folder	fFolder;
	const std::string	fPath = fFolder.file("file");
	int					fFile;
	bool				fIsSupported = true;
};

}	// namespace

TEST_F(Attributes, are_written_and_read)
{
	EXPECT_EQ(fs_write_attr(fFile, "BEOS:TYPE", STRING_TYPE, 0, "text/plain",
		11), 11);
	EXPECT_EQ(read("BEOS:TYPE"), std::string("text/plain", 11));
	beos_attr_info info;
	EXPECT_EQ(fs_stat_attr(fFile, "BEOS:TYPE", &info), 0);
	EXPECT_EQ(info.type, STRING_TYPE);
	EXPECT_EQ(info.size, 11);
	/* From the start on it is another one. */
	const int number = 7;
	EXPECT_EQ(fs_write_attr(fFile, "BEOS:TYPE", NUMBER_TYPE, 0, &number, 4), 4);
	EXPECT_EQ(fs_stat_attr(fFile, "BEOS:TYPE", &info), 0);
	EXPECT_EQ(info.type, NUMBER_TYPE);
	EXPECT_EQ(info.size, 4);
	/* Nothing is something, too. */
	EXPECT_EQ(fs_write_attr(fFile, "empty", STRING_TYPE, 0, "", 0), 0);
	EXPECT_EQ(fs_stat_attr(fFile, "empty", &info), 0);
	EXPECT_EQ(info.size, 0);
	EXPECT_EQ(read("empty"), "");
	/* In the host's own way of saying it. */
	char value[8];
	EXPECT_EQ(fgetxattr(fFile, "user.beos.BEOS:TYPE", value, 8), 8);
	EXPECT_EQ(memcmp(value, "GNOL\7\0\0\0", 8), 0);
}

TEST_F(Attributes, are_changed_in_parts)
{
	EXPECT_EQ(fs_write_attr(fFile, "part", STRING_TYPE, 0, "abcdef", 6), 6);
	EXPECT_EQ(fs_write_attr(fFile, "part", STRING_TYPE, 2, "XY", 2), 2);
	EXPECT_EQ(read("part"), "abXYef");
	EXPECT_EQ(fs_write_attr(fFile, "part", STRING_TYPE, 8, "Z", 1), 1);
	EXPECT_EQ(read("part"), std::string("abXYef\0\0Z", 9));
	EXPECT_EQ(read("part", 4), std::string("ef\0\0Z", 5));
	EXPECT_EQ(read("part", 9), "");
	EXPECT_EQ(read("part", 1LL << 40), "");
	EXPECT_EQ(fs_write_attr(fFile, "new", STRING_TYPE, 2, "x", 1), 1);
	EXPECT_EQ(read("new"), std::string("\0\0x", 3));
}

TEST_F(Attributes, are_listed_and_removed)
{
	EXPECT_EQ(fs_write_attr(fFile, "one", STRING_TYPE, 0, "1", 1), 1);
	EXPECT_EQ(fs_write_attr(fFile, "two", STRING_TYPE, 0, "2", 1), 1);
	beos_DIR* folder = fs_open_attr_dir(fPath.c_str());
	ASSERT_NE(folder, nullptr);
	/* Not the host's. */
	EXPECT_EQ(names(folder), (std::set<std::string>{ "one", "two" }));
	EXPECT_EQ(fs_remove_attr(fFile, "one"), 0);
	fs_rewind_attr_dir(folder);
	EXPECT_EQ(names(folder), (std::set<std::string>{ "two" }));
	EXPECT_EQ(fs_close_attr_dir(folder), 0);
	folder = fs_fopen_attr_dir(fFile);
	ASSERT_NE(folder, nullptr);
	EXPECT_EQ(names(folder), (std::set<std::string>{ "two" }));
	EXPECT_EQ(fs_close_attr_dir(folder), 0);
}

TEST_F(Attributes, say_what_is_wrong)
{
	char buffer[4];
	beos_attr_info info;
	const int notFound = (int)0x80006003;
	EXPECT_BEOS_ERROR(fs_read_attr(fFile, "none", STRING_TYPE, 0, buffer, 4),
		notFound);
	EXPECT_BEOS_ERROR(fs_stat_attr(fFile, "none", &info), notFound);
	EXPECT_BEOS_ERROR(fs_remove_attr(fFile, "none"), notFound);
	EXPECT_BEOS_ERROR(fs_read_attr(fFile, "none", STRING_TYPE, -1, buffer, 4),
		(int)0x80000005);
	EXPECT_BEOS_ERROR(fs_write_attr(fFile, "", STRING_TYPE, 0, "x", 1),
		(int)0x80000005);
	EXPECT_BEOS_ERROR(fs_write_attr(fFile, std::string(246, 'n').c_str(),
		STRING_TYPE, 0, "x", 1), (int)0x80006004);
	EXPECT_EQ(fs_write_attr(fFile, std::string(245, 'n').c_str(), STRING_TYPE,
		0, "x", 1), 1);
	EXPECT_BEOS_ERROR(fs_write_attr(fFile, "large", STRING_TYPE, 1 << 30, "x",
		1), (int)0x80007004);
	EXPECT_BEOS_ERROR(fs_read_attr(-1, "x", STRING_TYPE, 0, buffer, 4),
		(int)0x80006000);
	EXPECT_BEOS_ERROR(fs_write_attr(fFile, "x", STRING_TYPE, 0,
		bad_pointer<char>(), 4), (int)0x80001301);
	EXPECT_BEOS_ERROR(fs_stat_attr(fFile, "x", bad_pointer<beos_attr_info>()),
		(int)0x80001301);
	EXPECT_EQ(fs_open_attr_dir("/nowhere"), nullptr);
	EXPECT_EQ(fs_fopen_attr_dir(-1), nullptr);
	EXPECT_EQ(fs_read_attr_dir(nullptr), nullptr);
	EXPECT_BEOS_ERROR(fs_close_attr_dir(nullptr), (int)0x80006000);
}

TEST(beos_indices, are_not_supported)
{
	const int unsupported = (int)0x8000600e;
	BEOS(beos_DIR*(int), fs_open_index_dir);
	BEOS(int(int, const char*, uint32_t, uint32_t), fs_create_index);
	BEOS(beos_DIR*(int, const char*, uint32_t), fs_open_query);
	EXPECT_EQ(fs_open_index_dir(1), nullptr);
	EXPECT_EQ(beos_errno(), unsupported);
	EXPECT_BEOS_ERROR(fs_create_index(1, "name", STRING_TYPE, 0), unsupported);
	errno = 0;
	EXPECT_EQ(fs_open_query(1, "name==x", 0), nullptr);
	EXPECT_EQ(beos_errno(), unsupported);
}

// #pragma mark - volumes

TEST(beos_volumes, are_those_of_the_host)
{
	BEOS(int(const char*), dev_for_path);
	BEOS(int(int, beos_fs_info*), fs_stat_dev);
	struct stat64 status;
	ASSERT_EQ(stat64("/", &status), 0);
	const int device = dev_for_path("/");
	EXPECT_EQ((unsigned)device, (unsigned)status.st_dev);
	guarded<beos_fs_info> info;
	ASSERT_EQ(fs_stat_dev(device, &info.value), 0);
	EXPECT_TRUE(info.is_intact());
	EXPECT_EQ(info.value.dev, device);
	EXPECT_EQ(info.value.root, (long long)status.st_ino);
	struct statvfs64 space;
	ASSERT_EQ(statvfs64("/", &space), 0);
	EXPECT_EQ(info.value.block_size, (long long)space.f_frsize);
	EXPECT_EQ(info.value.total_blocks, (long long)space.f_blocks);
	EXPECT_EQ(info.value.total_nodes, (long long)space.f_files);
	EXPECT_STREQ(info.value.volume_name, "/");
	EXPECT_NE(info.value.fsh_name[0], '\0');

	errno = 0;
	EXPECT_BEOS_ERROR(dev_for_path("/nowhere"), (int)0x80006003);
	EXPECT_BEOS_ERROR(fs_stat_dev(0x7fffffff, &info.value), (int)0x80000005);
	EXPECT_BEOS_ERROR(fs_stat_dev(device, bad_pointer<beos_fs_info>()),
		(int)0x80001301);
}

TEST(beos_volumes, come_one_after_the_other)
{
	BEOS(int(int*), next_dev);
	BEOS(int(int, beos_fs_info*), fs_stat_dev);
	BEOS(int(const char*), dev_for_path);
	std::set<int> devices;
	int position = 0;
	int device;
	while ((device = next_dev(&position)) >= 0) {
		EXPECT_TRUE(devices.insert(device).second);
		beos_fs_info info;
		EXPECT_EQ(fs_stat_dev(device, &info), 0);
	}
	EXPECT_EQ(device, (int)0x80000005);
	EXPECT_TRUE(devices.count(dev_for_path("/")) == 1);
	EXPECT_TRUE(devices.count(dev_for_path("/proc")) == 1);
}

TEST(beos_folders, are_found)
{
	BEOS(int(int, int, bool, char*, int), find_directory);
	temporary_folder folder;
	setenv("HOME", folder.path("user").c_str(), 1);
	setenv("BEOS_ROOT", folder.path("boot").c_str(), 1);
	const struct {
		int			which;
		std::string	path;
	} folders[] = {
		{ 0, "user/Desktop" }, { 1, "user/Desktop/Trash" },
		{ 1000, "boot/beos" }, { 1002, "boot/beos/system/add-ons" },
		{ 1004, "boot/beos/etc/fonts" }, { 1008, "boot/beos/bin" },
		{ 1014, "boot/beos/etc/sounds" }, { 2000, "boot/home" },
		{ 2001, "boot/home/config" }, { 2010, "boot/home/config/settings" },
		{ 2011, "boot/develop" }, { 2014, "boot/var/tmp" },
		{ 2015, "boot/var" }, { 2018, "boot/home/config/sounds" },
		{ 3000, "user" }, { 3001, "user/config" },
		{ 3006, "user/config/settings" },
		{ 3008, "user/config/settings/printers" },
		{ 3011, "user/config/sounds" }, { 4000, "boot/apps" },
		{ 4001, "boot/preferences" }, { 4002, "boot/utilities" },
	};
	char path[1024];
	for (const auto& known : folders) {
		EXPECT_EQ(find_directory(known.which, -1, false, path, 1024), 0);
		EXPECT_EQ(path, folder.path(known.path)) << known.which;
	}
	for (int which : { -1, 2, 999, 1015, 2019, 3012, 4003, 5000, INT_MAX,
			INT_MIN })
		EXPECT_EQ(find_directory(which, -1, false, path, 1024), (int)0x80000005);
	EXPECT_EQ(find_directory(3000, -1, false, path, 4), (int)0x80006004);
	EXPECT_EQ(find_directory(3000, -1, false, nullptr, 4), (int)0x80000005);

	/* They are made if that is wanted. */
	EXPECT_NE(access(folder.path("user").c_str(), F_OK), 0);
	for (int i = 0; i < 2; i++) {
		EXPECT_EQ(find_directory(3008, -1, true, path, 1024), 0);
		EXPECT_EQ(access(path, F_OK), 0);
	}
	folder.file("plain");
	setenv("BEOS_ROOT", folder.path("plain").c_str(), 1);
	EXPECT_EQ(find_directory(4000, -1, true, path, 1024), (int)0x80006005);
	unsetenv("BEOS_ROOT");
	EXPECT_EQ(find_directory(1000, -1, false, path, 1024), 0);
	EXPECT_STREQ(path, "/boot/beos");
	EXPECT_EQ(find_directory(2014, -1, false, path, 1024), 0);
	EXPECT_STREQ(path, "/tmp");
}

#endif
