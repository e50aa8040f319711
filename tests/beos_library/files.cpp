#if defined(__i386__)

#include "beos_function.h"

#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "../../headers/legacy/beos/fcntl.h"
#include "../../headers/legacy/beos/stat.h"

typedef int open_function(const char*, int, ...);
typedef int fcntl_function(int, int, ...);

TEST(beos_open, translates_each_flag)
{
	const struct {
		int	beos;
		int	host;
	} flags[] = {
		{ 0, 0 }, { 1, O_WRONLY }, { 2, O_RDWR },
		{ 2 | BEOS_O_APPEND, O_RDWR | O_APPEND },
		{ 1 | BEOS_O_NONBLOCK, O_WRONLY | O_NONBLOCK },
		{ BEOS_O_NOCTTY, 0 }, { BEOS_O_TEXT, 0 }, { BEOS_O_BINARY, 0 },
		{ 2 | BEOS_O_TEXT | BEOS_O_BINARY, O_RDWR },
		{ BEOS_O_NOTRAVERSE, O_NOFOLLOW },
		{ 1 | BEOS_O_CREAT | BEOS_O_TRUNC, O_WRONLY }
	};
	BEOS(open_function, open);
	BEOS(fcntl_function, fcntl);
	const temporary_folder folder;
	for (const auto& flag : flags) {
		const std::string path = folder.file("f", "contents");
		const int file = open(path.c_str(), flag.beos, 0644);
		ASSERT_GE(file, 0);
		EXPECT_EQ(::fcntl(file, F_GETFL), flag.host | O_LARGEFILE)
			<< std::hex << flag.beos;
		EXPECT_EQ(::fcntl(file, F_GETFD), 0);
		EXPECT_EQ(fcntl(file, BEOS_F_GETFL), flag.beos & ~(BEOS_O_TEXT
			| BEOS_O_BINARY | BEOS_O_NOCTTY | BEOS_O_CREAT | BEOS_O_TRUNC))
			<< std::hex << flag.beos;
		struct stat64 status;
		EXPECT_EQ(fstat64(file, &status), 0);
		EXPECT_EQ(status.st_size, (flag.beos & BEOS_O_TRUNC) != 0 ? 0 : 8);
		close(file);
	}
}

TEST(beos_open, closes_on_exec_if_asked)
{
	BEOS(open_function, open);
	BEOS(fcntl_function, fcntl);
	const int file = open("/dev/null", BEOS_O_CLOEXEC);
	EXPECT_EQ(::fcntl(file, F_GETFD), FD_CLOEXEC);
	EXPECT_EQ(fcntl(file, BEOS_F_GETFD), 1);
	EXPECT_EQ(fcntl(file, BEOS_F_SETFD, 0), 0);
	EXPECT_EQ(::fcntl(file, F_GETFD), 0);
	EXPECT_EQ(fcntl(file, BEOS_F_SETFD, 1), 0);
	EXPECT_EQ(::fcntl(file, F_GETFD), FD_CLOEXEC);
	close(file);
}

/* Passed on as they are, O_CREAT would truncate. */
TEST(beos_open, creating_keeps_what_is_there)
{
	BEOS(open_function, open);
	const temporary_folder folder;
	const std::string path = folder.file("f", "12345");
	const int file = open(path.c_str(), 2 | BEOS_O_CREAT, 0600);
	ASSERT_GE(file, 0);
	char contents[9];
	EXPECT_EQ(read(file, contents, sizeof(contents)), 5);
	close(file);
}

TEST(beos_open, creates_with_the_mode_and_umask)
{
	BEOS(open_function, open);
	BEOS(int(const char*, mode_t), creat);
	const temporary_folder folder;
	const mode_t old = umask(027);
	const int file = open(folder.path("a").c_str(),
		1 | BEOS_O_CREAT | BEOS_O_EXCL, 0666);
	EXPECT_GE(file, 0);
	const int other = creat(folder.path("b").c_str(), 0777);
	EXPECT_GE(other, 0);
	umask(old);
	struct stat status;
	EXPECT_EQ(fstat(file, &status), 0);
	EXPECT_EQ(status.st_mode, S_IFREG | 0640u);
	EXPECT_EQ(fstat(other, &status), 0);
	EXPECT_EQ(status.st_mode, S_IFREG | 0750u);
	EXPECT_EQ(fcntl(other, F_GETFL) & O_ACCMODE, O_WRONLY);
	EXPECT_EQ(write(other, "abc", 3), 3);
	close(file);
	close(other);
	const int again = creat(folder.path("b").c_str(), 0777);
	EXPECT_EQ(lseek(again, 0, SEEK_END), 0);
	close(again);
	EXPECT_BEOS_ERROR(open(folder.path("a").c_str(),
		1 | BEOS_O_CREAT | BEOS_O_EXCL, 0666), BEOS_EEXIST);
}

TEST(beos_open, makes_temporary_files)
{
	BEOS(int(char*), mkstemp);
	const temporary_folder folder;
	std::string path = folder.path("XXXXXX");
	const int file = mkstemp(path.data());
	ASSERT_GE(file, 0);
	EXPECT_EQ(fcntl(file, F_GETFL), O_RDWR | O_LARGEFILE);
	EXPECT_EQ(access(path.c_str(), F_OK), 0);
	close(file);
	EXPECT_BEOS_ERROR(mkstemp(path.data()), BEOS_EINVAL);
}

TEST(beos_open, of_a_link_itself)
{
	BEOS(open_function, open);
	BEOS(int(int, beos_stat*), fstat);
	const temporary_folder folder;
	const std::string target = folder.file("target", "1");
	const std::string link = folder.path("link");
	ASSERT_EQ(symlink("target", link.c_str()), 0);

	const int through = open(link.c_str(), 0);
	const int itself = open(link.c_str(), BEOS_O_NOTRAVERSE | BEOS_O_CLOEXEC);
	const int plain = open(target.c_str(), BEOS_O_NOTRAVERSE);
	ASSERT_GE(through, 0);
	ASSERT_GE(itself, 0);
	ASSERT_GE(plain, 0);
	EXPECT_EQ(::fcntl(itself, F_GETFD), FD_CLOEXEC);
	beos_stat status;
	EXPECT_EQ(fstat(through, &status), 0);
	EXPECT_TRUE(S_ISREG(status.st_mode));
	EXPECT_EQ(fstat(plain, &status), 0);
	EXPECT_TRUE(S_ISREG(status.st_mode));
	EXPECT_EQ(fstat(itself, &status), 0);
	EXPECT_TRUE(S_ISLNK(status.st_mode));
	char byte;
	EXPECT_EQ(read(plain, &byte, 1), 1);
	close(through);
	close(itself);
	close(plain);

	ASSERT_EQ(symlink("loop", folder.path("loop").c_str()), 0);
	EXPECT_BEOS_ERROR(open(folder.path("loop").c_str(), 0), BEOS_ELOOP);
	EXPECT_BEOS_ERROR(open(folder.path("loop/x").c_str(), BEOS_O_NOTRAVERSE),
		BEOS_ELOOP);
}

TEST(beos_files, fail_as_the_hosts)
{
	BEOS(open_function, open);
	BEOS(fcntl_function, fcntl);
	BEOS(long long(int, long long, int), lseek);
	BEOS(int(const char*, beos_stat*), stat);
	BEOS(int(const char*, beos_stat*), lstat);
	BEOS(int(int, beos_stat*), fstat);
	BEOS(int(const char*, long long), truncate);
	BEOS(int(int, long long), ftruncate);
	const temporary_folder folder;
	const std::string file = folder.file("file");
	const std::string below = file + "/x";
	const std::string tooLong = folder.path(std::string(300, 'n'));
	const std::string farTooLong(5000, '/');
	beos_stat status;
	struct stat64 hostStatus;

	for (const char* path : { "", "/nowhere/x", below.c_str(),
			tooLong.c_str(), farTooLong.c_str(),
			(const char*)nullptr, bad_pointer<const char>() }) {
		EXPECT_SAME_ERROR(open(path, 1), ::open64(path, O_WRONLY));
		EXPECT_SAME_ERROR(stat(path, &status), ::stat64(path, &hostStatus));
		EXPECT_SAME_ERROR(lstat(path, &status), ::lstat64(path, &hostStatus));
		EXPECT_SAME_ERROR(truncate(path, 0), ::truncate64(path, 0));
	}
	EXPECT_SAME_ERROR(open(folder.path().c_str(), 2),
		::open64(folder.path().c_str(), O_RDWR));
	EXPECT_SAME_ERROR(open(folder.path("n").c_str(), 0),
		::open64(folder.path("n").c_str(), O_RDONLY));
	EXPECT_SAME_ERROR(truncate(file.c_str(), -1),
		::truncate64(file.c_str(), -1));

	int pipes[2];
	ASSERT_EQ(pipe(pipes), 0);
	const int readOnly = ::open(file.c_str(), O_RDONLY);
	for (int descriptor : { -1, -100, 5000, pipes[0], readOnly }) {
		EXPECT_SAME_ERROR(ftruncate(descriptor, 1),
			::ftruncate64(descriptor, 1));
		EXPECT_SAME_ERROR((int)lseek(descriptor, -1, SEEK_SET),
			(int)::lseek64(descriptor, -1, SEEK_SET));
		if (descriptor == pipes[0] || descriptor == readOnly)
			continue;
		EXPECT_SAME_ERROR(fstat(descriptor, &status),
			::fstat64(descriptor, &hostStatus));
		EXPECT_SAME_ERROR(fcntl(descriptor, BEOS_F_GETFL),
			::fcntl(descriptor, F_GETFL));
		EXPECT_SAME_ERROR(fcntl(descriptor, BEOS_F_DUPFD, 0),
			::fcntl(descriptor, F_DUPFD, 0));
		beos_flock lock = { BEOS_F_RDLCK, SEEK_SET, 0, 0, 0 };
		EXPECT_BEOS_ERROR(fcntl(descriptor, BEOS_F_SETLK, &lock), BEOS_EBADF);
	}
	EXPECT_SAME_ERROR((int)lseek(readOnly, 0, 17),
		(int)::lseek64(readOnly, 0, 17));
	EXPECT_BEOS_ERROR(fcntl(readOnly, 3), BEOS_EINVAL);
	EXPECT_BEOS_ERROR(fcntl(readOnly, 0), BEOS_EINVAL);
	EXPECT_BEOS_ERROR(fcntl(readOnly, BEOS_F_GETLK, bad_pointer<beos_flock>()),
		BEOS_EFAULT);
	EXPECT_BEOS_ERROR(fstat(readOnly, bad_pointer<beos_stat>()), BEOS_EFAULT);
	EXPECT_BEOS_ERROR(stat("/", nullptr), BEOS_EFAULT);
	close(readOnly);
	close(pipes[0]);
	close(pipes[1]);
}

static void
expect_same_status(const guarded<beos_stat>& beos, const struct stat64& host,
	const char* name)
{
	const beos_stat& status = beos.value;
	EXPECT_TRUE(beos.is_intact()) << name;
	EXPECT_EQ((unsigned)status.st_dev, (unsigned)host.st_dev) << name;
	EXPECT_EQ((unsigned long long)status.st_ino, host.st_ino) << name;
	EXPECT_EQ(status.st_mode, host.st_mode) << name;
	EXPECT_EQ((nlink_t)status.st_nlink, host.st_nlink) << name;
	EXPECT_EQ(status.st_uid, host.st_uid) << name;
	EXPECT_EQ(status.st_gid, host.st_gid) << name;
	EXPECT_EQ(status.st_size, host.st_size) << name;
	EXPECT_EQ((unsigned)status.st_rdev, (unsigned)host.st_rdev) << name;
	EXPECT_EQ(status.st_blksize, host.st_blksize) << name;
	EXPECT_EQ(status.st_accessed, host.st_atim.tv_sec) << name;
	EXPECT_EQ(status.st_modified, host.st_mtim.tv_sec) << name;
	EXPECT_EQ(status.st_changed, host.st_ctim.tv_sec) << name;
}

TEST(beos_stat, tells_what_the_hosts_tells)
{
	BEOS(int(const char*, beos_stat*), stat);
	BEOS(int(const char*, beos_stat*), lstat);
	BEOS(int(int, beos_stat*), fstat);
	const temporary_folder folder;
	const std::string file = folder.file("file", "some text");
	const std::string link = folder.path("link");
	const std::string fifo = folder.path("fifo");
	ASSERT_EQ(symlink("file", link.c_str()), 0);
	ASSERT_EQ(mkfifo(fifo.c_str(), 0622), 0);
	ASSERT_EQ(chmod(file.c_str(), 06751), 0);
	const struct timespec times[2] = { { 1000000000, 5 }, { -5, 999 } };
	ASSERT_EQ(utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
	const std::string itself = folder.path();
	for (const char* path : { file.c_str(), link.c_str(), fifo.c_str(),
			itself.c_str(), "/", "/dev/null", "/dev/tty", "/proc/self/exe" }) {
		struct stat64 host;
		guarded<beos_stat> status;
		ASSERT_EQ(::stat64(path, &host), stat(path, &status.value)) << path;
		expect_same_status(status, host, path);
		guarded<beos_stat> linkStatus;
		ASSERT_EQ(::lstat64(path, &host), lstat(path, &linkStatus.value));
		expect_same_status(linkStatus, host, path);
		const int opened = ::open(path, O_PATH);
		guarded<beos_stat> fileStatus;
		ASSERT_EQ(::fstat64(opened, &host), fstat(opened, &fileStatus.value));
		expect_same_status(fileStatus, host, path);
		close(opened);
	}
}

TEST(beos_stat, tells_when_a_file_was_made)
{
	BEOS(int(const char*, beos_stat*), stat);
	const temporary_folder folder;
	const std::string file = folder.file("file");
	const struct timespec times[2] = { { 5, 0 }, { 7, 0 } };
	ASSERT_EQ(utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
	struct statx host;
	ASSERT_EQ(statx(AT_FDCWD, file.c_str(), 0, STATX_ALL, &host), 0);
	beos_stat status;
	ASSERT_EQ(stat(file.c_str(), &status), 0);
	EXPECT_EQ(status.st_modified, 7);
	EXPECT_EQ(status.st_created, (host.stx_mask & STATX_BTIME) != 0
		? host.stx_btime.tv_sec : host.stx_ctime.tv_sec);
}

/* The host's stat() of 32 bits would fail. */
TEST(beos_stat, tells_large_sizes_and_late_times)
{
	BEOS(open_function, open);
	BEOS(int(int, long long), ftruncate);
	BEOS(int(const char*, long long), truncate);
	BEOS(int(int, beos_stat*), fstat);
	BEOS(long long(int, long long, int), lseek);
	const temporary_folder folder;
	const std::string path = folder.path("large");
	const int file = open(path.c_str(), 2 | BEOS_O_CREAT | BEOS_O_EXCL, 0600);
	ASSERT_GE(file, 0);
	const long long size = 0x123456789aLL;
	ASSERT_EQ(ftruncate(file, size), 0);
	beos_stat status;
	ASSERT_EQ(fstat(file, &status), 0);
	EXPECT_EQ(status.st_size, size);
	EXPECT_EQ(lseek(file, 0, SEEK_END), size);
	EXPECT_EQ(lseek(file, -0x100000000LL, SEEK_CUR), size - 0x100000000LL);
	EXPECT_EQ(lseek(file, 0x7fffffffffLL, SEEK_SET), 0x7fffffffffLL);
	ASSERT_EQ(truncate(path.c_str(), size + 1), 0);
	ASSERT_EQ(fstat(file, &status), 0);
	EXPECT_EQ(status.st_size, size + 1);
	close(file);
	ASSERT_EQ(system(("touch -d 2100-01-01 " + path).c_str()), 0);
	const int again = open(path.c_str(), 0);
	ASSERT_GE(again, 0);
	ASSERT_EQ(fstat(again, &status), 0);
	EXPECT_EQ(status.st_modified, 0x7fffffff);
	close(again);
}

TEST(beos_mknod, makes_what_stat_tells)
{
	BEOS(int(const char*, unsigned, int), mknod);
	BEOS(int(const char*, beos_stat*), stat);
	const temporary_folder folder;
	const std::string path = folder.path("made");
	ASSERT_EQ(mknod(path.c_str(), S_IFIFO | 0600, 0), 0);
	struct stat host;
	ASSERT_EQ(::stat(path.c_str(), &host), 0);
	EXPECT_TRUE(S_ISFIFO(host.st_mode));
	EXPECT_BEOS_ERROR(mknod(path.c_str(), S_IFIFO | 0600, 0), BEOS_EEXIST);
	beos_stat status;
	ASSERT_EQ(stat("/dev/null", &status), 0);
	const std::string device = folder.path("device");
	if (mknod(device.c_str(), S_IFCHR | 0600, status.st_rdev) == 0) {
		ASSERT_EQ(::stat(device.c_str(), &host), 0);
		EXPECT_EQ(host.st_rdev, makedev(1, 3));
	} else
		EXPECT_EQ(beos_errno(), BEOS_EPERM);
}

TEST(beos_fcntl, changes_flags)
{
	BEOS(fcntl_function, fcntl);
	const temporary_folder folder;
	const int file = ::open(folder.file("f").c_str(), O_RDWR);
	EXPECT_EQ(fcntl(file, BEOS_F_SETFL, BEOS_O_APPEND | BEOS_O_NONBLOCK), 0);
	EXPECT_EQ(::fcntl(file, F_GETFL) & (O_APPEND | O_NONBLOCK),
		O_APPEND | O_NONBLOCK);
	EXPECT_EQ(fcntl(file, BEOS_F_GETFL), 2 | BEOS_O_APPEND | BEOS_O_NONBLOCK);
	EXPECT_EQ(fcntl(file, BEOS_F_SETFL, 0), 0);
	EXPECT_EQ(::fcntl(file, F_GETFL) & (O_APPEND | O_NONBLOCK), 0);
	const int copy = fcntl(file, BEOS_F_DUPFD, 50);
	EXPECT_GE(copy, 50);
	close(copy);
	close(file);
}

/* Each side sees the other's locks. */
TEST(beos_fcntl, locks_against_the_host)
{
	BEOS(fcntl_function, fcntl);
	const temporary_folder folder;
	const std::string path = folder.file("f", "0123456789");
	const int file = ::open(path.c_str(), O_RDWR);
	const long long far = 0x100000000LL;
	beos_flock lock = { BEOS_F_WRLCK, SEEK_SET, far, 10, 0 };
	ASSERT_EQ(fcntl(file, BEOS_F_SETLK, &lock), 0);
	beos_flock shared = { BEOS_F_RDLCK, SEEK_SET, 2, 3, 0 };
	ASSERT_EQ(fcntl(file, BEOS_F_SETLK, &shared), 0);

	int pipes[2];
	ASSERT_EQ(pipe(pipes), 0);
	const pid_t parent = getpid();
	const pid_t child = fork();
	if (child == 0) {
		struct flock64 host = {};
		host.l_type = F_RDLCK;
		host.l_start = far + 5;
		host.l_len = 1;
		if (::fcntl(file, F_GETLK64, &host) != 0 || host.l_type != F_WRLCK
			|| host.l_pid != parent || host.l_start != far || host.l_len != 10)
			_exit(1);
		host.l_type = F_WRLCK;
		host.l_start = 0;
		host.l_len = 0;
		if (::fcntl(file, F_GETLK64, &host) != 0 || host.l_type != F_RDLCK
			|| host.l_start != 2 || host.l_len != 3)
			_exit(2);
		guarded<beos_flock> asked;
		asked.value = { BEOS_F_WRLCK, SEEK_SET, 0, 0, 0 };
		if (fcntl(file, BEOS_F_GETLK, &asked.value) != 0
			|| asked.value.l_type != BEOS_F_RDLCK || asked.value.l_start != 2
			|| asked.value.l_len != 3 || asked.value.l_pid != parent
			|| !asked.is_intact())
			_exit(3);
		asked.value = { BEOS_F_RDLCK, SEEK_SET, 0, 10, 0 };
		if (fcntl(file, BEOS_F_GETLK, &asked.value) != 0
			|| asked.value.l_type != BEOS_F_UNLCK || asked.value.l_len != 10)
			_exit(4);
		asked.value = { BEOS_F_WRLCK, SEEK_SET, far, 1, 0 };
		if (fcntl(file, BEOS_F_SETLK, &asked.value) != -1
			|| (beos_errno() != BEOS_EAGAIN && beos_errno() != BEOS_EACCES))
			_exit(5);
		alarm(60);
		asked.value = { BEOS_F_WRLCK, SEEK_SET, far, 1, 0 };
		if (write(pipes[1], "", 1) != 1
			|| fcntl(file, BEOS_F_SETLKW, &asked.value) != 0)
			_exit(6);
		_exit(0);
	}
	/* Now it waits, or is about to. */
	close(pipes[1]);
	char byte;
	read(pipes[0], &byte, 1);
	close(pipes[0]);
	lock.l_type = BEOS_F_UNLCK;
	EXPECT_EQ(fcntl(file, BEOS_F_SETLK, &lock), 0);
	int status;
	ASSERT_EQ(waitpid(child, &status, 0), child);
	EXPECT_EQ(status, 0);
	close(file);
}

TEST(beos_fcntl, knows_three_types_of_locks)
{
	BEOS(fcntl_function, fcntl);
	const temporary_folder folder;
	const int file = ::open(folder.file("f").c_str(), O_RDWR);
	for (short type : { 0, 1, 2, 3, 0x41 }) {
		beos_flock lock = { type, SEEK_SET, 0, 0, 0 };
		EXPECT_BEOS_ERROR(fcntl(file, BEOS_F_SETLK, &lock), BEOS_EINVAL);
	}
	close(file);
}

TEST(beos_positions, leave_the_files_own_alone)
{
	BEOS(ssize_t(int, long long, void*, size_t), read_pos);
	BEOS(ssize_t(int, long long, const void*, size_t), write_pos);
	BEOS(ssize_t(int, long long, const iovec*, size_t), readv_pos);
	BEOS(ssize_t(int, long long, const iovec*, size_t), writev_pos);
	BEOS(ssize_t(int, void*, size_t, long long), pread);
	BEOS(ssize_t(int, const void*, size_t, long long), pwrite);
	const temporary_folder folder;
	const int file = ::open64(folder.file("f").c_str(), O_RDWR);
	const long long far = 0x200000000LL;
	EXPECT_EQ(write_pos(file, far, "abcdef", 6), 6);
	char text[7] = {};
	EXPECT_EQ(::pread64(file, text, 6, far), 6);
	EXPECT_STREQ(text, "abcdef");
	memset(text, 0, sizeof(text));
	EXPECT_EQ(read_pos(file, far + 2, text, 6), 4);
	EXPECT_STREQ(text, "cdef");

	char one[] = "12";
	char two[] = "345";
	const iovec pieces[] = { { one, 2 }, { two, 3 } };
	EXPECT_EQ(writev_pos(file, far, pieces, 2), 5);
	EXPECT_EQ(::pread64(file, text, 6, far), 6);
	EXPECT_STREQ(text, "12345f");
	EXPECT_EQ(readv_pos(file, far + 1, pieces, 2), 5);
	EXPECT_STREQ(one, "23");
	EXPECT_STREQ(two, "45f");

	EXPECT_EQ(pwrite(file, "xyz", 3, far), 3);
	EXPECT_EQ(pread(file, text, 3, far), 3);
	EXPECT_EQ(std::string(text, 3), "xyz");
	EXPECT_EQ(lseek64(file, 0, SEEK_CUR), 0);

	EXPECT_BEOS_ERROR(read_pos(file, -1, text, 1), BEOS_EINVAL);
	EXPECT_BEOS_ERROR(write_pos(file, -1, text, 1), BEOS_EINVAL);
	EXPECT_BEOS_ERROR(readv_pos(file, -1, pieces, 1), BEOS_EINVAL);
	EXPECT_BEOS_ERROR(writev_pos(file, -1, pieces, 1), BEOS_EINVAL);
	EXPECT_BEOS_ERROR(read_pos(-1, 0, text, 1), BEOS_EBADF);
	EXPECT_BEOS_ERROR(read_pos(file, far, bad_pointer<char>(), 1), BEOS_EFAULT);
	int pipes[2];
	ASSERT_EQ(pipe(pipes), 0);
	EXPECT_BEOS_ERROR(read_pos(pipes[0], 0, text, 1), BEOS_ESPIPE);
	close(pipes[0]);
	close(pipes[1]);
	close(file);
}

TEST(beos_positions, of_streams_have_64_bits)
{
	BEOS(int(FILE*, long long, int), _fseek);
	BEOS(long long(FILE*), _ftell);
	BEOS(int(FILE*, long long*), fgetpos);
	BEOS(int(FILE*, const long long*), fsetpos);
	BEOS(FILE*(const char*, const char*), fopen);
	const temporary_folder folder;
	FILE* stream = fopen(folder.path("f").c_str(), "w+");
	ASSERT_NE(stream, nullptr);
	const long long far = 0x300000000LL;
	EXPECT_EQ(_fseek(stream, far, SEEK_SET), 0);
	EXPECT_EQ(_ftell(stream), far);
	EXPECT_EQ(fputs("hello", stream), 1);
	guarded<long long> position;
	EXPECT_EQ(fgetpos(stream, &position.value), 0);
	EXPECT_EQ(position.value, far + 5);
	EXPECT_TRUE(position.is_intact());
	const long long back = far + 1;
	EXPECT_EQ(fsetpos(stream, &back), 0);
	EXPECT_EQ(getc(stream), 'e');
	EXPECT_EQ(_fseek(stream, -1, SEEK_END), 0);
	EXPECT_EQ(getc(stream), 'o');
	EXPECT_BEOS_ERROR(_fseek(stream, -1, SEEK_SET), BEOS_EINVAL);
	fclose(stream);
}

/* The host's own would be of files up to 2 GiB. */
TEST(beos_streams, are_of_large_files)
{
	BEOS(FILE*(const char*, const char*), fopen);
	BEOS(FILE*(const char*, const char*, FILE*), freopen);
	BEOS(FILE*(), tmpfile);
	BEOS(int(FILE*, long long, int), _fseek);
	BEOS(long long(FILE*), _ftell);
	const temporary_folder folder;
	const std::string path = folder.path("f");
	FILE* stream = fopen(path.c_str(), "w");
	ASSERT_NE(stream, nullptr);
	stream = freopen(path.c_str(), "r+", stream);
	ASSERT_NE(stream, nullptr);
	for (FILE* large : { stream, tmpfile() }) {
		ASSERT_NE(large, nullptr);
		EXPECT_EQ(_fseek(large, 0x80000000LL, SEEK_SET), 0);
		EXPECT_EQ(fputs("x", large), 1);
		EXPECT_EQ(fflush(large), 0);
		EXPECT_EQ(_ftell(large), 0x80000001LL);
		EXPECT_EQ(fclose(large), 0);
	}
	errno = 0;
	EXPECT_EQ(fopen("/nowhere/x", "r"), nullptr);
	EXPECT_EQ(beos_errno(), BEOS_ENOENT);
}

#endif
