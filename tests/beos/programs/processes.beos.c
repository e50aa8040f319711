/* Commands and children, their wait words, times, names and limits. */
#include "r5_library.h"

static int forks;

static void
count_fork(void)
{
	forks++;
}

static int
status_of_child(int code, int signal)
{
	int status = -1;
	const int child = fork();
	if (child == 0) {
		if (signal != 0)
			kill(getpid(), signal);
		_exit(code + forks);
	}
	CHECK(waitpid(child, &status, 0) == child);
	return status;
}

static void
check_commands(void)
{
	char line[16];
	CHECK(system("exit 3") == 3);
	CHECK(system("kill -USR1 $$") == 18 << 8);
	CHECK(system("ulimit -c 0; kill -BUS $$") == 11 << 8);
	CHECK(system(0) == 1);
	FILE* stream = popen("echo hello; exit 9", "r");
	CHECK(stream != 0);
	CHECK(fgets(line, sizeof(line), stream) != 0);
	CHECK(strcmp(line, "hello\n") == 0);
	CHECK(pclose(stream) == 9);
	stream = popen("read line; kill -TERM $$", "w");
	CHECK(fputs("x\n", stream) >= 0);
	CHECK(pclose(stream) == 15 << 8);
}

static void
check_times(void)
{
	struct {
		struct beos_tms		times;
		struct beos_rusage	usage;
		int					behind;
	} used = { .behind = 0x12345678 };
	while (clock() < 30)
		;
	CHECK(times(&used.times) != -1);
	CHECK(getrusage(0, &used.usage) == 0);
	CHECK(used.behind == 0x12345678);
	CHECK(used.times.tms_utime + used.times.tms_stime >= 28);
	CHECK(used.times.tms_utime + used.times.tms_stime <= clock());
	CHECK(used.usage.ru_utime.tv_sec * 1000
		+ used.usage.ru_utime.tv_usec / 1000 >= used.times.tms_utime);
	/* Everybody else's returns a pointer. */
	const beos_time_t moment = 1000000000;
	int fields[11];
	CHECK(gmtime_r(&moment, fields) == 0);
	CHECK(fields[5] == 101 && fields[4] == 8 && fields[3] == 9);
	CHECK(sysconf(BEOS_SC_CLK_TCK) == 1000);
	CHECK(sysconf(BEOS_SC_VERSION) == 199009);
	CHECK_ERROR(sysconf(2), BEOS_EINVAL);
	CHECK(pathconf("/tmp", BEOS_PC_NAME_MAX) == 255);
}

static void
check_select(void)
{
	struct {
		struct beos_fd_set	set;
		int					behind[32];
	} guarded = { { { 0 } }, { 0x12345678 } };
	struct r5_timeval timeout = { 0, 1000 };
	int pipes[2];
	CHECK(pipe(pipes) == 0);
	CHECK(dup2(pipes[0], 255) == 255);
	guarded.set.bits[7] = 0x80000000;
	/* A count as getdtablesize() may give it. */
	CHECK(select(1024, &guarded.set, 0, 0, &timeout) == 0);
	CHECK(guarded.set.bits[7] == 0);
	CHECK(timeout.tv_usec == 1000);
	CHECK(write(pipes[1], "x", 1) == 1);
	guarded.set.bits[7] = 0x80000000;
	CHECK(select(1024, &guarded.set, 0, 0, 0) == 1);
	CHECK(guarded.set.bits[7] == 0x80000000);
	CHECK(guarded.behind[0] == 0x12345678 && guarded.behind[1] == 0
		&& guarded.behind[31] == 0);
}

static void
check_jumps(int saveMask)
{
	struct {
		jmp_buf	environment;
		int		behind[4];
	} guarded = { { 0 }, { 1, 2, 3, 4 } };
	volatile int rounds = 0;
	const int value = __sigsetjmp(guarded.environment, saveMask);
	CHECK(guarded.behind[0] == 1 && guarded.behind[1] == 2
		&& guarded.behind[2] == 3 && guarded.behind[3] == 4);
	CHECK(value == (rounds == 0 ? 0 : rounds == 1 ? 1 : 7));
	if (rounds++ < 2)
		longjmp(guarded.environment, rounds == 1 ? 0 : 7);
	CHECK(rounds == 3);
}

int
main(void)
{
	check_commands();
	CHECK(status_of_child(5, 0) == 5);
	CHECK(status_of_child(0, 9) == 9 << 8);
	CHECK(status_of_child(0, 19) == 19 << 8);
	CHECK(atfork(count_fork) == 0);
	CHECK(status_of_child(5, 0) == 6);
	CHECK(forks == 0);
	check_times();
	check_select();
	check_jumps(0);
	check_jumps(1);

	struct {
		struct beos_utsname	names;
		int					behind;
	} names = { .behind = 0x12345678 };
	CHECK(uname(&names.names) == 0);
	CHECK(names.behind == 0x12345678);
	printf("%s %s %s\n", names.names.sysname, names.names.nodename,
		names.names.machine);
	const struct beos_passwd* user = getpwuid(getuid());
	CHECK(user != 0);
	printf("%s %s %s %s\n", user->pw_name, user->pw_dir, user->pw_shell,
		user->pw_gecos);
	CHECK(sync() == 0);
	CHECK_ERROR(mount("bfs", "/", "/dev/null", 0, 0, 0), BEOS_ENOSYS);
	return failures;
}
