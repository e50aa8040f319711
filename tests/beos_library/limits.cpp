#if defined(__i386__)

#include "beos_function.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/statvfs.h>

#include "../../headers/legacy/beos/limits.h"
#include "../../headers/legacy/beos/select.h"
#include "../../headers/legacy/beos/stat.h"
#include "../../headers/legacy/beos/statvfs.h"

TEST(beos_limits, are_the_hosts)
{
	BEOS(long(int), sysconf);
	BEOS(long(const char*, int), pathconf);
	BEOS(long(int, int), fpathconf);
	EXPECT_EQ(sysconf(15), ::sysconf(_SC_ARG_MAX));
	EXPECT_EQ(sysconf(16), ::sysconf(_SC_CHILD_MAX));
	EXPECT_EQ(sysconf(17), 1000);
	EXPECT_EQ(sysconf(18), ::sysconf(_SC_JOB_CONTROL));
	EXPECT_EQ(sysconf(19), ::sysconf(_SC_NGROUPS_MAX));
	EXPECT_EQ(sysconf(20), ::sysconf(_SC_OPEN_MAX));
	EXPECT_EQ(sysconf(21), ::sysconf(_SC_SAVED_IDS));
	EXPECT_EQ(sysconf(22), ::sysconf(_SC_STREAM_MAX));
	EXPECT_EQ(sysconf(23), ::sysconf(_SC_TZNAME_MAX));
	EXPECT_EQ(sysconf(24), 199009L);
	for (int name : { -1, 0, 1, 2, 14, 25, 30, 1000 })
		EXPECT_BEOS_ERROR(sysconf(name), BEOS_EINVAL);

	const struct {
		int	beos;
		int	host;
	} names[] = {
		{ 1, _PC_CHOWN_RESTRICTED }, { 2, _PC_MAX_CANON }, { 3, _PC_MAX_INPUT },
		{ 4, _PC_NAME_MAX }, { 5, _PC_NO_TRUNC }, { 6, _PC_PATH_MAX },
		{ 7, _PC_PIPE_BUF }, { 25, _PC_LINK_MAX }
	};
	for (const auto& name : names) {
		EXPECT_EQ(pathconf("/tmp", name.beos), ::pathconf("/tmp", name.host));
		EXPECT_EQ(fpathconf(0, name.beos), ::fpathconf(0, name.host));
	}
	EXPECT_EQ(pathconf("/tmp", 8), 254);
	for (int name : { -1, 0, 9, 15, 24, 26 }) {
		EXPECT_BEOS_ERROR(pathconf("/", name), BEOS_EINVAL);
		EXPECT_BEOS_ERROR(fpathconf(0, name), BEOS_EINVAL);
	}
	EXPECT_BEOS_ERROR(pathconf("/nowhere", 25), BEOS_ENOENT);
	EXPECT_BEOS_ERROR(fpathconf(-1, 4), BEOS_EBADF);
}

TEST(beos_statvfs, tells_what_the_hosts_tells)
{
	BEOS(int(const char*, beos_statvfs*), statvfs);
	BEOS(int(int, beos_statvfs*), fstatvfs);
	BEOS(int(const char*, beos_stat*), stat);
	for (const char* path : { "/", "/proc", "/tmp", "/dev" }) {
		struct statvfs64 host;
		guarded<beos_statvfs> status;
		ASSERT_EQ(::statvfs64(path, &host), 0);
		ASSERT_EQ(statvfs(path, &status.value), 0);
		EXPECT_TRUE(status.is_intact());
		guarded<beos_statvfs> other;
		const int file = open(path, O_RDONLY);
		ASSERT_EQ(fstatvfs(file, &other.value), 0);
		EXPECT_TRUE(other.is_intact());
		close(file);
		beos_stat device;
		ASSERT_EQ(stat(path, &device), 0);
		for (const beos_statvfs* beos : { &status.value, &other.value }) {
			EXPECT_EQ(beos->f_bsize, host.f_bsize);
			EXPECT_EQ(beos->f_frsize, host.f_frsize);
			EXPECT_EQ((fsblkcnt64_t)beos->f_blocks, host.f_blocks);
			EXPECT_EQ(beos->f_namemax, host.f_namemax);
			EXPECT_EQ(beos->f_flag, host.f_flag & 3);
			EXPECT_EQ(beos->f_fsid, (unsigned)device.st_dev);
		}
	}
	beos_statvfs status;
	EXPECT_BEOS_ERROR(statvfs("/nowhere", &status), BEOS_ENOENT);
	EXPECT_BEOS_ERROR(fstatvfs(-1, &status), BEOS_EBADF);
	EXPECT_BEOS_ERROR(statvfs("/", bad_pointer<beos_statvfs>()), BEOS_EFAULT);
}

typedef int select_function(int, beos_fd_set*, beos_fd_set*, beos_fd_set*,
	const timeval*);

static void
add(beos_fd_set& set, int descriptor)
{
	set.bits[descriptor / 32] |= 1u << descriptor % 32;
}

static bool
contains(const beos_fd_set& set, int descriptor)
{
	return (set.bits[descriptor / 32] & 1u << descriptor % 32) != 0;
}

TEST(beos_select, waits_for_descriptors)
{
	BEOS(select_function, select);
	int pipes[2];
	ASSERT_EQ(pipe(pipes), 0);
	const int last = dup2(pipes[0], 255);
	guarded<beos_fd_set> reading;
	guarded<beos_fd_set> writing;
	reading.value = {};
	writing.value = {};
	add(reading.value, pipes[0]);
	add(reading.value, last);
	timeval timeout = { 0, 1000 };
	EXPECT_EQ(select(256, &reading.value, nullptr, nullptr, &timeout), 0);
	EXPECT_FALSE(contains(reading.value, last));
	EXPECT_EQ(timeout.tv_usec, 1000);
	ASSERT_EQ(write(pipes[1], "x", 1), 1);
	add(reading.value, pipes[0]);
	add(reading.value, last);
	add(writing.value, pipes[1]);
	EXPECT_EQ(select(256, &reading.value, &writing.value, nullptr, nullptr), 3);
	EXPECT_TRUE(contains(reading.value, pipes[0]));
	EXPECT_TRUE(contains(reading.value, last));
	EXPECT_TRUE(contains(writing.value, pipes[1]));
	EXPECT_TRUE(reading.is_intact());
	EXPECT_TRUE(writing.is_intact());
	close(last);
	close(pipes[0]);
	close(pipes[1]);
}

/* With a count of getdtablesize() the host would write behind the set. */
TEST(beos_select, never_writes_beyond_its_sets)
{
	BEOS(select_function, select);
	const rlim_t wanted = 1024;
	struct rlimit limit;
	ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
	if (limit.rlim_max < wanted)
		GTEST_SKIP();
	limit.rlim_cur = wanted;
	ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
	const int high = dup2(0, 1000);
	ASSERT_EQ(high, 1000);
	guarded<beos_fd_set> reading;
	reading.value = {};
	const timeval now = { 0, 0 };
	EXPECT_EQ(select(1024, &reading.value, nullptr, nullptr, &now), 0);
	EXPECT_TRUE(reading.is_intact());
	EXPECT_EQ(select(1 << 30, &reading.value, nullptr, nullptr, &now), 0);
	EXPECT_TRUE(reading.is_intact());
	close(high);
}

TEST(beos_select, fails_as_the_hosts)
{
	BEOS(select_function, select);
	beos_fd_set set = {};
	fd_set hostSet;
	FD_ZERO(&hostSet);
	timeval now = { 0, 0 };
	EXPECT_SAME_ERROR(select(-1, &set, nullptr, nullptr, &now),
		::select(-1, &hostSet, nullptr, nullptr, &now));
	timeval negative = { -1, 0 };
	EXPECT_SAME_ERROR(select(1, &set, nullptr, nullptr, &negative),
		::select(1, &hostSet, nullptr, nullptr, &negative));
	EXPECT_BEOS_ERROR(select(1, bad_pointer<beos_fd_set>(), nullptr, nullptr,
		&now), BEOS_EFAULT);
	EXPECT_BEOS_ERROR(select(1, &set, nullptr, nullptr,
		bad_pointer<timeval>()), BEOS_EFAULT);
	add(set, 200);
	EXPECT_BEOS_ERROR(select(201, &set, nullptr, nullptr, &now), BEOS_EBADF);
	/* More than a second of microseconds, as the host takes them. */
	const timeval odd = { 0, 1000001 };
	int pipes[2];
	ASSERT_EQ(pipe(pipes), 0);
	set = {};
	add(set, pipes[1]);
	EXPECT_EQ(select(pipes[1] + 1, nullptr, &set, nullptr, &odd), 1);
	close(pipes[0]);
	close(pipes[1]);
}

static volatile sig_atomic_t alarms;

TEST(beos_select, is_interrupted)
{
	BEOS(select_function, select);
	struct sigaction action = {};
	action.sa_handler = (decltype(action.sa_handler))+[](int) { alarms = 1; };
	struct sigaction old;
	ASSERT_EQ(sigaction(SIGALRM, &action, &old), 0);
	const itimerval soon = { { 0, 10000 }, { 0, 10000 } };
	alarms = 0;
	setitimer(ITIMER_REAL, &soon, nullptr);
	EXPECT_BEOS_ERROR(select(0, nullptr, nullptr, nullptr, nullptr),
		BEOS_EINTR);
	const itimerval never = {};
	setitimer(ITIMER_REAL, &never, nullptr);
	EXPECT_EQ(alarms, 1);
	ASSERT_EQ(sigaction(SIGALRM, &old, nullptr), 0);
}

TEST(beos_mount, is_the_hosts_business)
{
	BEOS(int(const char*, const char*, const char*, unsigned long, void*, int),
		mount);
	BEOS(int(const char*), unmount);
	BEOS(int(), sync);
	EXPECT_BEOS_ERROR(mount("bfs", "/tmp", "/dev/null", 0, nullptr, 0),
		BEOS_ENOSYS);
	errno = 0;
	EXPECT_EQ(unmount("/nowhere"), -1);
	const int error = beos_errno();
	EXPECT_TRUE(error == BEOS_ENOENT || error == BEOS_EPERM) << error;
	EXPECT_EQ(sync(), 0);
}

#endif
