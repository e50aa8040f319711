#if defined(__i386__)

#include "beos_function.h"

#include <getopt.h>
#include <pwd.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>

#include "../../headers/legacy/beos/pwd.h"
#include "../../headers/legacy/beos/times.h"
#include "../../headers/legacy/beos/utsname.h"

/* As BeOS's macros look at the word: exit code, signal << 8, core 0x10000. */
TEST(beos_commands, end_with_beoss_word)
{
	BEOS(FILE*(const char*, const char*), popen);
	BEOS(int(FILE*), pclose);
	const struct {
		const char*	command;
		int			status;
	} commands[] = {
		{ "true", 0 }, { "exit 1", 1 }, { "exit 255", 255 },
		{ "kill -KILL $$", 9 << 8 }, { "kill -TERM $$", 15 << 8 },
		{ "kill -USR1 $$", 18 << 8 }, { "kill -USR2 $$", 19 << 8 },
		{ "kill -PIPE $$", 7 << 8 }, { "kill -ALRM $$", 14 << 8 },
		{ "ulimit -c 0; kill -BUS $$", 11 << 8 },
		{ "ulimit -c 0; kill -SEGV $$", 11 << 8 },
		{ "ulimit -c 0; kill -ABRT $$", 6 << 8 },
		{ "/nowhere/x 2>/dev/null", 127 }
	};
	for (const auto& command : commands) {
		FILE* stream = popen(command.command, "r");
		ASSERT_NE(stream, nullptr);
		EXPECT_EQ(pclose(stream) & ~0x10000, command.status)
			<< command.command;
	}
}

TEST(beos_commands, are_written_to_and_read_from)
{
	BEOS(FILE*(const char*, const char*), popen);
	BEOS(int(FILE*), pclose);
	FILE* stream = popen("echo hello; exit 3", "r");
	ASSERT_NE(stream, nullptr);
	char line[20];
	EXPECT_STREQ(fgets(line, sizeof(line), stream), "hello\n");
	EXPECT_EQ(getc(stream), EOF);
	EXPECT_EQ(pclose(stream), 3);
	const temporary_folder folder;
	stream = popen(("cat > " + folder.path("f")).c_str(), "w");
	ASSERT_NE(stream, nullptr);
	EXPECT_GE(fputs("text", stream), 0);
	EXPECT_EQ(pclose(stream), 0);
	struct stat status;
	EXPECT_EQ(stat(folder.path("f").c_str(), &status), 0);
	EXPECT_EQ(status.st_size, 4);
	errno = 0;
	EXPECT_EQ(popen("true", "x"), nullptr);
	EXPECT_EQ(beos_errno(), BEOS_EINVAL);
}

TEST(beos_commands, fail_without_children)
{
	BEOS(FILE*(const char*, const char*), popen);
	BEOS(int(FILE*), pclose);
	struct sigaction ignore = {};
	ignore.sa_handler = (decltype(ignore.sa_handler))SIG_IGN;
	struct sigaction old;
	ASSERT_EQ(sigaction(SIGCHLD, &ignore, &old), 0);
	EXPECT_BEOS_ERROR(pclose(popen("true", "r")), BEOS_ECHILD);
	ASSERT_EQ(sigaction(SIGCHLD, &old, nullptr), 0);
}

static int forks;

TEST(beos_atfork, calls_in_each_child)
{
	BEOS(int(void (*)()), atfork);
	ASSERT_EQ(atfork([] { forks++; }), 0);
	for (int i = 0; i < 2; i++) {
		const pid_t child = fork();
		if (child == 0)
			_exit(forks);
		int status;
		ASSERT_EQ(waitpid(child, &status, 0), child);
		EXPECT_EQ(status, 1);
		EXPECT_EQ(forks, 0);
	}
}

static void
compute_for(double seconds)
{
	struct rusage usage;
	do {
		getrusage(RUSAGE_SELF, &usage);
	} while (usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6 < seconds);
}

TEST(beos_times, are_in_milliseconds)
{
	BEOS(int(), clock);
	BEOS(int(beos_tms*), times);
	BEOS(int(int, beos_rusage*), getrusage);
	compute_for(0.05);
	timespec before;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	const int now = clock();
	timespec after;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	EXPECT_GE(now, before.tv_sec * 1000 + before.tv_nsec / 1000000);
	EXPECT_LE(now, after.tv_sec * 1000 + after.tv_nsec / 1000000);

	rusage first;
	::getrusage(RUSAGE_SELF, &first);
	timespec booted;
	clock_gettime(CLOCK_BOOTTIME, &booted);
	guarded<beos_tms> used;
	const int since = times(&used.value);
	EXPECT_TRUE(used.is_intact());
	timespec later;
	clock_gettime(CLOCK_BOOTTIME, &later);
	rusage second;
	::getrusage(RUSAGE_SELF, &second);
	auto milliseconds = [](const timeval& time) {
		return time.tv_sec * 1000 + time.tv_usec / 1000;
	};
	EXPECT_GE(used.value.tms_utime, milliseconds(first.ru_utime));
	EXPECT_LE(used.value.tms_utime, milliseconds(second.ru_utime));
	EXPECT_GE(used.value.tms_stime, milliseconds(first.ru_stime));
	EXPECT_LE(used.value.tms_stime, milliseconds(second.ru_stime));
	EXPECT_GE((unsigned)since, (unsigned)(booted.tv_sec * 1000));
	EXPECT_LE((unsigned)since, (unsigned)(later.tv_sec * 1000 + 1000));
	EXPECT_BEOS_ERROR(times(bad_pointer<beos_tms>()), BEOS_EFAULT);

	guarded<beos_rusage> usage;
	ASSERT_EQ(getrusage(0, &usage.value), 0);
	EXPECT_TRUE(usage.is_intact());
	EXPECT_GE(usage.value.ru_utime.tv_sec * 1000
		+ usage.value.ru_utime.tv_usec / 1000, milliseconds(second.ru_utime));
	rusage children;
	::getrusage(RUSAGE_CHILDREN, &children);
	ASSERT_EQ(getrusage(-1, &usage.value), 0);
	EXPECT_EQ(usage.value.ru_utime.tv_sec, children.ru_utime.tv_sec);
	EXPECT_EQ(usage.value.ru_utime.tv_usec, children.ru_utime.tv_usec);
	EXPECT_BEOS_ERROR(getrusage(17, &usage.value), BEOS_EINVAL);
	EXPECT_BEOS_ERROR(getrusage(0, bad_pointer<beos_rusage>()), BEOS_EFAULT);
}

TEST(beos_uname, has_the_hosts_names)
{
	BEOS(int(beos_utsname*), uname);
	utsname host;
	ASSERT_EQ(::uname(&host), 0);
	guarded<beos_utsname> names;
	ASSERT_EQ(uname(&names.value), 0);
	EXPECT_TRUE(names.is_intact());
	auto cut = [](const char* name) {
		return std::string(name).substr(0, 31);
	};
	EXPECT_EQ(names.value.sysname, cut(host.sysname));
	EXPECT_EQ(names.value.nodename, cut(host.nodename));
	EXPECT_EQ(names.value.release, cut(host.release));
	EXPECT_EQ(names.value.version, cut(host.version));
	EXPECT_EQ(names.value.machine, cut(host.machine));
	EXPECT_BEOS_ERROR(uname(bad_pointer<beos_utsname>()), BEOS_EFAULT);
}

static void
expect_same_user(const beos_passwd* beos, const passwd* host)
{
	ASSERT_NE(beos, nullptr);
	EXPECT_STREQ(beos->pw_name, host->pw_name);
	EXPECT_STREQ(beos->pw_passwd, host->pw_passwd);
	EXPECT_EQ(beos->pw_uid, host->pw_uid);
	EXPECT_EQ(beos->pw_gid, host->pw_gid);
	EXPECT_STREQ(beos->pw_dir, host->pw_dir);
	EXPECT_STREQ(beos->pw_shell, host->pw_shell);
	EXPECT_STREQ(beos->pw_gecos, host->pw_gecos);
}

TEST(beos_users, are_the_hosts)
{
	BEOS(beos_passwd*(const char*), getpwnam);
	BEOS(beos_passwd*(unsigned), getpwuid);
	BEOS(beos_passwd*(), getpwent);
	expect_same_user(getpwuid(0), ::getpwuid(0));
	expect_same_user(getpwnam("daemon"), ::getpwnam("daemon"));
	setpwent();
	int count = 0;
	while (const beos_passwd* user = getpwent()) {
		const std::string name = user->pw_name;
		const unsigned id = user->pw_uid;
		char line[1024];
		passwd host;
		passwd* found;
		ASSERT_EQ(getpwnam_r(name.c_str(), &host, line, sizeof(line), &found), 0);
		EXPECT_EQ(host.pw_uid, id);
		count++;
	}
	endpwent();
	EXPECT_GE(count, 2);
	errno = 0;
	EXPECT_EQ(getpwnam("no such user"), nullptr);
	EXPECT_EQ(getpwuid(123456789), nullptr);
}

TEST(beos_relocatable_blocks, keep_their_contents)
{
	BEOS(void*(void**, size_t), r_alloc);
	BEOS(void*(void**, size_t), r_re_alloc);
	BEOS(void(void**), r_alloc_free);
	void* block;
	ASSERT_EQ(r_alloc(&block, 10), block);
	ASSERT_NE(block, nullptr);
	memcpy(block, "contents", 9);
	EXPECT_EQ(r_re_alloc(&block, 100000), block);
	EXPECT_STREQ((char*)block, "contents");
	EXPECT_NE(r_re_alloc(&block, 0), nullptr);
	EXPECT_EQ(r_re_alloc(&block, ~0u), nullptr);
	EXPECT_NE(block, nullptr);
	r_alloc_free(&block);
	EXPECT_EQ(block, nullptr);
}

TEST(beos_heap, has_second_names)
{
	BEOS(void*(size_t), _malloc);
	BEOS(void*(size_t, size_t), _calloc);
	BEOS(void*(void*, size_t), _realloc);
	BEOS(void*(size_t, size_t), _memalign);
	BEOS(void*(size_t), _valloc);
	BEOS(void(void*), _free);
	BEOS(void(void*), _cfree);
	BEOS(int, __malloc_initialized);
	EXPECT_NE(*__malloc_initialized, 0);
	char* block = (char*)_malloc(10);
	strcpy(block, "contents");
	/* One heap for all. */
	block = (char*)realloc(_realloc(block, 1000), 20);
	EXPECT_STREQ(block, "contents");
	_free(block);
	block = (char*)_calloc(3, 5);
	EXPECT_EQ(block[14], 0);
	_cfree(block);
	void* aligned = _memalign(256, 10);
	EXPECT_EQ((uintptr_t)aligned % 256, 0u);
	free(aligned);
	aligned = _valloc(10);
	EXPECT_EQ((uintptr_t)aligned % 4096, 0u);
	free(aligned);
}

TEST(beos_options, are_parsed_by_one_function)
{
	typedef int parse_function(int, char* const*, const char*, const option*,
		int*, int);
	BEOS(parse_function, _getopt_internal);
	const option longOptions[] = {
		{ "long", required_argument, nullptr, 'l' }, {}
	};
	char program[] = "program";
	char first[] = "-a";
	char second[] = "--long=1";
	char third[] = "-long";
	char fourth[] = "2";
	char* arguments[] = { program, first, second, third, fourth, nullptr };
	optind = 0;
	EXPECT_EQ(_getopt_internal(5, arguments, "a", longOptions, nullptr, 1), 'a');
	int index = -1;
	EXPECT_EQ(_getopt_internal(5, arguments, "a", longOptions, &index, 1), 'l');
	EXPECT_EQ(index, 0);
	EXPECT_STREQ(optarg, "1");
	EXPECT_EQ(_getopt_internal(5, arguments, "a", longOptions, &index, 1), 'l');
	EXPECT_STREQ(optarg, "2");
	EXPECT_EQ(_getopt_internal(5, arguments, "a", longOptions, &index, 1), -1);
	optind = 0;
	EXPECT_EQ(_getopt_internal(2, arguments, "a", nullptr, nullptr, 0), 'a');
	EXPECT_EQ(_getopt_internal(2, arguments, "a", nullptr, nullptr, 0), -1);
	optind = 1;
}

#endif
