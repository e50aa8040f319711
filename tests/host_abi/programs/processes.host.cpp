// New processes and programs: what they inherit. The program starts itself again
// with the name of a report as its first argument.
#include "story.h"

#include <pty.h>
#include <spawn.h>
#include <sys/stat.h>
#include <wordexp.h>

extern "C" {

pid_t inner_fork();
BIND(inner_fork, __fork, BASE_NODE);
pid_t inner_vfork() __attribute__((returns_twice));
#if defined(__i386__)
BIND(inner_vfork, __vfork, "GLIBC_2.1.2");
FILE* old_popen(const char*, const char*);
BIND(old_popen, popen, "GLIBC_2.0");
#else
BIND(inner_vfork, __vfork, "GLIBC_2.2.5");
#endif
int old_forkpty(int*, char*, const struct termios*, const struct winsize*);
BIND(old_forkpty, forkpty, BASE_NODE);

typedef int spawn_function(pid_t*, const char*,
	const posix_spawn_file_actions_t*, const posix_spawnattr_t*, char* const*,
	char* const*);
spawn_function old_posix_spawn;
BIND(old_posix_spawn, posix_spawn, NODE_SINCE("GLIBC_2.2"));
spawn_function old_posix_spawnp;
BIND(old_posix_spawnp, posix_spawnp, NODE_SINCE("GLIBC_2.2"));

}

static const char* own_path;
static char script_path[] = "/tmp/host_abi_script.XXXXXX";
static char reporting[] = "report";
static char* const report_arguments[]
	= { (char*)"self", reporting, (char*)"one", (char*)"two", nullptr };
static char* report_environment[]
	= { (char*)"REPORT=given", nullptr };

// What this program was started with, as the kernel tells it.
static int
report(int count, char** arguments)
{
	char line[512] = "";
	for (int i = 2; i < count; i++) {
		strcat(line, " ");
		strcat(line, arguments[i]);
	}
	const char* variable = getenv("REPORT");
	say("  new program:%s, REPORT=%s", line, variable ? variable : "none");
	FILE* file = fopen("/proc/self/status", "r");
	while (file != nullptr && fgets(line, sizeof(line), file) != nullptr) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "SigBlk", 6) == 0 || strncmp(line, "SigPnd", 6) == 0
			|| strncmp(line, "SigIgn", 6) == 0)
			say("  %s", line);
	}
	say_mask("  there");
	struct sigaction action;
	sigaction(SIGUSR1, nullptr, &action);
	say("  SIGUSR1 %d, SIGUSR2", action.sa_handler == SIG_DFL);
	sigaction(SIGUSR2, nullptr, &action);
	say("  ignored: %d", action.sa_handler == SIG_IGN);
	return 21;
}

static void
await(const char* what, pid_t child)
{
	int status = -1;
	if (child <= 0)
		say("%s: no child", what);
	else {
		while (waitpid(child, &status, 0) == -1 && errno == EINTR)
			;
		say_status(what, status);
	}
}

static void
forks()
{
	pid_t (*const functions[])() = { fork, inner_fork, _Fork };
	for (pid_t (*function)() : functions) {
		const pid_t child = function();
		if (child == 0) {
			say_mask("  the child");
			sigset_t pending;
			sigpending(&pending);
			say("  pending %016llx", (unsigned long long)bits_of(pending));
			struct sigaction action;
			sigaction(SIGUSR1, nullptr, &action);
			say("  handler inherited: %d", action.sa_handler != SIG_DFL);
			const sigset_t none = set_of_bits(0);
			sigprocmask(SIG_SETMASK, &none, nullptr);
			raise(SIGUSR1);
			_exit(4);
		}
		await("fork", child);
		say_mask("the parent");
	}
	static int before, in_parent, in_child;
	pthread_atfork([] { before++; }, [] { in_parent++; }, [] { in_child++; });
	for (pid_t (*function)() : functions) {
		const pid_t child = function();
		if (child == 0) {
			say("  the child: %d before, %d parent, %d child", before, in_parent,
				in_child);
			_exit(0);
		}
		await("fork", child);
		say("the parent: %d before, %d parent, %d child", before, in_parent,
			in_child);
	}
}

static void
terminals()
{
	int (*const functions[])(int*, char*, const struct termios*,
		const struct winsize*) = { forkpty, old_forkpty };
	for (auto function : functions) {
		int terminal;
		char name[64];
		const pid_t child = function(&terminal, name, nullptr, nullptr);
		if (child == 0) {
			say_mask("  at the terminal");
			say("  a terminal: %d", isatty(0));
			_exit(6);
		}
		char text[512];
		size_t length = 0;
		for (ssize_t count; length < sizeof(text) - 1 && (count = read(terminal,
				text + length, sizeof(text) - 1 - length)) > 0;)
			length += count;
		text[length] = '\0';
		say("%s", text);
		await("forkpty", child);
		close(terminal);
	}
}

// daemon() ends its caller, and the child tells through the pipe.
static void
daemons()
{
	int ends[2];
	if (pipe(ends) != 0)
		return;
	in_child("daemon's caller", [&] {
		close(ends[0]);
		dup2(ends[1], STDOUT_FILENO);
		close(ends[1]);
		say_result("daemon", daemon(1, 1));
		say_mask("  the daemon");
		_exit(0);
	});
	close(ends[1]);
	char text[512];
	size_t length = 0;
	for (ssize_t count; (count = read(ends[0], text + length,
			sizeof(text) - 1 - length)) > 0;)
		length += count;
	text[length] = '\0';
	say("%s", text);
	close(ends[0]);
}

static void
programs()
{
	environ = report_environment;
	in_child("execve", [] {
		execve(own_path, report_arguments, report_environment);
	});
	in_child("execv", [] { execv(own_path, report_arguments); });
	in_child("execvp", [] { execvp(own_path, report_arguments); });
	in_child("execvpe", [] {
		execvpe(own_path, report_arguments, report_environment);
	});
	in_child("execl", [] {
		execl(own_path, "self", "report", "a", "b", "c", "d", "e", "f", "g", "h",
			(char*)nullptr);
	});
	in_child("execlp", [] {
		execlp(own_path, "self", "report", "list", (char*)nullptr);
	});
	in_child("execle", [] {
		char* const environment[] = { (char*)"REPORT=listed", nullptr };
		execle(own_path, "self", "report", "x", (char*)nullptr, environment);
	});
	in_child("fexecve", [] {
		fexecve(open(own_path, O_RDONLY | O_CLOEXEC), report_arguments,
			report_environment);
	});
	in_child("execveat", [] {
		execveat(AT_FDCWD, own_path, report_arguments, report_environment, 0);
	});
	say_result("no such file", execl("/nonexistent/file", "x", (char*)nullptr));
	say_result("no such file", execlp("nonexistent-program", "x", (char*)nullptr));
	say_result("a folder", execve("/tmp", report_arguments, report_environment));
	say_result("bad path", execve((char*)BAD_POINTER, report_arguments,
		report_environment));
	say_result("not a program", execv(script_path, report_arguments));
	say_result("closed", fexecve(-1, report_arguments, report_environment));
	say_result("bad flags", execveat(AT_FDCWD, own_path, report_arguments,
		report_environment, -1));
	in_child("script", [] { execlp(script_path, "script", (char*)nullptr); });
	say_mask("after all");
}

static void
spawns()
{
	const struct {
		const char*		name;
		spawn_function*	function;
	} functions[] = { { "posix_spawn", posix_spawn },
		{ "posix_spawnp", posix_spawnp }, { "older posix_spawn", old_posix_spawn },
		{ "older posix_spawnp", old_posix_spawnp } };
	posix_spawnattr_t attributes;
	posix_spawnattr_init(&attributes);
	const sigset_t mask = set_of_bits(bit(SIGTERM) | bit(45));
	const sigset_t defaults = set_of_bits(bit(SIGUSR2));
	posix_spawnattr_setsigmask(&attributes, &mask);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes,
		POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	for (const auto& [name, function] : functions) {
		pid_t child = -1;
		int error = function(&child, own_path, nullptr, nullptr,
			report_arguments, report_environment);
		await(name, child);
		say("%s: %d", name, error);
		child = -1;
		error = function(&child, own_path, nullptr, &attributes,
			report_arguments, report_environment);
		await(name, child);
		say("with attributes: %d", error);
		child = -1;
		error = function(&child, script_path, nullptr, nullptr,
			report_arguments, report_environment);
		await(name, child);
		say("script: %s", error != 0 ? strerrorname_np(error) : "started");
		child = -1;
		say("no such file: %d", function(&child, "/nonexistent/file", nullptr,
			nullptr, report_arguments, report_environment));
		say_mask("after it");
	}
	posix_spawnattr_destroy(&attributes);
}

static void
read_stream(FILE* stream)
{
	char line[256];
	while (fgets(line, sizeof(line), stream) != nullptr) {
		line[strcspn(line, "\n")] = '\0';
		say("  %s", line);
	}
	say_status("pclose", pclose(stream));
}

static void
commands()
{
	const char* const tell_mask
		= "grep -E 'Sig(Blk|Ign)' /proc/self/status; exit 9";
	say_status("system", system(tell_mask));
	say_status("killed", system("kill -TERM $$"));
	say("a shell: %d", system(nullptr) != 0);
	say_mask("after system");
	read_stream(popen(tell_mask, "r"));
	say("bad mode: %d", popen(tell_mask, "x") == nullptr);
#if defined(__i386__)
	// Its FILE is smaller; only what knows of that may touch it.
	say("older popen: %d", old_popen(tell_mask, "x") == nullptr);
#endif
	wordexp_t words;
	say("wordexp: %d", wordexp("$(grep SigBlk /proc/self/status) $((6 * 7))",
		&words, 0));
	for (size_t i = 0; i < words.we_wordc; i++)
		say("  %s", words.we_wordv[i]);
	wordfree(&words);
	say("no commands: %d", wordexp("$(echo x)", &words, WRDE_NOCMD));
	say_mask("after the commands");
}

// A vfork() child has its own dispositions and mask, on its parent's memory.
__attribute__((noinline)) static void
change_and_leave(int way)
{
	signal(SIGUSR1, SIG_DFL);
	signal(SIGUSR2, SIG_DFL);
	signal(SIGTERM, SIG_IGN);
	struct sigaction action;
	sigaction(SIGUSR1, nullptr, &action);
	say("  the child's SIGUSR1: %d", action.sa_handler == SIG_DFL);
	const sigset_t all = set_of_bits(~uint64_t{0});
	sigprocmask(SIG_SETMASK, &all, nullptr);
	say_mask("  the child");
	const sigset_t some = set_of_bits(bit(51));
	sigprocmask(SIG_SETMASK, &some, nullptr);
	say_mask("  the child");
	if (way == 1)
		execve(own_path, report_arguments, report_environment);
	if (way == 2)
		execl(own_path, "self", "report", "from vfork", (char*)nullptr);
	_exit(13);
}

static int handler_calls;

static void
vforks()
{
	set_action(SIGUSR1, [](int) { handler_calls++; });
	// It is still pending.
	signal(SIGHUP, SIG_IGN);
	for (int way = 0; way < 6; way++) {
		const pid_t child = way % 2 == 0 ? vfork() : inner_vfork();
		if (child == 0)
			change_and_leave(way / 2);
		await("vfork", child);
		say_mask("the parent");
		struct sigaction action;
		sigaction(SIGTERM, nullptr, &action);
		say("the parent's SIGTERM: %d", action.sa_handler == SIG_DFL);
		sigaction(SIGUSR1, nullptr, &action);
		say("the parent's SIGUSR1: %d", action.sa_handler != SIG_DFL);
		const sigset_t none = set_of_bits(0);
		sigset_t old;
		sigprocmask(SIG_SETMASK, &none, &old);
		raise(SIGUSR1);
		sigprocmask(SIG_SETMASK, &old, nullptr);
		say("calls %d", handler_calls);
	}
}

int
main(int count, char** arguments)
{
	if (count > 1 && strcmp(arguments[1], reporting) == 0)
		return report(count, arguments);
	own_path = arguments[0];
	const int script = mkstemp(script_path);
	if (script < 0 || write(script, "echo '  from the script'; exit 8\n", 33) != 33)
		return 1;
	fchmod(script, 0700);
	close(script);

	set_action(SIGUSR1, [](int signal) { say("  handler %d", signal); });
	signal(SIGUSR2, SIG_IGN);
	const sigset_t mask = set_of_bits(bit(SIGHUP) | bit(SIGWINCH) | bit(50));
	sigprocmask(SIG_SETMASK, &mask, nullptr);
	raise(SIGHUP);
	forks();
	terminals();
	daemons();
	programs();
	spawns();
	commands();
	vforks();
	unlink(script_path);
	return 0;
}
