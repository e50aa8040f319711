/* The functions that POSIX wants to be safe in handlers (the list of the
 * multithreading guides, which is POSIX.1-1996's). _exit(), execle() and
 * execve(), which do not return, are in replacing_calls.cpp. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#include "../common/set_of.h"
#include "interrupted.h"

static bool
is_gone(const char* path)
{
	return access(path, F_OK) == -1 && errno == ENOENT;
}

static bool
has_content(int descriptor)
{
	char content[sizeof(CONTENT)] = {};
	return lseek(descriptor, 0, SEEK_SET) == 0
		&& read(descriptor, content, sizeof(content)) == CONTENT_SIZE
		&& strcmp(content, CONTENT) == 0;
}

static bool
is_file_of(const place& here, const struct stat& state)
{
	return state.st_ino == here.inode && state.st_size == CONTENT_SIZE;
}

static bool
exited_with(int status, int code)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == code;
}

/* A child that exits with this code; -1 if there is none. */
static pid_t
child_with(int code)
{
	const pid_t child = fork();
	if (child == 0)
		_exit(code);
	return child;
}

/* The speeds are set in the structure alone. */
static bool
has_speeds(place& here, const struct termios& settings)
{
	const speed_t speed = here.is_handler() ? B9600 : B38400;
	return cfgetispeed(&settings) == speed && cfgetospeed(&settings) == speed;
}

static bool
set_speeds(place& here)
{
	struct termios settings = {};
	const speed_t speed = here.is_handler() ? B9600 : B38400;
	return cfsetispeed(&settings, speed) == 0
		&& cfsetospeed(&settings, speed) == 0 && has_speeds(here, settings);
}

/* Linux lets a signal interrupt the wait for what was written before. */
static bool
succeeded_or_interrupted(int result)
{
	return result == 0 || (result == -1 && errno == EINTR);
}

static void
become_session_leader_with_terminal()
{
	setsid();
	const int master = posix_openpt(O_RDWR | O_NOCTTY);
	grantpt(master);
	unlockpt(master);
	const int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
	EXPECT_EQ(ioctl(terminal, TIOCSCTTY, 0), 0);
	EXPECT_EQ(dup2(terminal, STDIN_FILENO), STDIN_FILENO);
}

static void
make_window_change_pending()
{
	const sigset_t set = set_of(SIGWINCH);
	struct sigaction action = {};
	action.sa_handler = [](int) {};
	sigaction(SIGWINCH, &action, nullptr);
	sigprocmask(SIG_BLOCK, &set, nullptr);
	raise(SIGWINCH);
}

static void
set_first_mask()
{
	umask(022);
}

static const interrupted_call kCalls[] = {
	{ "access", [](place& here) {
		return access(here.file, R_OK | W_OK) == 0 && is_gone(here.other);
	} },
	{ "alarm", [](place& here) {
		/* The first one is that which ends a child that hangs. */
		const unsigned left = alarm(50 + here.who);
		return left > 0 && left <= 60;
	} },
	{ "cfgetispeed", set_speeds },
	{ "cfgetospeed", set_speeds },
	{ "cfsetispeed", set_speeds },
	{ "cfsetospeed", set_speeds },
	{ "chdir", [](place& here) {
		char current[96] = {};
		if (chdir(here.folder) != 0
			|| readlink("/proc/self/cwd", current, sizeof(current) - 1) < 0)
			return false;
		const char* name = strrchr(here.folder, '/');
		const char* found = strrchr(current, '/');
		return found != nullptr && (strcmp(found, name) == 0
			|| (!here.is_handler() && strcmp(found, "/1") == 0));
	} },
	{ "chmod", [](place& here) {
		struct stat state;
		return chmod(here.file, 0640) == 0 && chmod(here.file, 0600) == 0
			&& stat(here.file, &state) == 0 && (state.st_mode & 07777) == 0600;
	} },
	{ "chown", [](place& here) {
		struct stat state;
		return chown(here.file, getuid(), getgid()) == 0
			&& stat(here.file, &state) == 0 && state.st_uid == getuid();
	} },
	{ "close", [](place& here) {
		const int copy = dup(here.descriptor);
		return close(copy) == 0 && fcntl(copy, F_GETFD) == -1
			&& errno == EBADF;
	} },
	{ "creat", [](place& here) {
		const int created = creat(here.other, 0600);
		struct stat state;
		return created >= 0 && fstat(created, &state) == 0
			&& state.st_size == 0 && write(created, "x", 1) == 1
			&& close(created) == 0;
	} },
	{ "dup", [](place& here) {
		const int copy = dup(here.descriptor);
		struct stat state;
		return copy > here.descriptor && fstat(copy, &state) == 0
			&& is_file_of(here, state) && close(copy) == 0;
	} },
	{ "dup2", [](place& here) {
		const int wanted = 100 + here.who;
		struct stat state;
		return dup2(here.descriptor, wanted) == wanted
			&& fstat(wanted, &state) == 0 && is_file_of(here, state);
	} },
	{ "fcntl", [](place& here) {
		return fcntl(here.descriptor, F_SETFD, FD_CLOEXEC) == 0
			&& fcntl(here.descriptor, F_GETFD) == FD_CLOEXEC
			&& fcntl(here.descriptor, F_SETFD, 0) == 0
			&& fcntl(here.descriptor, F_GETFD) == 0;
	} },
	{ "fork", [](place&) {
		int status;
		const pid_t child = child_with(7);
		return child > 0 && waitpid(child, &status, 0) == child
			&& exited_with(status, 7);
	}, FORKING },
	{ "fstat", [](place& here) {
		struct stat state;
		return fstat(here.descriptor, &state) == 0 && is_file_of(here, state);
	} },
	{ "getegid", [](place&) { return getegid() == getauxval(AT_EGID); } },
	{ "geteuid", [](place&) { return geteuid() == getauxval(AT_EUID); } },
	{ "getgid", [](place&) { return getgid() == getauxval(AT_GID); } },
	{ "getgroups", [](place&) {
		return getgroups(0, nullptr) == syscall(SYS_getgroups, 0, nullptr);
	} },
	{ "getpgrp", [](place&) { return getpgrp() == syscall(SYS_getpgrp); } },
	{ "getpid", [](place&) { return getpid() == syscall(SYS_getpid); } },
	{ "getppid", [](place&) { return getppid() == syscall(SYS_getppid); } },
	{ "getuid", [](place&) { return getuid() == getauxval(AT_UID); } },
	{ "kill", [](place&) {
		/* No other thread can take it, so it arrives before the return. */
		const unsigned before = arrived_extra_signals();
		return kill(getpid(), SIGUSR2) == 0
			&& arrived_extra_signals() != before && kill(getpid(), 0) == 0;
	} },
	{ "link", [](place& here) {
		struct stat state;
		return link(here.file, here.other) == 0
			&& stat(here.other, &state) == 0 && is_file_of(here, state)
			&& state.st_nlink == 2 && unlink(here.other) == 0;
	} },
	{ "lseek", [](place& here) {
		return lseek(here.descriptor, 3, SEEK_SET) == 3
			&& lseek(here.descriptor, 1, SEEK_CUR) == 4
			&& lseek(here.descriptor, 0, SEEK_END) == CONTENT_SIZE;
	} },
	{ "mkdir", [](place& here) {
		struct stat state;
		return mkdir(here.other, 0700) == 0 && stat(here.other, &state) == 0
			&& S_ISDIR(state.st_mode) && rmdir(here.other) == 0;
	} },
	{ "mkfifo", [](place& here) {
		struct stat state;
		return mkfifo(here.other, 0600) == 0 && stat(here.other, &state) == 0
			&& S_ISFIFO(state.st_mode) && unlink(here.other) == 0;
	} },
	{ "open", [](place& here) {
		const int opened = open(here.file, O_RDONLY);
		return opened >= 0 && has_content(opened) && close(opened) == 0;
	} },
	{ "pathconf", [](place& here) {
		return pathconf(here.file, _PC_NAME_MAX) == 255
			&& pathconf(here.file, _PC_PATH_MAX) == 4096;
	} },
	{ "pause", [](place&) { return pause() == -1 && errno == EINTR; },
		WAITING },
	{ "pipe", [](place& here) {
		int ends[2];
		char sent = 'a' + here.who;
		char received = 0;
		return pipe(ends) == 0 && write(ends[1], &sent, 1) == 1
			&& read(ends[0], &received, 1) == 1 && received == sent
			&& close(ends[0]) == 0 && close(ends[1]) == 0;
	} },
	{ "read", [](place& here) { return has_content(here.descriptor); } },
	{ "rename", [](place& here) {
		return rename(here.file, here.other) == 0 && is_gone(here.file)
			&& rename(here.other, here.file) == 0 && is_gone(here.other);
	} },
	{ "rmdir", [](place& here) {
		return mkdir(here.other, 0700) == 0 && rmdir(here.other) == 0
			&& is_gone(here.other);
	} },
	{ "setgid", [](place&) { return setgid(getgid()) == 0; } },
	{ "setpgid", [](place&) {
		return setpgid(0, 0) == 0 && getpgrp() == getpid();
	} },
	{ "setsid", [](place&) {
		const pid_t session = setsid();
		/* The first of all succeeds, and only that. */
		return (session == getpid() || (session == -1 && errno == EPERM))
			&& getsid(0) == getpid();
	} },
	{ "setuid", [](place&) { return setuid(getuid()) == 0; } },
	{ "sigaction", [](place& here) {
		struct sigaction action = {};
		struct sigaction found = {};
		action.sa_handler = [](int) {};
		action.sa_mask = set_of(here.signal);
		action.sa_flags = SA_RESTART;
		return sigaction(here.signal, &action, nullptr) == 0
			&& sigaction(here.signal, nullptr, &found) == 0
			&& found.sa_handler == action.sa_handler
			&& sigismember(&found.sa_mask, here.signal) == 1
			&& (found.sa_flags & SA_RESTART) != 0;
	} },
	{ "sigaddset", [](place& here) {
		sigset_t set;
		return sigemptyset(&set) == 0 && sigaddset(&set, here.signal) == 0
			&& sigismember(&set, here.signal) == 1
			&& sigismember(&set, SIGUSR1) == 0;
	} },
	{ "sigdelset", [](place& here) {
		sigset_t set;
		return sigfillset(&set) == 0 && sigdelset(&set, here.signal) == 0
			&& sigismember(&set, here.signal) == 0
			&& sigismember(&set, SIGUSR1) == 1;
	} },
	{ "sigemptyset", [](place& here) {
		sigset_t set = set_of(here.signal);
		return sigemptyset(&set) == 0 && sigismember(&set, here.signal) == 0;
	} },
	{ "sigfillset", [](place& here) {
		sigset_t set = {};
		return sigfillset(&set) == 0 && sigismember(&set, here.signal) == 1;
	} },
	{ "sigismember", [](place& here) {
		const sigset_t set = set_of(here.signal);
		return sigismember(&set, here.signal) == 1
			&& sigismember(&set, SIGUSR2) == 0;
	} },
	{ "sigpending", [](place&) {
		sigset_t set;
		return sigpending(&set) == 0 && sigismember(&set, SIGWINCH) == 1
			&& sigismember(&set, SIGUSR2) == 0;
	}, SHORT, false, make_window_change_pending },
	{ "sigprocmask", [](place& here) {
		const sigset_t set = set_of(here.signal);
		sigset_t before, between, after;
		return sigprocmask(SIG_BLOCK, &set, &before) == 0
			&& sigprocmask(SIG_UNBLOCK, &set, &between) == 0
			&& sigprocmask(SIG_BLOCK, nullptr, &after) == 0
			&& sigismember(&before, here.signal) == 0
			&& sigismember(&between, here.signal) == 1
			&& sigismember(&after, here.signal) == 0
			&& sigismember(&after, SIGUSR1) == here.who;
	} },
	{ "sigsuspend", [](place& here) {
		sigset_t mask;
		if (here.is_handler()) {
			sigfillset(&mask);
			sigdelset(&mask, SIGUSR2);
		} else
			sigemptyset(&mask);
		return sigsuspend(&mask) == -1 && errno == EINTR;
	}, WAITING },
	{ "sleep", [](place&) { return sleep(1) <= 1; }, WAITING },
	{ "stat", [](place& here) {
		struct stat state;
		return stat(here.file, &state) == 0 && is_file_of(here, state);
	} },
	{ "sysconf", [](place&) {
		struct rlimit limit;
		return getrlimit(RLIMIT_NOFILE, &limit) == 0
			&& sysconf(_SC_OPEN_MAX) == (long)limit.rlim_cur
			&& sysconf(_SC_PAGESIZE) == (long)getauxval(AT_PAGESZ);
	} },
	{ "tcdrain", [](place& here) {
		return succeeded_or_interrupted(tcdrain(here.terminal));
	}, SHORT, true },
	{ "tcflow", [](place& here) {
		return tcflow(here.terminal, TCOOFF) == 0
			&& tcflow(here.terminal, TCOON) == 0;
	}, SHORT, true },
	{ "tcflush", [](place& here) {
		return tcflush(here.terminal, TCIOFLUSH) == 0;
	}, SHORT, true },
	{ "tcgetattr", [](place& here) {
		struct termios settings = {};
		return tcgetattr(here.terminal, &settings) == 0
			&& cfgetospeed(&settings) == B38400;
	}, SHORT, true },
	{ "tcgetpgrp", [](place&) {
		return tcgetpgrp(STDIN_FILENO) == getpgrp();
	}, SHORT, false, become_session_leader_with_terminal },
	{ "tcsendbreak", [](place& here) {
		return succeeded_or_interrupted(tcsendbreak(here.terminal, 0));
	}, SHORT, true },
	{ "tcsetattr", [](place& here) {
		struct termios wanted = {};
		struct termios found = {};
		if (tcgetattr(here.terminal, &wanted) != 0)
			return false;
		wanted.c_cc[VINTR] = wanted.c_cc[VINTR] == 3 ? 4 : 3;
		return tcsetattr(here.terminal, TCSANOW, &wanted) == 0
			&& tcgetattr(here.terminal, &found) == 0
			&& found.c_cc[VINTR] == wanted.c_cc[VINTR];
	}, SHORT, true },
	{ "tcsetpgrp", [](place&) {
		return tcsetpgrp(STDIN_FILENO, getpgrp()) == 0
			&& tcgetpgrp(STDIN_FILENO) == getpgrp();
	}, SHORT, false, become_session_leader_with_terminal },
	{ "time", [](place&) {
		const time_t first = time(nullptr);
		struct timespec between;
		clock_gettime(CLOCK_REALTIME_COARSE, &between);
		const time_t last = time(nullptr);
		return first > 0 && first <= between.tv_sec && between.tv_sec <= last;
	} },
	{ "times", [](place&) {
		struct tms used;
		const clock_t first = times(&used);
		return first != (clock_t)-1 && times(&used) >= first;
	} },
	{ "umask", [](place& here) {
		const mode_t mine = here.is_handler() ? 027 : 022;
		const mode_t first = umask(mine);
		const mode_t second = umask(mine);
		return (first == 022 || first == 027)
			&& (second == mine || (!here.is_handler() && second == 027));
	}, SHORT, false, set_first_mask },
	{ "uname", [](place&) {
		struct utsname names;
		return uname(&names) == 0 && strcmp(names.sysname, "Linux") == 0;
	} },
	{ "unlink", [](place& here) {
		const int created = open(here.other, O_WRONLY | O_CREAT | O_EXCL, 0600);
		return created >= 0 && close(created) == 0 && unlink(here.other) == 0
			&& is_gone(here.other);
	} },
	{ "utime", [](place& here) {
		const struct utimbuf times = { 1000 + here.who, 2000 + here.who };
		struct stat state;
		return utime(here.file, &times) == 0 && stat(here.file, &state) == 0
			&& state.st_atime == times.actime
			&& state.st_mtime == times.modtime;
	} },
	{ "wait", [](place&) {
		/* Either may get the other's child: there is one for each call. */
		int status;
		return child_with(8) > 0 && wait(&status) > 0
			&& exited_with(status, 8);
	}, FORKING },
	{ "waitpid", [](place& here) {
		int status;
		const pid_t child = child_with(10 + here.who);
		return child > 0 && waitpid(child, &status, 0) == child
			&& exited_with(status, 10 + here.who)
			&& waitpid(child, &status, 0) == -1 && errno == ECHILD;
	}, FORKING },
	{ "write", [](place& here) {
		return lseek(here.descriptor, 0, SEEK_SET) == 0
			&& write(here.descriptor, CONTENT, CONTENT_SIZE) == CONTENT_SIZE
			&& has_content(here.descriptor);
	} }
};

namespace {

class PosixList : public testing::TestWithParam<interrupted_call> {
};

}	/* namespace */

TEST_P(PosixList, IsSafeInAHandlerThatInterruptsTheSame)
{
	test_interrupted(GetParam());
}

INSTANTIATE_TEST_SUITE_P(, PosixList, testing::ValuesIn(kCalls),
	[](const auto& tested) { return tested.param.name; });
